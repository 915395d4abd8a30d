package match_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/eval"
	"dragoman/core/match"
	"dragoman/core/match/passage"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

var fit = flag.Bool("fit", false, "fit the weights for sentences of an article anew, and write them")

// fitStories are the stories to fit on: a text, its question sets, and how much a
// question counts. The built-in story's text is no part of the tree; its sets are many, so
// each counts less. The folders of testdata/eval/stories come after these. Those of match,
// company and science are kept out of it.
var fitStories = []fitStory{
	{"../../testdata/eval/other/1-earthquake.txt", []string{"../../testdata/eval/other/1-earthquake.jsonl"}, 1},
	{"../../testdata/eval/other/3-court.txt", []string{"../../testdata/eval/other/3-court.jsonl"}, 1},
	{"../../testdata/eval/other/5-climate.txt", []string{"../../testdata/eval/other/5-climate.jsonl"}, 1},
	{"../../../shared/eval/riyadh/story.txt", []string{"../../testdata/eval/riyadh/*.jsonl", "../../testdata/eval/riyadh/*/*.jsonl"}, 0.3},
}

type fitStory struct {
	text   string
	sets   []string
	weight float64
}

// folds is into how many parts the stories are put, each to be left out once.
const folds = 8

// rankingPenalty is the penalty of the fit for ranking.
const rankingPenalty = 1

