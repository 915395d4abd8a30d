package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"
)

// Each error of this package names the file and says what to do about it; test
// for its kind with errors.Is.
var (
	// ErrLocked is returned by Open when another process, or another Store in
	// this one, holds the file.
	ErrLocked = errors.New("another running instance holds it")

	// ErrCorrupt is returned by Open when the file is no state file, or is
	// truncated or damaged, and by every method that meets damage later.
	ErrCorrupt = errors.New("it is damaged or is not a state file")

	// ErrNewer is returned by Open when a newer version of the program wrote
	// the file.
	ErrNewer = errors.New("a newer version of this program wrote it")

	// ErrReadOnly is returned when the file, its directory or its file system
	// may not be written.
	ErrReadOnly = errors.New("it cannot be written")

	// ErrFull is returned when the disk, a quota or a size limit leaves no
	// room for a write.
	ErrFull = errors.New("there is no room on the disk")

	// ErrTooLarge is returned when a value is larger than its bound: a session
	// or a subscription than MaxValue, an update, a vote.
	ErrTooLarge = errors.New("too large to be stored")

	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("state file is closed")
)

// explain makes a sentence of an error from bbolt or the system: the file, what
// is wrong with it, what to do, and the cause.
func explain(path string, err error) error {
	say := func(kind error, advice string) error {
		if errors.Is(err, kind) {
			return fmt.Errorf("state file %s: %w (%s)", path, err, advice)
		}
		return fmt.Errorf("state file %s: %w (%s): %w", path, kind, advice, err)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrDatabaseNotOpen), errors.Is(err, ErrClosed):
		return ErrClosed
	case errors.Is(err, berrors.ErrTimeout):
		return say(heldBy(path), "stop that one, or give this one a file of its own")
	case errors.Is(err, ErrNewer):
		return say(ErrNewer, "run that version, or choose another file")
	case errors.Is(err, ErrCorrupt), isInvalid(err):
		return say(ErrCorrupt, "move it away and start again, or restore a copy")
	case isErrno(err, syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG):
		return say(ErrFull, "free some space; nothing was stored")
	case errors.Is(err, fs.ErrPermission), isErrno(err, syscall.EROFS):
		return say(ErrReadOnly, "make the file and its directory writable, or choose another file")
	default:
		return fmt.Errorf("state file %s: %w", path, err)
	}
}

// isInvalid reports whether bbolt found no valid meta page.
func isInvalid(err error) bool {
	return errors.Is(err, berrors.ErrInvalid) ||
		errors.Is(err, berrors.ErrVersionMismatch) ||
		errors.Is(err, berrors.ErrChecksum)
}

// isErrno reports whether err is one of the system's errors. bbolt flattens
// some of them to text when it grows the file, so the text counts too.
func isErrno(err error, numbers ...syscall.Errno) bool {
	for _, n := range numbers {
		if errors.Is(err, n) || strings.HasSuffix(err.Error(), ": "+n.Error()) {
			return true
		}
	}
	return false
}
