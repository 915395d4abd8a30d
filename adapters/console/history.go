package console

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// maxEntry is the length of the longest line that is kept, in bytes.
const maxEntry = 4 << 10

// history is the file of the lines that were typed, oldest first; none when
// path is "".
type history struct{ path string }

// load returns the lines of the file, safe to print.
func (h history) load() ([]string, error) {
	if h.path == "" {
		return nil, nil
	}
	f, err := os.Open(h.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	}
	defer f.Close()
	var lines []string
	in := NewLineReader(f, maxEntry)
	for {
		line, err := in.Next()
		switch {
		case err == io.EOF:
			return lines, nil
		case errors.Is(err, ErrTooLong):
			continue
		case err != nil:
			return nil, err
		}
		if entry := Line(string(line)); entry != "" {
			lines = append(lines, entry)
		}
	}
}

// save replaces the file with what write writes, which only its owner can
// read. It leaves no file when there is nothing to write.
func (h history) save(write func(io.Writer) (int, error)) error {
	if h.path == "" {
		return nil
	}
	var b bytes.Buffer
	if _, err := write(&b); err != nil {
		return err
	}
	if b.Len() == 0 {
		return h.remove()
	}
	tmp, err := os.CreateTemp(filepath.Dir(h.path), filepath.Base(h.path)+".*") // mode 0600
	if err != nil {
		return fmt.Errorf("keeping the history: %w", err)
	}
	_, err = tmp.Write(b.Bytes())
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), h.path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("keeping the history: %w", err)
	}
	return nil
}

func (h history) remove() error {
	if h.path == "" {
		return nil
	}
	if err := os.Remove(h.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting the history: %w", err)
	}
	return nil
}
