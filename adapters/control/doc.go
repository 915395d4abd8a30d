// Package control lets operators' commands reach the bot that holds a state file.
// One process holds the file, so what another one wants to know of it, or to have
// done with it, it asks the holder, through a socket beside the file:
//
//	server, err := control.Listen(control.Options{State: path, Operations: ops})
//	...
//	err = server.Run(ctx) // answers until ctx ends
//
// and in the other process
//
//	err := control.Ask(ctx, path, "backup", nil, file)
//	if errors.Is(err, control.ErrNotRunning) {
//		// nobody holds the file, or nobody who answers: open it
//	}
//
// An [Operation] has a name, takes named arguments and writes its answer, which
// reaches the other side as it is written. What is asked and answered is the
// program's to define; this package only carries it.
//
// # Where the socket is
//
// The socket of FILE is FILE.sock, a Unix domain socket that its owner alone may
// use; Windows has them too. Links are followed first, so that all names of a
// file lead to one socket. Where the path is longer than systems allow for a
// socket, the socket is in a new folder of Options.Short, and FILE.sock is a file
// that says where.
//
// # Promises
//
//   - Who holds the state file owns the socket: what a process that was killed
//     left there is replaced. A file there that is something else stays, and
//     Listen fails.
//   - Ask returns nil only when the operation came to its end without an error
//     and all that it wrote has arrived.
//   - The server does at most four operations at once, reads 64 KiB of arguments
//     at most, and gives up on who reads nothing for half a minute.
//
// # Concurrency
//
// All functions may be called concurrently; Server.Run once.
package control
