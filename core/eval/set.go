package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// Question is one turn of a set.
type Question struct {
	ID         string
	Session    string // "" for a question that stands alone
	Text       string
	Answerable bool
	Kind       string
	Must       [][]string // groups of alternatives
	MustNot    []string
	Paragraphs []int // any one of them is to be cited
	Note       string
}

// Set is a list of questions.
type Set struct {
	Name      string
	Questions []Question
}

// ReadSetFile reads the set in the file at path.
func ReadSetFile(path string) (Set, error) {
	f, err := os.Open(path)
	if err != nil {
		return Set{}, err
	}
	defer f.Close()
	return ReadSet(path, f)
}

// maxSet bounds a set, in bytes: ten thousand questions have two million.
const maxSet = 64 << 20

// ReadSet reads a set of JSON Lines; blank lines are left out. Its errors name
// the set and the line, all lines that are wrong.
func ReadSet(name string, r io.Reader) (Set, error) {
	set := Set{Name: name}
	var problems []error
	limited := &io.LimitedReader{R: r, N: maxSet + 1}
	in := bufio.NewReader(limited)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return Set{}, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if limited.N == 0 {
			return Set{}, fmt.Errorf("%s: it has more than %d MiB", name, maxSet>>20)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			q, err := parseQuestion(line)
			if err != nil {
				problems = append(problems, fmt.Errorf("%s:%d: %w", name, n, err))
			}
			set.Questions = append(set.Questions, q)
		}
		if err == io.EOF {
			break
		}
	}
	if len(set.Questions) == 0 {
		problems = append(problems, fmt.Errorf("%s: there is no question in it", name))
	}
	if len(problems) > 0 {
		return Set{}, errors.Join(problems...)
	}
	return set, nil
}

// questionLine is a question in a file; pointers tell what is missing from
// what is empty.
type questionLine struct {
	ID         *string    `json:"id"`
	Session    *string    `json:"session"`
	Text       *string    `json:"text"`
	Answerable *bool      `json:"answerable"`
	Kind       *string    `json:"kind"`
	Must       [][]string `json:"must"`
	MustNot    []string   `json:"must_not"`
	Paragraphs []int      `json:"paragraphs"`
	Note       string     `json:"note"`
}

func parseQuestion(line []byte) (Question, error) {
	var l questionLine
	if err := json.Unmarshal(line, &l); err != nil {
		var mistyped *json.UnmarshalTypeError
		switch {
		case errors.As(err, &mistyped) && mistyped.Field != "":
			return Question{}, fmt.Errorf("%q cannot be a %s", mistyped.Field, mistyped.Value)
		case errors.As(err, &mistyped):
			return Question{}, fmt.Errorf("not a JSON object (%s)", mistyped.Value)
		}
		return Question{}, fmt.Errorf("not JSON: %w", err)
	}
	for _, key := range []struct {
		name   string
		absent bool
	}{
		{"id", l.ID == nil}, {"text", l.Text == nil},
		{"answerable", l.Answerable == nil}, {"kind", l.Kind == nil},
	} {
		if key.absent {
			return Question{}, fmt.Errorf("no %q", key.name)
		}
	}
	q := Question{
		ID: *l.ID, Text: *l.Text, Answerable: *l.Answerable, Kind: *l.Kind,
		Must: l.Must, MustNot: l.MustNot, Paragraphs: l.Paragraphs, Note: l.Note,
	}
	if l.Session != nil {
		q.Session = *l.Session
	}
	return q, nil
}
