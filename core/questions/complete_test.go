package questions_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

func ferry(tb testing.TB) *knowledge.Base {
	tb.Helper()
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return base
}

var riyadh = sync.OnceValue(func() *knowledge.Base {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		panic(err)
	}
	return base
})

func TestComplete(t *testing.T) {
	const (
		stop = "When does the ferry stop?"
		end  = "What day does the service end?"
		run  = "Will the ferry run in winter?"
		meet = "How many people meet?"
		berg = "What does Berg say?"
	)
	c := questions.NewCompleter(ferry(t))
	for _, tt := range []struct {
		name, typed string
		want        []string
	}{
		{"the beginning of a word", "whe", []string{stop}},
		{"a word within", "ferry", []string{stop, run}},
		{"all words", "ferry winter", []string{run}},
		{"in any order", "winter ferry", []string{run}},
		{"the last word is not finished", "what does be", []string{berg}},
		{"a word that is finished", "what does be ", nil},
		{"white space after a finished word", "berg\n", []string{berg}},
		{"only the last word may be a beginning", "wha say", nil},
		{"those that begin with it are first, the shorter one before", "what d", []string{berg, end}},
		{"a question to the end", "When does the ferry stop?", []string{stop}},
		{"capitals and accents", "BÉRG", []string{berg}},
		{"a possessive", "Berg's", []string{berg}},
		{"look-alike letters", "fеrry stop", []string{stop}},
		{"a wrong letter", "farry stop", []string{stop}},
		{"a missing letter", "ferry run winer", []string{run}},
		{"a needless letter", "service endd", nil},
		{"a needless letter in a longer word", "servicce", []string{end}},
		{"swapped letters", "peolpe", []string{meet}},
		{"a typo in a beginning", "peolp", []string{meet}},
		{"a typo in the first letter", "oeople", []string{meet}},
		{"two typos in a word", "feery stpo", nil},
		{"too many words with typos", "peolpe winetr serivce", nil},
		{"what the story leaves unsaid", "cost", nil},
		{"nothing that anybody asks", "xyzzy", nil},
		{"white space in front", "  how", []string{meet}},
		{"marks only, as without words", "?!", c.Complete("", 25)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := c.Complete(tt.typed, 25)
			if !slices.Equal(got, tt.want) {
				t.Errorf("Complete(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestCompleteReturnsAsManyAsWanted(t *testing.T) {
	c := questions.NewCompleter(riyadh())
	for _, n := range []int{-1, 0, 1, 5, 25} {
		for _, typed := range []string{"", "w"} {
			if got := c.Complete(typed, n); len(got) != max(n, 0) {
				t.Errorf("%q: got %d, want %d", typed, len(got), n)
			}
		}
	}
}

// Who asks for a name, a word or a beginning gets questions that the bot can
// answer, in sentences that fit.
func TestCompletionsAreQuestionsOfTheStory(t *testing.T) {
	base := riyadh()
	table, c := questions.NewTable(base), questions.NewCompleter(base)
	items := make(map[string]string) // by sentence
	for _, item := range base.Items() {
		for _, ask := range item.Asks {
			for _, way := range ask.Ways {
				if item.Kind != knowledge.Unsaid {
					items[questions.Sentence(way)] = item.ID
				}
			}
		}
	}
	for _, typed := range []string{"", "w", "e", "who ", "lavrov", "what does zel", "the", "is it tr", "When are", "europ", "riyad meeting"} {
		got := c.Complete(typed, 25)
		if len(got) == 0 {
			t.Errorf("%q: nothing", typed)
		}
		seen := make(map[string]bool)
		had, repeated := make(map[string]bool), ""
		for _, s := range got {
			item, ok := items[s]
			switch n := len(utf16.Encode([]rune(s))); {
			case !ok || !table.Knows(s):
				t.Errorf("%q: nobody asks %q", typed, s)
			case n > questions.MaxCompletion:
				t.Errorf("%q: %d characters: %q", typed, n, s)
			case seen[s]:
				t.Errorf("%q: twice: %q", typed, s)
			case repeated != "" && !had[item]:
				t.Errorf("%q: %q comes after a second question about %s", typed, s, repeated)
			}
			if had[item] {
				repeated = item
			}
			seen[s], had[item] = true, true
		}
	}
}

func TestCompletionOfTheEmbeddedStory(t *testing.T) {
	c := questions.NewCompleter(riyadh())
	for _, tt := range []struct{ typed, want string }{ // the first one
		{"when", "When are the Riyadh talks?"},
		{"who att", "Who attends the talks?"},
		{"what did lavrov s", "What did Lavrov say about Europeans in the talks?"},
		{"when could trump", "When could Trump meet Putin?"},
		{"paris", "What is the mood in Paris?"},
	} {
		if got := c.Complete(tt.typed, 1); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%q: got %q, want %q", tt.typed, got, tt.want)
		}
	}
}

// What is offered before anything is typed the bot answers, and it differs.
func TestOpeners(t *testing.T) {
	base := riyadh()
	bot, err := core.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	openers := questions.NewCompleter(base).Complete(" \t", 25)
	begin := make(map[string]int)
	answers := make(map[string]bool)
	for _, question := range openers {
		r, err := bot.Reply(context.Background(), core.Message{Conversation: question, User: "reader", Text: question, Time: time.Unix(0, 0)})
		if err != nil || !r.Answered {
			t.Errorf("%q: %+v, %v", question, r, err)
		}
		answers[r.Answer] = true
		first, _, _ := strings.Cut(question, " ")
		begin[first]++
	}
	if len(openers) != 25 || len(begin) < 6 || len(answers) < 23 {
		t.Errorf("%d openers, %d answers, which begin with %v", len(openers), len(answers), begin)
	}
}

// A story of nothing but an unsaid item has nothing to offer.
func TestCompleteWithoutQuestions(t *testing.T) {
	base, err := knowledge.Parse("none.yaml", []byte(`schema: 1
story: {title: A story, publisher: A paper, published: 2025-10-06}
paragraphs: {1: Headline}
unsaid:
  - id: cost
    say: The story does not say that.
    asked: [what does it cost]
`))
	if err != nil {
		t.Fatal(err)
	}
	c := questions.NewCompleter(base)
	for _, typed := range []string{"", "w", "what does it cost"} {
		if got := c.Complete(typed, 25); len(got) != 0 {
			t.Errorf("%q: got %q", typed, got)
		}
	}
}

func TestCompleteTakesWhatIsTooLong(t *testing.T) {
	c := questions.NewCompleter(riyadh())
	for name, typed := range map[string]string{
		"letters":         strings.Repeat("a", 1<<20),
		"words":           strings.Repeat("the ", 1<<18),
		"many words":      strings.Repeat("a ", 40),
		"long words":      strings.Repeat("what does lavrov say ", 20),
		"combining marks": "e" + strings.Repeat("\u0301", 1<<16),
		"invalid bytes":   strings.Repeat("\xff", 1<<16),
	} {
		if got := c.Complete(typed, 25); len(got) > 25 {
			t.Errorf("%s: got %d", name, len(got))
		}
	}
	if got := c.Complete("who att"+strings.Repeat(" ", 1<<12), 25); len(got) != 0 {
		t.Errorf("a finished word was completed: %q", got)
	}
}

func TestCompleteConcurrently(t *testing.T) {
	c := questions.NewCompleter(riyadh())
	want := c.Complete("what", 25)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 20 {
				got := c.Complete("what", 25)
				if !slices.Equal(got, want) {
					t.Error("it is not always the same")
				}
				clear(got) // it is the caller's
				clear(c.Complete("", 25))
			}
		})
	}
	group.Wait()
	if got := c.Complete("", 1); len(got) != 1 || got[0] == "" {
		t.Errorf("got %q", got)
	}
}

func FuzzComplete(f *testing.F) {
	for _, s := range []string{"", "who ", "ferry stpo", "Вик", "\xff\xfe", "’s", "e\u0301", "a\u200bb", "ﷺ", "?|"} {
		f.Add(s, 25)
	}
	base := ferry(f)
	table, c := questions.NewTable(base), questions.NewCompleter(base)
	f.Fuzz(func(t *testing.T, typed string, n int) {
		got := c.Complete(typed, n)
		if len(got) > max(n, 0) {
			t.Fatalf("%d of %d", len(got), n)
		}
		for _, s := range got {
			if !table.Knows(s) || len(s) > questions.MaxCompletion {
				t.Errorf("%q: got %q", typed, s)
			}
		}
	})
}
