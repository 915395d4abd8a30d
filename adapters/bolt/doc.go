// Package bolt is the bot's one state file, kept with bbolt. A [Store] is a
// core.SessionStore, settings.Store, feedback.Store, delivery.Log and
// delivery.Shelf that outlives the process:
//
//	store, err := bolt.Open("state/dragoman.db", bolt.Options{Idle: 30 * time.Minute})
//	if err != nil {
//		return err // names the file and says what to do
//	}
//	defer store.Close()
//	go store.Run(ctx) // sweeps what has expired, until ctx ends
//	bot, err := core.New(base, core.Options{Sessions: store})
//
// # Concurrency
//
// All methods of a Store may be called concurrently. One process at a time
// holds the file; a second Open waits a second and fails with [ErrLocked].
// Reads do not wait for commits. Writes are committed in groups: those that come
// while a commit is under way share the next one, so that many readers talking
// at once cost a few fsyncs, and a lone one waits for nobody.
//
// # Promises
//
//   - When PutSession or DeleteSession returns nil, the change is on the disk
//     and survives a crash of the process or of the machine.
//   - When they return an error, nothing is half changed. The change was not
//     made, except that it may have been when the context ended or the disk
//     failed at the last moment.
//   - A session lives Options.Idle after its Seen, to the millisecond; then
//     Session returns a zero one, swept or not. A session without Seen, or with
//     one in the future, counts from when it was stored.
//   - There are at most Options.MaxSessions sessions of at most [MaxValue]
//     bytes. One more makes the one that would expire first give way. The file
//     grows to what these need and no further, however many readers come once.
//   - Any bytes may stand in a conversation's or a user's name, of any length,
//     and no two names share a session.
//   - Text that is not UTF-8 comes back with U+FFFD for its bad bytes.
//   - A damaged file is an error ([ErrCorrupt]), not a panic: Open reads every
//     page, and damage that is met later ends the use of the Store: every
//     later call returns the same error.
//
// Names are stored as hashes, what readers asked as plain text. Deleted text
// stays in the file's free pages until they are used again, and the file is
// created for its owner alone.
package bolt
