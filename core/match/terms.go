package match

import (
	"slices"

	"dragoman/core/query"
)

// term is a word or a name of the question, weighed.
type term struct {
	exact  int32 // feature, or -1 when no item has it
	groups []int32
	weight float64
	entity string // of the story
	name   bool   // a name that the story does not mention
	focus  bool   // what is asked for by name
}

func (t *term) known() bool { return t.exact >= 0 || len(t.groups) > 0 }

// faint is the share of its weight that a word of the question before keeps.
const faint = 0.4

// terms lists what the question asks about, with weights.
func (ix *Index) terms(q *query.Query, into []term) ([]term, float64) {
	ts := into
	total := 0.0
	for _, t := range q.Terms {
		tt := term{exact: -1, name: t.Name, focus: t.Focus}
		if f, ok := ix.byStem[t.Stem]; ok {
			tt.exact = f
			tt.weight = ix.idf[f]
		}
		for _, g := range t.Groups {
			if f := ix.byGroup[g] - 1; f >= 0 {
				tt.groups = append(tt.groups, f)
				if tt.exact < 0 {
					tt.weight = max(tt.weight, 0.9*ix.idf[f])
				}
			}
		}
		if !tt.known() {
			tt.weight = ix.unknownWeight(t.Form)
		}
		if t.Faint {
			tt.weight *= faint
			tt.name = false
		}
		ts = append(ts, tt)
		total += tt.weight
	}
	for i, m := range q.Mentions {
		if slices.ContainsFunc(q.Mentions[:i], func(o query.Mention) bool { return o.Entity == m.Entity }) {
			continue
		}
		t := term{exact: -1, entity: m.Entity, weight: ix.maxIDF}
		if f, ok := ix.byEntity[m.Entity]; ok {
			t.exact = f
			t.weight = 0.5 + ix.idf[f]
		}
		for _, r := range ix.relations.related[m.Entity] {
			if f, ok := ix.byEntity[r]; ok {
				t.groups = append(t.groups, f)
			}
		}
		if q.OnlyFaint(m.Entity) {
			t.weight *= faint
			t.entity = ""
		}
		ts = append(ts, t)
		total += t.weight
	}
	return ts, total
}
