package passage

import "math"

// Evidence is what speaks for and against a passage answering a question.
type Evidence struct {
	Cover    float64 // share of the question that the passage and what stands around it explain
	Own      float64 // share that the passage itself explains
	Strict   float64 // share that it holds in the same words or their synonyms
	Slot     float64 // whether it holds what is asked for: 0 to 1, 0.5 when nothing particular is
	Near     float64 // share of the question that stands near that, or else near each other
	Focus    float64 // how well it holds what is asked for by name, 1 without one
	Counted  float64 // 1 when a number of the things asked for stands there, -1 when not, 0 when none is asked for
	Stray    float64 // share of the question that the story speaks of elsewhere only
	Foreign  float64 // names that the story does not mention
	Headline float64 // 1 for the headline
	Length   float64 // log of the number of words
	Way      float64 // likeness to a question that it is known to answer
	Speaker  float64 // 1 when it is said by the one whose words are asked for
	Turned   float64 // words whose opposite it holds
	Drift    float64 // how near the question as a whole is, -1 to 1
	Negated  float64 // share of the question that stands after a "not" or "never" in it, when nothing is denied there
}

// features is the number of weights for ranking.
const features = 14

// Vector returns the evidence that ranks passages, for fitting weights.
func (e *Evidence) Vector() [features]float64 {
	return [...]float64{
		e.Cover, e.Own, e.Strict, e.Slot, e.Near, e.Focus, e.Stray, e.Headline, e.Length, e.Way, e.Speaker, e.Turned, e.Drift, e.Negated,
	}
}

// ranking are the weights of Vector: fitted by a conditional logit over the
// passages of each question (see docs/ANSWERING.md).
var ranking = [features]float64{3.87, 0.23, 1.67, 1.62, 3.03, 1.09, -0.88, -2.82, -0.34, 1.74, 1.91, -0.5, 2.81, -1.18}

func (e *Evidence) score() float64 {
	z := 0.0
	for i, v := range e.Vector() {
		z += ranking[i] * v
	}
	return z
}

// decay is how much of a word counts that stands so many words away.
func decay(words int32) float64 { return math.Exp(-math.Abs(float64(words)) / decayWords) }

const decayWords = 8

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
