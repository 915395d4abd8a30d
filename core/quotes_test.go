package core_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dragoman/core/eval"
)

var curly = regexp.MustCompile(`“([^“”]*)”`)

// curlyIn returns the passages between curly quotes.
func curlyIn(text string) (passages []string) {
	for _, m := range curly.FindAllStringSubmatch(text, -1) {
		passages = append(passages, m[1])
	}
	return passages
}

// TestQuotesStandInTheBase compares all that replies put between curly quotes
// with what the base has between them.
func TestQuotesStandInTheBase(t *testing.T) {
	var said []string
	for _, it := range riyadh().Items() {
		said = append(said, curlyIn(it.Gist+strings.Join(it.Quotes, ""))...)
		for _, ask := range it.Asks {
			said = append(said, curlyIn(ask.Answer+ask.Ground)...)
		}
	}
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			passages := curlyIn(o.Reply.Answer)
			if n := strings.Count(o.Reply.Answer, "“"); n != len(passages) || n != strings.Count(o.Reply.Answer, "”") {
				t.Errorf("%s %q: quotes do not match in %q", o.Question.ID, o.Question.Text, o.Reply.Answer)
			}
			for _, p := range passages {
				if !slices.ContainsFunc(said, func(s string) bool { return within(s, p) }) {
					t.Errorf("%s %q: the base does not have “%s”", o.Question.ID, o.Question.Text, p)
				}
			}
			if len(passages) != len(o.Reply.Quotes) {
				t.Errorf("%s %q: %d passages in %q, but %d quotes", o.Question.ID, o.Question.Text, len(passages), o.Reply.Answer, len(o.Reply.Quotes))
			}
		}
	}
}

// within tells whether a passage stands in a text, the mark at its end and the
// case of its first letter aside.
func within(text, passage string) bool {
	passage = strings.TrimRight(passage, ".,;:?!")
	if passage == "" {
		return false
	}
	return strings.Contains(text, passage) ||
		strings.Contains(text, strings.ToLower(passage[:1])+passage[1:]) ||
		strings.Contains(text, strings.ToUpper(passage[:1])+passage[1:])
}

func TestQuotesStandInTheArticle(t *testing.T) {
	text := article(t)
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			for _, p := range curlyIn(o.Reply.Answer) {
				if !within(text, p) {
					t.Errorf("%s %q: the article does not have “%s”", o.Question.ID, o.Question.Text, p)
				}
			}
			if o.Verdict != eval.Right {
				continue
			}
			if v, why := eval.NewArticle(text).Judge(o.Question, o.Reply); v != o.Verdict {
				t.Errorf("%s %q: %v by the base, %v by the article: %s", o.Question.ID, o.Question.Text, o.Verdict, v, why)
			}
		}
	}
}

// TestQuotesHaveTheirSpeaker: what one said is never given as another's.
func TestQuotesHaveTheirSpeaker(t *testing.T) {
	speakers := func(passage string) (names []string) {
		for _, it := range riyadh().Items() {
			if it.By == "" {
				continue
			}
			for _, said := range curlyIn(it.Gist + strings.Join(it.Quotes, "")) {
				if within(said, passage) {
					names = append(names, nameOf(it.By))
				}
			}
		}
		return names
	}
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			for _, q := range o.Reply.Quotes {
				if names := speakers(q.Text); !slices.Contains(names, q.Speaker) && (q.Speaker != "" || len(names) > 0) {
					t.Errorf("%s %q: “%s” is given as that of %q; the base has it of %q", o.Question.ID, o.Question.Text, q.Text, q.Speaker, names)
				}
			}
		}
	}
}

func nameOf(id string) string {
	e, ok := riyadh().Entity(id)
	if !ok {
		return ""
	}
	return e.Name
}
