package eval

import (
	"maps"
	"slices"
	"time"
	"unicode/utf8"
)

// Tally counts verdicts.
type Tally struct{ Right, Wrong, Miss int }

// N is the number of questions.
func (t Tally) N() int { return t.Right + t.Wrong + t.Miss }

// Rates returns the shares of right and wrong replies and of misses, from 0 to
// 1; all are 0 when nothing was asked.
func (t Tally) Rates() (right, wrong, miss float64) {
	n := float64(max(t.N(), 1))
	return float64(t.Right) / n, float64(t.Wrong) / n, float64(t.Miss) / n
}

func (t *Tally) add(v Verdict) {
	switch v {
	case Right:
		t.Right++
	case Wrong:
		t.Wrong++
	case Miss:
		t.Miss++
	}
}

// Tally counts all outcomes.
func (r Result) Tally() Tally {
	var t Tally
	for _, o := range r.Outcomes {
		t.add(o.Verdict)
	}
	return t
}

// KindTally counts the outcomes of one kind of question.
type KindTally struct {
	Kind string
	Tally
}

// Kinds counts the outcomes of each kind of question, in the order of the
// alphabet.
func (r Result) Kinds() []KindTally {
	byKind := map[string]Tally{}
	for _, o := range r.Outcomes {
		t := byKind[o.Question.Kind]
		t.add(o.Verdict)
		byKind[o.Question.Kind] = t
	}
	kinds := make([]KindTally, 0, len(byKind))
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		kinds = append(kinds, KindTally{Kind: kind, Tally: byKind[kind]})
	}
	return kinds
}

// MedianAnswer is the median length of what the bot answered, in characters,
// unanswered questions aside.
func (r Result) MedianAnswer() int {
	var lengths []int
	for _, o := range r.Outcomes {
		if o.Reply.Answered {
			lengths = append(lengths, utf8.RuneCountInString(o.Reply.Answer))
		}
	}
	if len(lengths) == 0 {
		return 0
	}
	slices.Sort(lengths)
	return lengths[len(lengths)/2]
}

// Latency is how long the bot had a question.
type Latency struct{ Median, P90, P99, Max time.Duration }

// Latency returns the percentiles (nearest rank) of the outcomes.
func (r Result) Latency() Latency {
	took := make([]time.Duration, len(r.Outcomes))
	for i, o := range r.Outcomes {
		took[i] = o.Took
	}
	slices.Sort(took)
	return Latency{
		Median: percentile(took, 50), P90: percentile(took, 90),
		P99: percentile(took, 99), Max: percentile(took, 100),
	}
}

// percentile returns the smallest value that p percent of the sorted values do
// not exceed.
func percentile(sorted []time.Duration, p int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := (len(sorted)*p + 99) / 100
	return sorted[max(rank, 1)-1]
}
