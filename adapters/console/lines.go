package console

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// ErrTooLong is returned when a line of input exceeds the limit. The line is
// lost; the next one can be read.
var ErrTooLong = errors.New("the line is too long")

// LineReader reads lines of any length and keeps only those within a limit.
type LineReader struct {
	in    *bufio.Reader
	limit int
	begun bool
}

// NewLineReader returns a reader for the lines of r that have at most limit
// bytes, their ends aside.
func NewLineReader(r io.Reader, limit int) *LineReader {
	return &LineReader{in: bufio.NewReaderSize(r, 64<<10), limit: limit}
}

// Next returns the next line without its end (LF or CR LF) and without a byte
// order mark at the very beginning. It returns ErrTooLong for a line above the
// limit, and io.EOF when there is no more; the last line needs no end.
func (r *LineReader) Next() ([]byte, error) {
	line, err := r.line()
	if !r.begun {
		r.begun = true
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	return line, err
}

func (r *LineReader) line() ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.in.ReadSlice('\n')
		end := len(part) > 0 && part[len(part)-1] == '\n'
		long = long || len(line)+len(part) > r.limit+len("\r\n")
		if long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && (long || len(line) > 0):
		case err != nil:
			return nil, err
		}
		if end && !long {
			line = bytes.TrimSuffix(line[:len(line)-1], []byte("\r"))
		}
		if long || len(line) > r.limit {
			return nil, ErrTooLong
		}
		return line, nil
	}
}
