package main

import (
	"bytes"
	"context"
	"errors"
	"io"

	"dragoman/adapters/console"
)

// maxLine bounds a line of input, in bytes; a longer one is an error of its
// own, and what follows it is read all the same.
const maxLine = 16 << 20

// inputLine is a line of standard input without its end.
type inputLine struct {
	number int // from 1
	text   []byte
	err    error // console.ErrTooLong, or what ended the reading; never io.EOF
}

// readLines sends the lines of r, blank ones left out, until r ends or ctx is
// done, and closes the channel. A read that blocks is not interrupted: the
// goroutine may outlive ctx until r has something, as standard input cannot be
// told to give up.
func readLines(ctx context.Context, r io.Reader) <-chan inputLine {
	lines := make(chan inputLine)
	go func() {
		defer close(lines)
		in := console.NewLineReader(r, maxLine)
		for n := 1; ; n++ {
			text, err := in.Next()
			if err == io.EOF {
				return
			}
			if err == nil && len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			select {
			case lines <- inputLine{number: n, text: text, err: err}:
			case <-ctx.Done():
				return
			}
			if err != nil && !errors.Is(err, console.ErrTooLong) {
				return
			}
		}
	}()
	return lines
}
