//go:build !linux || !(amd64 || arm64)

package bolt

import "os"

// letGo leaves it to the system what it keeps in memory.
func letGo(start, size uintptr) {}

// inSmallPieces leaves it to the system how it keeps a file.
func inSmallPieces(*os.File) {}
