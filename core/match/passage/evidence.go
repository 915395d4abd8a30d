package passage

import "math"

// Evidence is what speaks for and against a passage answering a question.
type Evidence struct {
	Cover    float64 // share of the question that the passage and what stands around it explain
	Strict   float64 // share that it holds in the same words or their synonyms
	Slot     float64 // whether it holds what is asked for: 0 to 1, 0.5 when nothing particular is
	Near     float64 // share of the question that stands near that, or else near each other
	Focus    float64 // how well it holds what is asked for by name, 1 without one
	Foreign  float64 // names that the story does not mention
	Headline float64 // 1 for the headline
	Length   float64 // log of the number of words
	Way      float64 // likeness to a question that it is known to answer
	Speaker  float64 // 1 when it is said by the one whose words are asked for
	Drift    float64 // how near the question as a whole is, -1 to 1
	Negated  float64 // share of the question that stands after a "not" or "never" in it, when nothing is denied there

	// What follows ranks nothing, but tells how far the passage answers the question.
	Own       float64 // share of the question that it holds itself
	Elsewhere float64 // share that it does not hold, and another passage does
	Untold    float64 // share that no passage holds
	Gap       float64 // the largest share of a word that neither it nor what stands around it explains
	Loose     float64 // number of words and names that it does not hold
	Units     float64 // number of words and names of the question
	Beside    float64 // how well a word right behind what is asked for is one of the question
	FocusTold float64 // how well any passage holds what is asked for by name, 0 without one
}

// Features is the number of weights for ranking.
const Features = 11

// Vector returns the evidence that ranks passages, in the order of
// [Weights].Ranking.
func (e *Evidence) Vector() [Features]float64 {
	return [...]float64{
		e.Cover, e.Strict, e.Slot, e.Near, e.Focus, e.Headline, e.Length, e.Way, e.Speaker, e.Drift, e.Negated,
	}
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
