package control

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	suffix = ".sock"

	// maxPath bounds the path of a socket, in bytes: sun_path holds 104 with a
	// zero at the end on macOS and the BSDs, 108 on Linux and Windows.
	maxPath = 103

	// notePrefix begins a file that says where the socket is.
	notePrefix = "control socket: "

	// maxNote bounds that file, in bytes.
	maxNote = 4 << 10
)

// beside is the path FILE.sock of a state file, links followed.
func beside(state string) (string, error) {
	path, err := filepath.Abs(state)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil { // there is no such file
		path = filepath.Join(dir, filepath.Base(path))
	}
	return path + suffix, nil
}

// find returns the path of the socket of a state file. It need not be there.
func find(state string) (string, error) {
	path, err := beside(state)
	if err != nil || len(path) <= maxPath {
		return path, err
	}
	return readNote(path)
}

// readNote returns the path that a note holds. The error is ErrTaken when the
// file is no note.
func readNote(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%w: %s", ErrTaken, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxNote))
	if err != nil {
		return "", err
	}
	socket, ok := strings.CutPrefix(strings.TrimSuffix(string(text), "\n"), notePrefix)
	if !ok || !filepath.IsAbs(socket) {
		return "", fmt.Errorf("%w: %s", ErrTaken, path)
	}
	return socket, nil
}

// place makes room for the socket of a state file and returns its path, and what
// is to be removed with it. The caller holds the state file: a socket that is
// there is nobody's any more.
func place(state, short string) (socket string, remove []string, err error) {
	path, err := beside(state)
	if err != nil {
		return "", nil, err
	}
	if len(path) <= maxPath {
		return path, nil, clear(path)
	}
	switch old, err := readNote(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", nil, err
	case clear(old) == nil:
		_ = os.Remove(filepath.Dir(old)) // if it is empty, as ours is
	}
	dir, err := os.MkdirTemp(short, "dragoman-")
	if err != nil {
		return "", nil, err
	}
	socket = filepath.Join(dir, "s")
	remove = []string{path, dir}
	if len(socket) > maxPath {
		err = fmt.Errorf("the path of the state file is too long for a socket beside it, and so is that of %s", short)
	} else {
		err = os.WriteFile(path, []byte(notePrefix+socket+"\n"), 0o600)
	}
	if err != nil {
		_ = os.Remove(dir)
		return "", nil, err
	}
	return socket, remove, nil
}

// clear removes a socket that was left behind. It is no error when there is
// nothing; ErrTaken when it is something else.
func clear(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !isSocket(info):
		return fmt.Errorf("%w: %s", ErrTaken, path)
	}
	return os.Remove(path)
}