// TestFit fits the weights of package passage to the question sets, writes them, and tells
// what they are worth on stories that they were not fitted to. A question is answered with what match.Even gives;
// follow-ups are left out.
//
//	go test ./core/match -run TestFit -fit -v
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("only with -fit")
	}
	texts, err := filepath.Glob("../../testdata/eval/stories/*/story.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := fitStories
	for _, text := range texts {
		all = append(all, fitStory{text, []string{filepath.Join(filepath.Dir(text), "questions.jsonl")}, 1})
	}
	var stories [][]asked
	var others [][]asked // of shorter and longer stories, made of the same
	var names []string
	for n, s := range all {
		if _, err := os.Stat(s.text); err != nil {
			t.Fatalf("%s is not at hand: without it the weights are others", s.text)
		}
		stories = append(stories, ask(t, s.text, s.sets, s.weight))
		var made []asked
		for half := range 2 {
			text, numbers := abridge(t, s.text, half)
			for _, q := range ask(t, text, s.sets, s.weight*madeWeight) {
				made = append(made, q.renumbered(numbers))
			}
		}
		next := []string{all[(n+1)%len(all)].text, all[(n+2)%len(all)].text}
		others = append(others, append(made, ask(t, extend(t, s.text, next), s.sets, s.weight*madeWeight)...))
		names = append(names, filepath.Base(strings.TrimSuffix(s.text, "/story.txt")))
	}
	thresholds := []float64{0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}
	sums := make([][2]float64, len(thresholds))
	for fold := range folds {
		var whole, made []asked
		for n := range stories {
			if n%folds != fold {
				whole, made = append(whole, stories[n]...), append(made, others[n]...)
			}
		}
		w := weights(whole, made)
		for n := fold; n < len(stories); n += folds {
			line := make([]any, 0, 2*len(thresholds))
			for i, from := range thresholds {
				right, wrong := rates(stories[n], &w, from)
				sums[i][0] += right / float64(len(stories))
				sums[i][1] += wrong / float64(len(stories))
				line = append(line, right, wrong)
			}
			t.Logf("%-16s"+strings.Repeat(" %.2f/%.2f", len(thresholds)), append([]any{names[n]}, line...)...)
		}
	}
	for i, from := range thresholds {
		t.Logf("stories left out, answered from log odds of %.2f: %.3f right, %.3f wrong", from, sums[i][0], sums[i][1])
	}
	w := weights(slices.Concat(stories...), slices.Concat(others...))
	if err := os.WriteFile("passage/fitted.txt", []byte(w.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// asked is a question, and the sentences that may answer it.
type asked struct {
	eval.Question
	query  query.Query
	found  []passage.Candidate
	index  *match.Index
	judge  eval.Article
	weight float64
}

// ask puts the questions that stand alone to a story.
func ask(t *testing.T, story string, sets []string, weight float64) []asked {
	t.Helper()
	a, err := article.ReadFile(story)
	if err != nil {
		t.Fatal(err)
	}
	base, err := extract.Base(a)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(story)
	if err != nil {
		t.Fatal(err)
	}
	an := query.NewAnalyzer(base)
	ix := match.NewIndex(base, an)
	var out []asked
	for _, pattern := range sets {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			set, err := eval.ReadSetFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := ""
			for _, q := range set.Questions {
				first := q.Session == "" || q.Session != last
				last = q.Session
				qs, _ := an.Questions(text.Clauses(text.Clean(q.Text)))
				if !first || len(qs) != 1 {
					continue
				}
				if found := ix.Candidates(&qs[0]); len(found) > 0 {
					out = append(out, asked{Question: q, query: qs[0], found: found, index: ix, judge: eval.NewArticle(string(raw)), weight: weight})
				}
			}
		}
	}
	return out
}

// abridge writes every other paragraph of a story to a file, after the headline, and
// returns the numbers that the old ones have there, 0 for none.
func abridge(t *testing.T, story string, half int) (file string, numbers []int) {
	t.Helper()
	numbers = []int{0}
	var kept []string
	for _, line := range paragraphs(t, story) {
		number := 0
		if len(numbers) == 1 || len(numbers)%2 == half {
			kept = append(kept, line)
			number = len(kept)
		}
		numbers = append(numbers, number)
	}
	return writeStory(t, kept), numbers
}

// extend writes a story to a file, and after it the others without their headlines.
func extend(t *testing.T, story string, others []string) (file string) {
	t.Helper()
	all := paragraphs(t, story)
	for _, o := range others {
		if _, err := os.Stat(o); err == nil {
			all = append(all, paragraphs(t, o)[1:]...)
		}
	}
	return writeStory(t, all)
}

func paragraphs(t *testing.T, story string) []string {
	t.Helper()
	raw, err := os.ReadFile(story)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func writeStory(t *testing.T, paragraphs []string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "story.txt")
	if err := os.WriteFile(file, []byte(strings.Join(paragraphs, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// renumbered is the question put to a story with other numbers of paragraphs. Where none
// is left that answers it, it is one that the story does not answer.
func (q asked) renumbered(numbers []int) asked {
	old := q.Paragraphs
	q.Paragraphs = nil
	for _, p := range old {
		if p < len(numbers) && numbers[p] > 0 {
			q.Paragraphs = append(q.Paragraphs, numbers[p])
		}
	}
	q.Answerable = len(q.Paragraphs) > 0
	return q
}

// madeWeight is how much a question counts that is put to half a story, or to one with
// others after it.
const madeWeight = 0.25

// weights fits the weights to questions put to whole stories, and those of the decision
// also to questions put to halves, to most of which these have no answer, and to longer
// ones: what speaks for an answer depends on how much there is to choose from.
func weights(qs, made []asked) passage.Weights {
	var groups []group
	for i := range qs {
		q := &qs[i]
		g := group{weight: q.weight}
		some := false
		for c := range q.found {
			v := q.found[c].Evidence.Vector()
			right := q.answers(q.index.HitsOf(&q.query, q.found[c:c+1]))
			g.x, g.right = append(g.x, v[:]), append(g.right, right)
			some = some || right
		}
		if some {
			groups = append(groups, g)
		}
	}
	var w passage.Weights
	copy(w.Ranking[:], choose(groups, rankingPenalty))
	var examples []example
	for _, q := range slices.Concat(qs, made) {
		w.Rank(&q.query, q.found)
		d := &q.found[0].Decision
		v := d.Vector()
		examples = append(examples, example{x: v[:], right: q.answers(match.Even(q.hits())), weight: q.weight, prior: d.Doubt()})
	}
	w.Certainty, w.Constant = grow(examples)
	return w
}

func (q *asked) hits() []match.Hit { return q.index.HitsOf(&q.query, q.found) }

// answers tells whether sentences given together would be a right answer.
func (q *asked) answers(hits []match.Hit) bool {
	if !q.Answerable {
		return false
	}
	r := core.Reply{Answered: true, Answer: hits[0].Ask.Answer}
	for _, h := range hits {
		longer := strings.TrimSpace(r.Answer + " " + h.Item.Gist)
		if utf8.RuneCountInString(longer) > core.MaxAnswer {
			break
		}
		r.Answer = longer
		for _, p := range h.Item.Cites {
			r.Evidence = append(r.Evidence, core.Evidence{Paragraph: p})
		}
	}
	v, _ := q.judge.Judge(q.Question, r)
	return v == eval.Right
}

// rates returns the shares of right and of wrong answers where those of log odds
// from a threshold on are given.
func rates(qs []asked, w *passage.Weights, from float64) (right, wrong float64) {
	for i := range qs {
		q := &qs[i]
		w.Rank(&q.query, q.found)
		hits := q.hits()
		switch {
		case hits[0].Logit < from && !q.Answerable, hits[0].Logit >= from && q.answers(match.Even(hits)):
			right++
		case hits[0].Logit >= from:
			wrong++
		}
	}
	return right / float64(len(qs)), wrong / float64(len(qs))
}
