package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong in a story file, with the place to mend it.
type Problem struct {
	File    string // name or path, as it was given to Parse or Load
	Line    int    // from 1; 0 when the problem is the whole file's
	Column  int    // from 1, in characters; 0 when Line is 0
	Message string // what is wrong, in one clause
	Advice  string // what to write instead; "" when nothing can be suggested
	Err     error  // the cause, such as fs.ErrNotExist; nil for most problems
}

// Error returns the problem as "file:line:column: message: advice".
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	b.WriteString(p.Message)
	if p.Advice != "" {
		b.WriteString(": ")
		b.WriteString(p.Advice)
	}
	return b.String()
}

// Unwrap returns the cause, if there is one.
func (p Problem) Unwrap() error { return p.Err }

// Problems is the error that [Parse], [Load] and [Embedded] return: all that is
// wrong in a file, in the order of its lines. It is never empty.
type Problems []Problem

// Error returns the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the single problems, for errors.As and errors.Is.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// position is a place in a file: both from 1, the zero value for no place.
type position struct{ line, column int }

func sortProblems(ps []Problem) {
	slices.SortStableFunc(ps, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
}
