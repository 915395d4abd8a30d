package asked

import (
	"cmp"
	"slices"
)

// Question is what several readers asked, each in words of their own, and the
// story did not answer.
type Question struct {
	ID string `json:"id"` // 32 hexadecimal digits, of what it asks for

	First    string    `json:"first"`    // the wording that came first
	Wordings []Wording `json:"wordings"` // the commonest first, at most maxWordings

	// About is what helps to understand the wording: what the story says in
	// place of an answer, or whom "he" stands for. "" for nothing.
	About string `json:"about,omitempty"`
	// Elsewhere is true when nothing in it is of the story.
	Elsewhere bool `json:"elsewhere,omitempty"`

	Days Counts `json:"days"`
}

// Wording is how a question was put. N says which is the commonest: it may be too
// high for one that took the place of another.
type Wording struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

// maxWordings is how many wordings of a question are known at once. The commonest
// of any number is among them if it makes more than this part of all.
const maxWordings = 5

// Commonest is the commonest wording.
func (q *Question) Commonest() string {
	if len(q.Wordings) == 0 {
		return q.First
	}
	return q.Wordings[0].Text
}

// Add takes in the same question asked later.
func (q *Question) Add(later *Question) {
	q.ID = later.ID
	q.First = cmp.Or(q.First, later.First)
	q.About = cmp.Or(later.About, q.About)
	q.Elsewhere = later.Elsewhere
	q.Days = q.Days.plusAll(later.Days)
	for _, w := range later.Wordings {
		q.word(w)
	}
}

// word counts a wording; of too many, a new one takes the place, and the count, of
// the least common.
func (q *Question) word(w Wording) {
	i := slices.IndexFunc(q.Wordings, func(x Wording) bool { return x.Text == w.Text })
	switch {
	case i >= 0:
		q.Wordings[i].N += w.N
	case len(q.Wordings) < maxWordings:
		q.Wordings = append(q.Wordings, w)
	default:
		least := &q.Wordings[len(q.Wordings)-1]
		*least = Wording{w.Text, least.N + w.N}
	}
	slices.SortStableFunc(q.Wordings, func(x, y Wording) int { return cmp.Compare(y.N, x.N) })
}

// Fact is what answered questions.
type Fact struct {
	ID   string `json:"id"`   // an item's, or "entity " and that of who or what was told about
	Gist string `json:"gist"` // what it says, in the edition of the story that answered last
	Days Counts `json:"days"`
}

// Add takes in the same fact having served later.
func (f *Fact) Add(later *Fact) {
	f.ID = later.ID
	f.Gist = cmp.Or(later.Gist, f.Gist)
	f.Days = f.Days.plusAll(later.Days)
}
