package bolt

import "os"

// SyncDir writes a directory's entries to the disk: a new name in it, such as that of
// a copy of a state file, outlasts a power cut then. Not every system can; one that
// cannot need not.
func SyncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
