package eval_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/core/eval"
	"dragoman/knowledge"
)

const harbourSet = `{"id":"1","session":"a","text":"who spoke?","answerable":true,"kind":"who","must":[["Ruiz"]],"paragraphs":[2],"more":1}

{"id":"2","session":"a","text":"and when?","answerable":true,"kind":"when","must":[["Monday"]],"paragraphs":[2]}
{"id":"3","text":"why?","answerable":false,"kind":"why"}
{"id":"4","text":"who else?","answerable":true,"kind":"who","must":[["nobody"]],"paragraphs":[3]}`

// answerFunc is a bot made of a function.
type answerFunc func(core.Message) (core.Reply, error)

func (f answerFunc) Reply(_ context.Context, m core.Message) (core.Reply, error) { return f(m) }

// clock advances by a step each time it is read.
func clock(step time.Duration) func() time.Time {
	now := time.Date(2025, 2, 17, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(step)
		return now
	}
}

func readSet(t testing.TB, name, lines string) eval.Set {
	t.Helper()
	set, err := eval.ReadSet(name, strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestRunReport(t *testing.T) {
	set := readSet(t, "harbour.jsonl", harbourSet)
	var keys []core.SessionKey
	asked := 0
	run := eval.Run{
		Bot: answerFunc(func(m core.Message) (core.Reply, error) {
			keys = append(keys, core.SessionKey{Conversation: m.Conversation, User: m.User})
			return reply("Ruiz.", 2), nil
		}),
		Article: eval.NewArticle(harbour),
		Now:     clock(50 * time.Microsecond),
		Asked:   func(eval.Outcome) { asked++ },
	}
	result, err := run.Set(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if asked != 4 {
		t.Errorf("Asked was called %d times", asked)
	}
	if keys[0] != keys[1] {
		t.Error("turns of a session have different keys")
	}
	if keys[1] == keys[2] || keys[2] == keys[3] {
		t.Error("questions on their own share a key")
	}
	first := keys[0]
	keys = nil
	if _, err := run.Set(t.Context(), set); err != nil {
		t.Fatal(err)
	}
	if keys[0] == first {
		t.Error("the set asked again has the sessions of the first time")
	}

	var out strings.Builder
	if _, err := (eval.Report{result}).WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	want := `harbour.jsonl
  when         0/  1  wrong 1  miss 0
  who          1/  2  wrong 1  miss 0
  why          0/  1  wrong 1  miss 0
  n=4 right=0.250 wrong=0.750 miss=0.000 median_answer_chars=5
latency: median 50µs, p90 50µs, p99 50µs, max 50µs
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}

	out.Reset()
	two := eval.Report{result, result}
	if _, err := two.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "total\n  when         0/  2  wrong 2  miss 0\n") {
		t.Errorf("no total in\n%s", out.String())
	}

	out.Reset()
	if err := (eval.Report{result}).WriteMisses(&out); err != nil {
		t.Fatal(err)
	}
	want = `wrong 2            "and when?": lacks Monday; got: "Ruiz."
wrong 3            "why?": answered the unanswerable; got: "Ruiz."
wrong 4            "who else?": lacks nobody; got: "Ruiz."
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestRunEnds(t *testing.T) {
	set := readSet(t, "harbour.jsonl", harbourSet)
	broken := errors.New("no disk")
	run := eval.Run{Bot: answerFunc(func(core.Message) (core.Reply, error) { return core.Reply{}, broken })}
	if _, err := run.Set(t.Context(), set); !errors.Is(err, broken) || !strings.Contains(err.Error(), "harbour.jsonl: 1") {
		t.Errorf("got %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	asked := 0
	run.Bot = answerFunc(func(core.Message) (core.Reply, error) {
		asked++
		cancel()
		return core.Reply{}, nil
	})
	if _, err := run.Set(ctx, set); !errors.Is(err, context.Canceled) || asked != 1 {
		t.Errorf("got %v after %d questions", err, asked)
	}
}

func TestLatency(t *testing.T) {
	var r eval.Result
	for i := range 200 {
		r.Outcomes = append(r.Outcomes, eval.Outcome{Took: time.Duration(200 - i)})
	}
	if got, want := r.Latency(), (eval.Latency{Median: 100, P90: 180, P99: 198, Max: 200}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	r.Outcomes = r.Outcomes[:1]
	if got, want := r.Latency(), (eval.Latency{Median: 200, P90: 200, P99: 200, Max: 200}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := (eval.Result{}).Latency(); got != (eval.Latency{}) {
		t.Errorf("got %v of nothing", got)
	}
}

func TestReadSetProblems(t *testing.T) {
	const good = `{"id":"1","text":"a","answerable":true,"kind":"who"}`
	tests := map[string]struct{ lines, want string }{
		"not JSON":        {good + "\nwho?\n", "s.jsonl:2: not JSON: invalid character 'w' looking for beginning of value"},
		"cut off":         {"\n\n" + `{"id":`, "s.jsonl:3: not JSON: unexpected end of JSON input"},
		"an array":        {"[]", "s.jsonl:1: not a JSON object (array)"},
		"no text":         {`{"id":"1","answerable":true,"kind":"who"}`, `s.jsonl:1: no "text"`},
		"no id":           {`{"text":"1","answerable":true,"kind":"who"}`, `s.jsonl:1: no "id"`},
		"no kind":         {`{"id":"1","text":"1","answerable":true}`, `s.jsonl:1: no "kind"`},
		"no answerable":   {`{"id":"1","text":"1","kind":"who"}`, `s.jsonl:1: no "answerable"`},
		"wrong type":      {`{"id":"1","text":"1","kind":"who","answerable":"yes"}`, `s.jsonl:1: "answerable" cannot be a string`},
		"wrong type deep": {`{"id":"1","text":"1","kind":"who","answerable":true,"must":["x"]}`, `s.jsonl:1: "must" cannot be a string`},
		"nothing":         {"\n\n", "s.jsonl: there is no question in it"},
		"two lines":       {"x\n" + good + "\ny", "s.jsonl:1: not JSON: invalid character 'x' looking for beginning of value\ns.jsonl:3: not JSON: invalid character 'y' looking for beginning of value"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := eval.ReadSet("s.jsonl", strings.NewReader(tt.lines))
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestReadSetWithMarkAndCarriageReturns(t *testing.T) {
	set := readSet(t, "s", "\ufeff"+strings.ReplaceAll(harbourSet, "\n", "\r\n"))
	if len(set.Questions) != 4 || set.Questions[3].Text != "who else?" {
		t.Errorf("got %+v", set.Questions)
	}
}

func TestQuotesOf(t *testing.T) {
	for _, name := range knowledge.EmbeddedNames() {
		base, err := knowledge.Embedded(name)
		if err != nil {
			t.Fatal(err)
		}
		article := eval.QuotesOf(base)
		q := eval.Question{Answerable: true, Paragraphs: []int{1}}
		var last string
		for _, item := range base.Items() {
			for _, quote := range item.Quotes {
				if v, why := article.Judge(q, reply(clip(quote), 1)); v != eval.Right {
					t.Errorf("%s: %s", item.ID, why)
				}
				last = quote
			}
		}
		if v, _ := article.Judge(q, reply("\u201cnever said by anybody\u201d", 1)); v != eval.Wrong {
			t.Errorf("%s: what nobody said passes", name)
		}
		if last == "" {
			t.Errorf("%s: no quotes", name)
		}
	}
}

// clip keeps a quote within the length of an answer.
func clip(quote string) string {
	r := []rune(quote)
	if len(r) > 500 {
		return string(r[:500]) + "\u201d"
	}
	return quote
}

// The shared sets read without a problem, where they are at hand.
func TestReadSharedSets(t *testing.T) {
	for path, want := range map[string]int{"riyadh/plain": 0, "riyadh/messy": 0, "riyadh/dialogue": 0, "riyadh/adversarial": 0, "other/3-court": 36} {
		path = shared + "/" + path + ".jsonl"
		if _, err := os.Stat(path); err != nil {
			t.Skip("the sets are not at hand")
		}
		set, err := eval.ReadSetFile(path)
		if err != nil {
			t.Error(err)
		}
		if n := len(set.Questions); n == 0 || want > 0 && n != want {
			t.Errorf("%s: %d questions", path, n)
		}
	}
}

func ExampleReport_WriteMisses() {
	set, err := eval.ReadSet("harbour.jsonl", strings.NewReader(harbourSet))
	if err != nil {
		fmt.Println(err)
		return
	}
	mute := answerFunc(func(core.Message) (core.Reply, error) {
		return core.Reply{Answer: "The story does not say."}, nil
	})
	run := eval.Run{Bot: mute, Article: eval.NewArticle(harbour)}
	result, err := run.Set(context.Background(), set)
	if err != nil {
		fmt.Println(err)
		return
	}
	eval.Report{result}.WriteMisses(os.Stdout)
	// Output:
	// miss  1            "who spoke?": declined; got: "The story does not say."
	// miss  2            "and when?": declined; got: "The story does not say."
	// miss  4            "who else?": declined; got: "The story does not say."
}

// Any text is a set or a problem with a place.
func FuzzReadSet(f *testing.F) {
	f.Add(harbourSet)
	f.Add("{\"id\":\"1\"}\n\n[]")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := eval.ReadSet("s", strings.NewReader(text))
		if err != nil && !strings.HasPrefix(err.Error(), "s:") {
			t.Errorf("no place in %v", err)
		}
		article := eval.NewArticle(text)
		for _, q := range set.Questions {
			article.Judge(q, reply(q.Text, 1))
			article.Judge(q, reply("\u201c"+text+"\u201d", q.Paragraphs...))
		}
	})
}
