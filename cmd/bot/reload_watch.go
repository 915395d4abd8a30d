package main

import "os"

// watchedFile is a file that is looked at now and then. Its size, its time and which
// file it is tell whether it is another than it was: that works on network folders
// and through links, of which systems tell nothing. One goroutine uses it.
type watchedFile struct {
	path string
	read os.FileInfo // as it was when it was read last, nil for not there
	last os.FileInfo // as it was at the last look
}

// watchFile looks at a file that is about to be read.
func watchFile(path string) *watchedFile {
	info, err := os.Stat(path)
	if err != nil {
		info = nil
	}
	return &watchedFile{path: path, read: info, last: info}
}

// changed tells, once, that the file is another than when it was read, and was left
// alone since the look before. A file that is gone counts as it was.
func (w *watchedFile) changed() bool {
	now, err := os.Stat(w.path)
	if err != nil {
		now = nil
	}
	still := sameFile(now, w.last)
	w.last = now
	if now == nil || !still || sameFile(now, w.read) {
		return false
	}
	w.read = now
	return true
}

func sameFile(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
