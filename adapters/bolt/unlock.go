//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package bolt

import "os"

// unlock does nothing where the lock goes with the file's last descriptor, or
// with the process.
func unlock(*os.File) {}
