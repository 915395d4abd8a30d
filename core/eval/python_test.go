package eval_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dragoman/core"
	"dragoman/core/eval"
)

// shared holds the sets and the scorer that the rule comes from; they are not
// part of the repository.
const shared = "../../../shared/eval"

// driver judges with the scorer's own functions: cases in, verdicts out.
const driver = `
import json, sys
sys.path.insert(0, sys.argv[1])
import score
for line in sys.stdin:
    c = json.loads(line)
    print(json.dumps(score.judge(c["story"], c["q"], c["r"])))
`

type pythonQuestion struct {
	Answerable bool       `json:"answerable"`
	Kind       string     `json:"kind"`
	Must       [][]string `json:"must"`
	MustNot    []string   `json:"must_not"`
	Paragraphs []int      `json:"paragraphs"`
}

type pythonReply struct {
	Answered bool             `json:"answered"`
	Answer   string           `json:"answer"`
	Evidence []map[string]int `json:"evidence"`
}

type pythonCase struct {
	Story string         `json:"story"`
	Q     pythonQuestion `json:"q"`
	R     pythonReply    `json:"r"`
}

// TestJudgeIsTheScorers compares verdicts and reasons with those of the
// scorer, over all questions of the sets and replies of many kinds to each.
func TestJudgeIsTheScorers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not at hand")
	}
	if _, err := os.Stat(filepath.Join(shared, "score.py")); err != nil {
		t.Skip("the scorer is not at hand")
	}
	var in bytes.Buffer
	type judged struct {
		c   pythonCase
		v   eval.Verdict
		why string
	}
	var ours []judged
	enc := json.NewEncoder(&in)
	add := func(story string, q eval.Question, r core.Reply) {
		c := pythonCase{
			Story: story,
			Q: pythonQuestion{
				Answerable: q.Answerable, Kind: q.Kind,
				Must: q.Must, MustNot: q.MustNot, Paragraphs: q.Paragraphs,
			},
			R: pythonReply{Answered: r.Answered, Answer: r.Answer},
		}
		for _, e := range r.Evidence {
			c.R.Evidence = append(c.R.Evidence, map[string]int{"paragraph": e.Paragraph})
		}
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
		v, why := eval.NewArticle(story).Judge(q, r)
		ours = append(ours, judged{c, v, why})
	}

	sets, _ := filepath.Glob(shared + "/*/*.jsonl")
	for _, path := range sets {
		story := storyOf(t, path)
		set, err := eval.ReadSetFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range set.Questions {
			q.Must, q.MustNot, q.Paragraphs = notNil(q.Must), notNil(q.MustNot), notNil(q.Paragraphs)
			for _, r := range replies(story, q) {
				add(story, q, r)
			}
		}
	}
	for _, pair := range [][2]string{
		{"ΟΔΟΣ", "οδος"}, {"ΟΔΟΣ", "ΟΔΟΣ"}, {"İstanbul", "istanbul"}, {"ﬁve", "five"}, {"x²", "x2"}, {"no.2", "no."},
		{"Straße", "strasse"}, {"\u00bd", "1"}, {"a\u0301b", "ab"}, {"\u0915\u093e", "\u0915"}, {"don\u2019t", "don't"},
		{"a_b", "a"}, {"aa a", "a"}, {"anything", ""}, {"", ""}, {"日本", "日"}, {"$5", "$5"}, {"5\u20ac", "5"}, {"…", "..."},
		{"Ⅳ", "iv"}, {"٣", "3"}, {"a\u00a0b", "a b"}, {"e\u0327\u0301", "e"}, {"i\u0307", "i"}, {"\u1e9e", "ß"},
	} {
		q := eval.Question{Answerable: true, Must: [][]string{{pair[1]}}, MustNot: []string{}, Paragraphs: []int{1}}
		add("story", q, reply(pair[0], 1))
	}
	for _, quote := range []string{"ß bc", "SS bc", "ss bc", "Ébc", "ébc", " \x1d bc ", "b...c", "b[x]c", "b[x c", "!?", "bc\n", "\u00e9bc", "ǆbc"} {
		q := eval.Question{Answerable: true, Must: [][]string{}, MustNot: []string{}, Paragraphs: []int{1}}
		add("SS bc ébc b c ǅbc", q, reply("\u201c"+quote+"\u201d", 1))
	}

	cmd := exec.Command(python, "-B", "-c", driver, shared)
	cmd.Stdin = &in
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(ours) {
		t.Fatalf("%d verdicts for %d replies", len(lines), len(ours))
	}
	for i, line := range lines {
		var theirs [2]string
		if err := json.Unmarshal([]byte(line), &theirs); err != nil {
			t.Fatal(err)
		}
		if o := ours[i]; o.v.String() != theirs[0] || o.why != theirs[1] {
			t.Errorf("%+v %+v:\n got %v %q\nwant %v %q", o.c.Q, o.c.R, o.v, o.why, theirs[0], theirs[1])
		}
	}
	t.Logf("%d replies judged", len(ours))
}

func storyOf(t *testing.T, set string) string {
	path := filepath.Join(filepath.Dir(set), "story.txt")
	if _, err := os.Stat(path); err != nil {
		path = strings.TrimSuffix(set, ".jsonl") + ".txt"
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// replies are good and bad replies to q.
func replies(story string, q eval.Question) []core.Reply {
	var first, last []string
	for _, group := range q.Must {
		first = append(first, group[0])
		last = append(last, group[len(group)-1])
	}
	gold := append([]int{}, q.Paragraphs...)
	if len(gold) > 1 {
		gold = gold[:1]
	}
	good := strings.Join(first, ", ") + "."
	quoted := strings.FieldsFunc(story, func(r rune) bool { return r == '\u201c' || r == '\u201d' || r == '\n' })
	passage := quoted[len(quoted)/2]
	quote := func(s string) string { return good + " \u201c" + s + "\u201d" }
	return []core.Reply{
		{Answer: good},
		reply(good, gold...),
		reply(strings.Join(last, " and "), gold...),
		reply(strings.ToUpper(good), q.Paragraphs...),
		reply(strings.Join(first, "s "), gold...),
		reply("x"+good, gold...),
		reply(good+" "+strings.Join(q.MustNot, " "), gold...),
		reply(good, 99),
		reply(good),
		reply(good, append([]int{91, 92, 93, 94}, gold...)...),
		reply(good, append([]int{91, 92, 93, 94, 95, 96, 97, 98}, gold...)...),
		reply(good+strings.Repeat(" é", 300), gold...),
		reply(quote(passage), gold...),
		reply(quote(swapped(passage)+"!"), gold...),
		reply(quote("…"+passage+"... [sic] "), gold...),
		reply(quote(strings.Replace(passage, "e", "a", 1)), gold...),
		reply(q.Text, gold...),
	}
}

func swapped(s string) string {
	r := []rune(s)
	if unicode.IsUpper(r[0]) {
		r[0] = unicode.ToLower(r[0])
	} else {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
