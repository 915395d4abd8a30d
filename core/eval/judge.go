package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dragoman/core"
)

// Verdict is what a reply is worth.
type Verdict int

// The verdicts.
const (
	Right Verdict = iota
	Wrong         // it asserts something, and is not right
	Miss          // it declines, and the story has the answer
)

// String returns the verdict in English, lower case.
func (v Verdict) String() string { return [...]string{"right", "wrong", "miss"}[v] }

// What a right reply may have at most.
const (
	maxChars     = 600
	maxCited     = 4
	maxCitedList = 8 // when the question asks for a list
)

// Judge returns what the reply to q is worth, and why it is not right. The
// rule is that of the package's documentation.
func (a Article) Judge(q Question, r core.Reply) (v Verdict, why string) {
	switch {
	case !r.Answered && q.Answerable:
		return Miss, "declined"
	case !r.Answered:
		return Right, ""
	case !q.Answerable:
		return Wrong, "answered the unanswerable"
	}
	answer := fold(r.Answer)
	for _, group := range q.Must {
		if !slices.ContainsFunc(group, func(alt string) bool { return has(answer, alt) }) {
			return Wrong, "lacks " + strings.Join(group, " / ")
		}
	}
	for _, s := range q.MustNot {
		if has(answer, s) {
			return Wrong, "says " + s
		}
	}
	cited := make([]int, len(r.Evidence))
	for i, e := range r.Evidence {
		cited[i] = e.Paragraph
	}
	if !slices.ContainsFunc(cited, func(p int) bool { return slices.Contains(q.Paragraphs, p) }) {
		return Wrong, fmt.Sprintf("cites %s, not %s", list(cited), list(q.Paragraphs))
	}
	if part := a.misquoted(r.Answer); part != "" {
		return Wrong, "misquotes: " + part
	}
	limit := maxCited
	if q.Kind == "list" {
		limit = maxCitedList
	}
	slices.Sort(cited)
	if utf8.RuneCountInString(r.Answer) > maxChars || len(slices.Compact(cited)) > limit {
		return Wrong, "too long"
	}
	return Right, ""
}

func list(numbers []int) string {
	s := make([]string, len(numbers))
	for i, n := range numbers {
		s[i] = strconv.Itoa(n)
	}
	return "[" + strings.Join(s, ", ") + "]"
}
