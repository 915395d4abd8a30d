//go:build linux && (amd64 || arm64)

package bolt

import (
	"os"
	"syscall"
)

// letGo tells the system that the pages of a mapping are not needed in memory
// now. Who reads them gets them again. That it fails does no harm.
func letGo(start, size uintptr) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, start, size, syscall.MADV_DONTNEED)
}

// inSmallPieces tells the system that a file will be read here and there. Else it
// keeps in one piece what was read so, and maps the whole piece, up to 2 MB, for
// each byte that is looked at. That it fails does no harm.
func inSmallPieces(f *os.File) {
	const random = 1 // POSIX_FADV_RANDOM
	_, _, _ = syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, random, 0, 0)
}
