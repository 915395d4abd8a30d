package knowledge

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"
)

// maxBytes is the size of the largest story file that is read: 16 MiB. A story
// with 6,000 ways of asking has 0.4 MiB.
const maxBytes = 16 << 20

// Load reads the story file at path. Its error is of type [Problems]; for a
// file that cannot be opened it matches fs.ErrNotExist or fs.ErrPermission.
func Load(path string) (*Base, error) {
	src, err := readFile(path)
	if err != nil {
		return nil, Problems{unreadable(path, err)}
	}
	return Parse(path, src)
}

// Parse reads a story file from src; name stands for the file in messages. Its
// error is of type [Problems] and holds all problems that can be told apart, at
// least one. It does not keep src.
func Parse(name string, src []byte) (*Base, error) {
	if p, ok := wholeFileProblem(name, src); ok {
		return nil, Problems{p}
	}
	root, problems := parseTree(name, src)
	if len(problems) > 0 {
		return nil, problems
	}
	r := newReader(name)
	base := r.base(root)
	base.digest = sha256.Sum256(src)
	r.resolve(base)
	if len(r.problems) > 0 {
		sortProblems(r.problems)
		return nil, r.problems
	}
	base.articles = whole(base.story, len(base.paragraphs))
	return base, nil
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errDirectory
	}
	// One byte more than allowed, so that Parse sees that there is more.
	return io.ReadAll(io.LimitReader(f, maxBytes+1))
}

var errDirectory = errors.New("is a directory")

func unreadable(path string, err error) Problem {
	p := Problem{File: path, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message, p.Advice = "there is no such file", "check the path"
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Advice = "this file may not be read", "check its permissions"
	case errors.Is(err, errDirectory):
		p.Message, p.Advice = "this is a directory", "name one story file in it"
	default:
		p.Message = fmt.Sprintf("this file cannot be read (%v)", err)
	}
	return p
}

// wholeFileProblem finds what makes a file no text at all.
func wholeFileProblem(name string, src []byte) (Problem, bool) {
	if len(src) > maxBytes {
		return Problem{
			File:    name,
			Message: fmt.Sprintf("the file has more than %d MiB", maxBytes>>20),
			Advice:  "write one story a file",
		}, true
	}
	if utf8.Valid(src) {
		return Problem{}, false
	}
	line, column := 1, 1
	for rest := src; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			return Problem{
				File: name, Line: line, Column: column,
				Message: fmt.Sprintf("byte 0x%02x is not UTF-8", rest[0]),
				Advice:  "save the file with the encoding UTF-8",
			}, true
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[size:]
	}
	return Problem{}, false
}
