package query_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/text"
)

// FuzzQuestions understands any text: what it returns refers to words that are
// there and is fit to be shown.
func FuzzQuestions(f *testing.F) {
	for _, s := range []string{
		"", "who is Dahl?", "what did the American ambassador say on tues", "wut abt dahls union", "w/o the minister of Sund, who",
		"the talks are on Wednesday, aren't they?", `did "Dahl say`, "Жжжук и Даль", "what did Κάρλσεν say", "us US u.s. U.S.", "ıİß",
		"how much of", "which", "what did the minister", "is it true that", "or or or", "not never", "the president of the union of", "'s s' '",
		strings.Repeat("is not the ", 30) + "who", strings.Repeat("щ", 40), "a\u0301\u0301 \xff",
	} {
		f.Add(s)
	}
	an := strike(f)
	f.Fuzz(func(t *testing.T, raw string) {
		clean := text.Clean(raw)
		clauses := text.Clauses(clean)
		qs, aside := an.Questions(clauses)
		an.Whole(clauses)
		an.Words(raw)
		for _, q := range append(qs, aside...) {
			n := len(q.Words)
			if n == 0 || n > 8*len(clean) || q.Start < 0 || q.Start > n {
				t.Fatalf("%d words, start %d", n, q.Start)
			}
			end := 0
			for _, m := range q.Mentions {
				if m.Word < end || m.End <= m.Word || m.End > n || m.Entity == "" {
					t.Errorf("mention %+v of %d words after %d", m, n, end)
				}
				end = m.Word
			}
			for _, term := range q.Terms {
				if term.Words < 1 || term.Word < 0 || term.Word+term.Words > n || term.Stem == "" {
					t.Errorf("term %+v of %d words", term, n)
				}
			}
			for _, p := range q.Pronouns {
				if p.Word < 0 || p.End <= p.Word || p.End > n {
					t.Errorf("pronoun %+v of %d words", p, n)
				}
			}
			for _, name := range q.Unknown {
				if !utf8.ValidString(name) || name == "" {
					t.Errorf("unknown name %q", name)
				}
			}
			_ = q.Kind.String() // panics when it is none
		}
	})
}
