package match

import "math"

// Evidence is what speaks for and against an ask answering a question.
type Evidence struct {
	Like     float64 // 0 to 1: likeness to the most alike way
	Like3    float64 // mean likeness to the three most alike ways
	Way      float64 // share of the most alike way that the question covers
	All      float64 // share that the whole item explains
	Typical  float64 // mean log odds of the question's words for the ask
	Kind     float64 // log of how well the kinds fit, 0 when perfectly
	Focus    float64 // how well the ask explains what the question asks for by name ("which city"), 1 without one
	SameKind float64 // 1 when the most alike way is of the question's kind
	Stray    float64 // share of the question that the base speaks of elsewhere only
	Alien    float64 // weight of the weightiest such word, 0 to 1
	Novel    float64 // weight of the weightiest word that the base does not use at all, 0 to 1
	Gap      float64 // of an unsaid item: how badly its nearest item serves the kind of question
	Measure  float64 // 1 when the ask is for the question's quantity, -1 when not, 0 without one
	Quote    float64 // 1 when the item holds the words the reader quotes, -1 when not
	People   float64 // people of the question that the item does not hold
	Missing  float64 // other entities of the question that the item does not hold
	Names    float64 // names of the question that the story does not mention
	Days     float64 // weekdays of the question that the item does not hold
	Negation float64 // 1 when only one of question and way is negated
	Unsaid   float64 // 1 for an unsaid item
	Terms    float64 // one over the number of terms of the question
	Bias     float64 // the conversation's leaning
	Side     float64 // 1 for a yes or no ask where the question is not to be answered with either
	Same     bool    // a way has the very words of the question
	Choice   bool    // the question offers alternatives

	// Unheard is set when a yes-no question holds a word of some weight that
	// the base never uses: it may ask whether that is so.
	Unheard bool

	// Unmeasured is set when the question asks for a sum, an age, an hour or
	// the like, and no way of the ask does.
	Unmeasured bool
}

// Vector returns the evidence as numbers, in the order of the fields, for
// fitting weights.
func (e *Evidence) Vector() [features]float64 {
	return [...]float64{e.Like, e.Like3, e.Way, e.All, e.Typical, e.Kind, e.Focus, e.SameKind, e.Stray, e.Alien, e.Gap, e.Measure, e.Quote, e.Negation, e.Unsaid, e.Terms}
}

// features is the number of fitted weights.
const features = 16

// weights of the evidence, in the order of Vector, and the constant: fitted by
// logistic regression (see docs/ANSWERING.md).
var (
	weights  = [features]float64{0.88, 6.29, 1.21, 2.04, 1.93, 2.74, 1.12, 0.77, -0.54, -0.4, 1.35, 0.03, 0.9, -0.98, -0.8, -4.31}
	constant = -6.59
)

// What a name takes away that the item does not hold: next to nothing makes up
// for it.
const (
	unknownName   = 6.0 // a name that the story does not mention
	absentPerson  = 5.0
	absentOther   = 4.0
	absentDay     = 2.0 // a weekday, for an item that names another
	sameWords     = 5.0 // what the file says outright comes first
	unmeasured    = 2.5
	unheard       = 1.5
	unheardFrom   = 0.55 // weight from which a word counts, as a share of the greatest
	strayMeasured = 0.15
	offeredAbsent = 1.0 // one of the alternatives of an either-or question
)

// Offset is the part of the log odds that is set, not fitted.
func (e *Evidence) Offset() float64 {
	z := e.Bias - unknownName*e.Names - absentDay*e.Days
	if e.Same {
		z += sameWords
	}
	if e.Unheard {
		z -= unheard
	}
	if e.Unmeasured {
		z -= unmeasured
	}
	if e.Measure > 0 && e.Unsaid == 0 && e.Stray > strayMeasured {
		z -= unmeasured // the length of something else
	}
	if e.Choice {
		return z - offeredAbsent*(e.People+e.Missing)
	}
	return z - absentPerson*e.People - absentOther*e.Missing
}

// logit is the log odds that the ask answers the question.
func (e *Evidence) logit() float64 {
	z := constant + e.Offset()
	for i, v := range e.Vector() {
		z += weights[i] * v
	}
	return z
}

// within is what tells the asks of one item apart, beyond the log odds: their
// kinds say more than between items, the item's common words less.
func (e *Evidence) within() float64 {
	return 2*e.Kind + 0.5*e.SameKind - e.Typical - 2*e.Side
}

// Probability is the probability that goes with log odds.
func Probability(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }
