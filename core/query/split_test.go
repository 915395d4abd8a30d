package query_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/core/query"
	"dragoman/core/text"
)

func TestQuestionsOfAMessage(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		name, text  string
		want, aside []string
	}{
		{"one", "who is Dahl?", []string{"who is dahl"}, nil},
		{"two sentences", "When are the talks? Who chairs them?", []string{"when are the talks", "who chairs them"}, nil},
		{"two lines", "when are the talks\nwho chairs them", []string{"when are the talks", "who chairs them"}, nil},
		{"two lines with blanks between", "when are the talks \n who chairs them", []string{"when are the talks", "who chairs them"}, nil},
		{"joined by and", "what did Dahl say and when are the talks", []string{"what did dahl say", "when are the talks"}, nil},
		{"joined by a comma", "who chairs the talks, when do they start", []string{"who chairs the talks", "when do they start"}, nil},
		{"three", "who is Dahl, where is he and why", []string{"who is dahl", "where is he", "why"}, nil},
		{"not at and before an auxiliary", "who is ill and will they strike", []string{"who is ill and will they strike"}, nil},
		{"not at the comma of a tag", "the talks are on Wednesday, aren't they?", []string{"the talks are on wednesday ,"}, nil},
		{"not between quotation marks", `did he say "stop, who pays"`, []string{"did he say stop , who pays"}, nil},
		{"a greeting", "Hello! Where is the strike?", []string{"where is the strike"}, []string{"hello"}},
		{"a remark", "What a mess. Where is the strike? Thank you!", []string{"what a mess", "where is the strike"}, []string{"thank you"}},
		{"a source", "According to Dahl, will the dockers return", []string{"will the dockers return"}, []string{"according to dahl"}},
		{"nothing asked", "the dockers. the ships.", []string{"the dockers", "the ships"}, nil},
		{"nothing", "", nil, nil},
		{"marks", "?! ...", nil, nil},
		{"fillers that stand for nothing", "lol", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			qs, aside := an.Questions(text.Clauses(text.Clean(c.text)))
			if got := allForms(qs); !slices.Equal(got, c.want) {
				t.Errorf("asked %q, want %q", got, c.want)
			}
			if got := allForms(aside); !slices.Equal(got, c.aside) {
				t.Errorf("aside %q, want %q", got, c.aside)
			}
		})
	}
}

func allForms(qs []query.Query) []string {
	var out []string
	for _, q := range qs {
		out = append(out, forms(q))
	}
	return out
}

// The question of a ramble is at its end.
func TestRambles(t *testing.T) {
	an := strike(t)
	const ramble = "I have been reading this on the train this morning and my friend here says the union is wrong and I do not think that is fair to them "
	for ending, want := range map[string]string{
		"so when are the talks":                   "when are the talks",
		"but my question is who chairs the talks": "who chairs the talks",
		"so, is Karlsen at the talks":             "is karlsen at the talks",
		"anyway in which city is the strike":      "in which city is the strike",
		"can you tell me where the strike is":     "where the strike is",
	} {
		t.Run(ending, func(t *testing.T) {
			if got := forms(one(t, an, ramble+ending)); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestWholeMessageAsOneQuestion(t *testing.T) {
	an := strike(t)
	q := an.Whole(text.Clauses(text.Clean("Karlson spoke. When? In Tallby, or where")))
	if got, want := forms(q), "karlsen spoke when in tallby , or where"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !slices.Equal(q.Entities(), []string{"karlsen", "tallby"}) {
		t.Errorf("got %q", q.Entities())
	}
}

// No message takes long: what grows is the number of words, not the work for
// each. Allocations stand for the work.
func TestWorkIsBounded(t *testing.T) {
	an := strike(t)
	for name, s := range map[string]string{
		"a long word":               strings.Repeat("q", 1<<20),
		"a long word, other script": strings.Repeat("щ", 1<<20),
		"words nobody knows":        strings.Repeat("qzxvk ", 1<<18),
		"many such words":           manyWords(4000),
		"questions joined":          strings.Repeat("who, and ", 1<<18),
		"fillers":                   strings.Repeat("ok, ", 1<<18),
		"negations":                 strings.Repeat("is not ", 1<<18),
		"names":                     strings.Repeat("US ", 1<<18),
		"offices":                   strings.Repeat("the minister of the US ", 1<<16),
		"signs":                     strings.Repeat("$", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			clauses := text.Clauses(text.Clean(s))
			got := testing.AllocsPerRun(1, func() { an.Questions(clauses) })
			if got > 400_000 {
				t.Errorf("%.0f allocations", got)
			}
		})
	}
}

// manyWords returns n different words that nobody knows.
func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		for k := range 5 {
			b.WriteByte("qxzvkwjp"[i>>(3*k)&7])
		}
		b.WriteByte(' ')
	}
	return b.String()
}
