package passage

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/query"
)

// unit is a word or a name of the question.
type unit struct {
	word
	parts   []string             // stems of the words of a name
	entity  string               // of the story
	office  bool                 // the entity is named by its office only
	name    bool                 // a name that is no entity of the story
	focus   bool                 // what is asked for by name
	instead []map[string]float64 // stems that may stand for it
	faint   bool                 // taken over from the question before
	at      int                  // in the question's words
	weight  float64
	best    float64 // how well the story holds it anywhere
}

// maxUnits is how many units of a question are looked at, the weightiest.
const maxUnits = 24

// units takes a question apart.
func (ix *Index) units(q *query.Query) []unit {
	var us []unit
	for _, t := range q.Terms {
		if t.Words == 1 || t.Name {
			us = append(us, unitOf(q, t))
			continue
		}
		// Of a phrase each word counts, and may stand for the whole.
		for i := t.Word; i < t.Word+t.Words; i++ {
			w := q.Words[i]
			if w.Stem == "" || lexicon.Function(w.Form) {
				continue
			}
			part := t
			part.Stem, part.Form, part.Word, part.Words = w.Stem, w.Form, i, 1
			part.Groups = slices.Concat(lexicon.Groups(w.Stem), t.Groups)
			us = append(us, unitOf(q, part))
		}
	}
	for i, m := range q.Mentions {
		if slices.ContainsFunc(q.Mentions[:i], func(o query.Mention) bool { return o.Entity == m.Entity }) {
			continue
		}
		u := unit{word: word{marks: literal}, entity: m.Entity, office: m.ByOffice && !m.Named, faint: q.OnlyFaint(m.Entity), at: m.Word}
		u.parts = told(q.Words[m.Word:m.End])
		if len(u.parts) == 0 {
			continue
		}
		us = append(us, u)
	}
	if q.Kind == query.HowMany {
		refocus(q, us)
	}
	us = standIns(q, us, ix.longest)
	for i := range us {
		ix.weigh(&us[i])
	}
	if len(us) > maxUnits {
		slices.SortStableFunc(us, func(x, y unit) int { return cmp.Compare(y.weight, x.weight) })
		us = us[:maxUnits]
	}
	return us
}

func unitOf(q *query.Query, t query.Term) unit {
	u := unit{word: newWord(t.Form, t.Stem, t.Groups), name: t.Name, focus: t.Focus, faint: t.Faint, at: t.Word}
	if t.Name && strings.HasPrefix(t.Stem, "name:") {
		u.marks |= literal
		u.parts = told(q.Words[t.Word : t.Word+t.Words])
	}
	return u
}

// told returns the stems of the words that carry meaning.
func told(ws []query.Word) []string {
	var stems []string
	for _, w := range ws {
		if w.Stem != "" && !lexicon.Function(w.Form) {
			stems = append(stems, w.Stem)
		}
	}
	return stems
}

// standIns gives each unit the stems that may stand for it, or for a phrase
// that it is part of, of so many words at most: "put off", "put the meeting off". A
// phrase without a unit becomes one.
func standIns(q *query.Query, us []unit, longest int) []unit {
	for i := range us {
		if m := lexicon.Particulars(us[i].stem); us[i].entity == "" && !us[i].is(literal) && m != nil {
			us[i].instead = append(us[i].instead, m)
		}
	}
	stems := make([]string, len(q.Words))
	for i, w := range q.Words {
		stems[i] = lexicon.Stem(w.Form)
	}
	phrase := func(from, to int, key string) {
		m := lexicon.Particulars(key)
		if m == nil {
			return
		}
		for i := range us {
			if u := &us[i]; u.entity == "" && !u.is(literal) && u.at >= from && u.at < to {
				u.instead = append(u.instead, m)
				return
			}
		}
		if len(us) < maxUnits {
			us = append(us, unit{word: word{stem: key, form: key}, instead: []map[string]float64{m}, at: from})
		}
	}
	for i := range stems {
		key := stems[i]
		for k := i + 1; k < min(len(stems), i+longest); k++ {
			key += " " + stems[k]
			phrase(i, k+1, key)
		}
		for k := i + 2; k < min(len(stems), i+apart); k++ {
			phrase(i, i+1, stems[i]+" "+stems[k])
		}
	}
	return us
}

// apart is how many words a verb and its particle may be apart.
const apart = 5

// refocus marks what is counted: the first word after "how many".
func refocus(q *query.Query, us []unit) {
	first := -1
	for i := range us {
		us[i].focus = false
		if us[i].entity == "" && us[i].at > q.Start+1 && (first < 0 || us[i].at < us[first].at) {
			first = i
		}
	}
	if first >= 0 && q.Measure == query.Count {
		us[first].focus = true
	}
}

// vague are words that say next to nothing of what is asked.
var vague = set(`known far ex happen happened happens give gave given put main part point time times way call called currently hope possible
	likely reason explanation total overall state details detail info information done made make take took use used think thought thinking
	believe according account view opinion actually exactly really thing things`)

// What is left of the weight of a word.
const (
	ofFocus = 0.5 // what is asked for by name
	ofVague = 0.2 // also of a small number: "two things", "4 me"
	ofFaint = 0.4 // of the question before
)

// weigh sets how much a unit tells: rare words of the story and of English
// more, what is asked for by name less.
func (ix *Index) weigh(u *unit) {
	held := len(ix.byStem[u.stem])
	if u.entity != "" {
		held = len(ix.byEntity[u.entity])
	}
	u.weight = weight(held, len(ix.passages), u.vector.Rank())
	switch {
	case u.focus:
		u.weight *= ofFocus
	case vague[u.form], u.is(number) && len(u.stem) == 1:
		u.weight *= ofVague
	}
	if u.faint {
		u.weight *= ofFaint
	}
}

// rareRank stands for the rank of words that the table of vectors does not have.
const rareRank = 100_000

// weight is how much a word tells that so many of n passages hold: half by how
// rare it is in the story, half by how rare it is in English.
func weight(held, n, rank int) float64 {
	if rank == 0 {
		rank = rareRank
	}
	return max(0.05, (math.Log(float64(n+1)/(float64(held)+0.5))+math.Log(2+float64(rank))-3)/2)
}
