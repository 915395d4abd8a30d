package match_test

import (
	"flag"
	"math"
	"os"
	"path/filepath"
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

var fit = flag.Bool("fit", false, "fit the weights for sentences of an article anew, and print them")

// fitStories are the stories to fit on: a text, its question sets, and how much a
// question counts. The built-in story's text is no part of the tree and is left
// out where it is not at hand; its sets are many, so each counts less.
var fitStories = []struct {
	text   string
	sets   []string
	weight float64
}{
	{"../../testdata/eval/other/1-earthquake.txt", []string{"../../testdata/eval/other/1-earthquake.jsonl"}, 1},
	{"../../testdata/eval/other/3-court.txt", []string{"../../testdata/eval/other/3-court.jsonl"}, 1},
	{"../../testdata/eval/other/5-climate.txt", []string{"../../testdata/eval/other/5-climate.jsonl"}, 1},
	{"../../testdata/eval/match/story.txt", []string{"../../testdata/eval/match/*.jsonl"}, 1},
	{"../../testdata/eval/company/story.txt", []string{"../../testdata/eval/company/*.jsonl"}, 1},
	{"../../testdata/eval/science/story.txt", []string{"../../testdata/eval/science/*.jsonl"}, 1},
	{"../../../shared/eval/riyadh/story.txt", []string{"../../testdata/eval/riyadh/*.jsonl", "../../testdata/eval/riyadh/*/*.jsonl"}, 0.3},
}

// Penalties of the two fits.
const (
	rankingPenalty   = 1
	certaintyPenalty = 3
)

// byHand are the weights of the decision that are not fitted, in the order of
// passage.Decision.Vector: a name that the story does not mention, and a missing
// answer to "who".
var byHand = map[int]float64{3: -2.5, 8: -4}

// TestFit fits the weights of package passage to the question sets, prints them,
// and tells what they are worth on stories that they were not fitted to. A
// question is answered with what match.Even gives; follow-ups are left out.
//
//	go test ./core/match -run TestFit -fit -v
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("only with -fit")
	}
	var stories [][]asked
	var names []string
	for _, s := range fitStories {
		if _, err := os.Stat(s.text); err != nil {
			t.Logf("%s is not at hand", s.text)
			continue
		}
		stories = append(stories, ask(t, s.text, s.sets, s.weight))
		names = append(names, filepath.Base(strings.TrimSuffix(s.text, "/story.txt")))
	}
	thresholds := []float64{0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 1}
	sums := make([][2]float64, len(thresholds))
	for left, name := range names {
		var others []asked
		for n, qs := range stories {
			if n != left {
				others = append(others, qs...)
			}
		}
		w := weights(others)
		line := make([]any, 0, 2*len(thresholds))
		for i, from := range thresholds {
			right, wrong := rates(stories[left], &w, from)
			sums[i][0] += right / float64(len(names))
			sums[i][1] += wrong / float64(len(names))
			line = append(line, right, wrong)
		}
		t.Logf("%-14s"+strings.Repeat(" %.2f/%.2f", len(thresholds)), append([]any{name}, line...)...)
	}
	for i, from := range thresholds {
		t.Logf("stories left out, answered from log odds of %.1f: %.3f right, %.3f wrong", from, sums[i][0], sums[i][1])
	}
	var all []asked
	for _, qs := range stories {
		all = append(all, qs...)
	}
	w := weights(all)
	t.Logf("Ranking:   %.2f", w.Ranking)
	t.Logf("Certainty: %.2f", w.Certainty)
	t.Logf("Constant:  %.2f", w.Constant)
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

// weights fits the weights to questions.
func weights(qs []asked) passage.Weights {
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
	var examples []group
	for i := range qs {
		q := &qs[i]
		w.Rank(&q.query, q.found)
		v := q.found[0].Decision.Vector()
		examples = append(examples, group{x: [][]float64{v[:]}, right: []bool{q.answers(match.Even(q.hits()))}, weight: q.weight})
	}
	fixed := make([]float64, passage.Trusted)
	for i := range fixed {
		fixed[i] = math.NaN()
		if by, ok := byHand[i]; ok {
			fixed[i] = by
		}
	}
	certainty, constant := believe(examples, fixed, certaintyPenalty)
	copy(w.Certainty[:], certainty)
	w.Constant = constant
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
