package bolt

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// While a Store is open there is a note beside its file, FILE.pid, that says who
// holds it: for the sentence that another instance ends with, which cannot ask. The
// lock alone decides who holds the file. A note that a killed process left does no
// harm, nor does one that cannot be written.

const (
	noteSuffix = ".pid"

	// noteForm is what a note holds: the process, its machine (the container's name
	// in one), and since when, RFC 3339.
	noteForm = "held by process %d on %s since %s\n"

	// maxNote bounds what is read of it, in bytes: a name of a machine has 255.
	maxNote = 512
)

// holder is who holds a state file.
type holder struct {
	pid   int
	host  string
	since time.Time
}

// String is what follows "another running instance holds it".
func (h holder) String() string {
	return fmt.Sprintf("process %d on %s, since %s", h.pid, h.host, h.since.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// notePath is the path of the note about a state file, links followed, as others may
// have come another way.
func notePath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path + noteSuffix
}

// leaveNote notes that this process holds the file. It leaves alone what is there
// and is no note.
func leaveNote(path string, now time.Time) {
	note := notePath(path)
	if _, err := os.Lstat(note); err == nil {
		if _, ok := readNote(note); !ok {
			return
		}
	}
	host, err := os.Hostname()
	if err != nil || strings.ContainsAny(host, " \n") || host == "" {
		host = "this-machine"
	}
	text := fmt.Sprintf(noteForm, os.Getpid(), host, now.UTC().Format(time.RFC3339))
	if os.WriteFile(note, []byte(text), 0o600) != nil {
		_ = os.Remove(note) // half a note
	}
}

// removeNote removes it, as long as the file is held still.
func removeNote(path string) {
	note := notePath(path)
	if _, ok := readNote(note); ok {
		_ = os.Remove(note)
	}
}

// readNote reads a note; ok is false when there is none, or something else.
func readNote(note string) (h holder, ok bool) {
	info, err := os.Lstat(note)
	if err != nil || !info.Mode().IsRegular() {
		return h, false
	}
	f, err := os.Open(note)
	if err != nil {
		return h, false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxNote))
	if err != nil {
		return h, false
	}
	var since string
	if n, err := fmt.Sscanf(string(text), noteForm, &h.pid, &h.host, &since); n != 3 || err != nil {
		return h, false
	}
	h.since, err = time.Parse(time.RFC3339, since)
	return h, err == nil && h.pid > 0
}

// heldBy is ErrLocked with who holds the file, as far as that is known.
func heldBy(path string) error {
	h, ok := readNote(notePath(path))
	if host, err := os.Hostname(); !ok || err == nil && host == h.host && gone(h.pid) {
		return ErrLocked
	}
	return fmt.Errorf("%w: %v", ErrLocked, h)
}

// gone tells whether there is no such process on this machine, which left a note
// then.
func gone(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	defer p.Release()
	return runtime.GOOS != "windows" && p.Signal(syscall.Signal(0)) == os.ErrProcessDone
}
