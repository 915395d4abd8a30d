//go:build !windows

package control

import (
	"io/fs"
	"syscall"
)

func isSocket(info fs.FileInfo) bool { return info.Mode()&fs.ModeSocket != 0 }

// private lets nobody else use a socket from its first moment on, where the
// system takes over the mode that a socket has before it gets its name, as Linux
// does.
func private(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { _ = syscall.Fchmod(int(fd), 0o600) })
}
