package core

import (
	"slices"
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// theOne finds who is meant by "the Polish one", "the one in Paris" or "the
// other reporter": somebody like those just spoken of who fits the
// description. The description is q.Words[from:to].
func (b *Bot) theOne(q query.Query, s salience) (id string, from, to int) {
	at := slices.IndexFunc(q.Words, func(w query.Word) bool { return w.Form == "one" || w.Form == "ones" })
	if at < 0 || len(s.people) == 0 {
		return "", 0, 0
	}
	from, to = at, at+1
	var fits []string // stems of the description
	var of []string   // entities of the description
	describe := func(lo, hi int) {
		for i := lo; i < hi; i++ {
			if w := q.Words[i]; w.Stem != "" && !lexicon.Function(w.Form) {
				fits = append(fits, w.Stem)
			}
		}
		for _, m := range q.Mentions {
			if m.Word >= lo && m.End <= hi {
				of = append(of, m.Entity)
			}
		}
	}
	for from > 0 && q.Words[from-1].Stem != "" && q.Words[from-1].Form != "the" && !query.OpensQuestion(q.Words[from-1].Form) && at-from < 3 && q.Words[from-1].Form != "to" && q.Words[from-1].Form != "mean" && q.Words[from-1].Form != "meant" {
		from--
	}
	describe(from, at)
	if to < len(q.Words) {
		switch q.Words[to].Form {
		case "in", "from", "at", "of", "with", "for":
			for _, m := range q.Mentions {
				if m.Word == to+1 || m.Word == to+2 && q.Words[to+1].Form == "the" {
					describe(to+1, m.End)
					to = m.End
				}
			}
		}
	}
	if from > 0 && q.Words[from-1].Form == "the" {
		from--
	}
	if len(fits) == 0 && len(of) == 0 {
		return "", 0, 0
	}
	return b.resembling(s.people[0], fits, of), from, to
}

// resembling returns the person most like somebody, in office, who fits a
// description by stems of the office or by where the office is.
func (b *Bot) resembling(model string, fits, of []string) string {
	like, _ := b.base.Entity(model)
	best, bestScore := "", 0
	entities := b.base.Entities()
	for i := range entities {
		e := &entities[i]
		if e.Kind != knowledge.Person || e.ID == model {
			continue
		}
		score := 0
		for _, r := range e.Roles {
			title := " " + stemAll(r.Title) + " "
			for _, f := range fits {
				if strings.Contains(title, " "+f+" ") {
					score += 2
				}
			}
			for _, id := range of {
				if r.Of == id || b.analyzer.SameSide(r.Of, id) {
					score += 3
				}
				if o, ok := b.base.Entity(id); ok && strings.Contains(title, " "+stemAll(o.Name)+" ") {
					score += 3
				}
			}
		}
		if score == 0 {
			continue
		}
		if firstName(e.Name) == firstName(like.Name) {
			score += 2
		}
		for _, r := range e.Roles {
			for _, l := range like.Roles {
				for w := range strings.FieldsSeq(stemAll(l.Title)) {
					if !lexicon.Function(w) && strings.Contains(" "+stemAll(r.Title)+" ", " "+w+" ") {
						score++
					}
				}
			}
		}
		if score > bestScore {
			best, bestScore = e.ID, score
		}
	}
	return best
}

func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

func stemAll(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = lexicon.Stem(w)
	}
	return strings.Join(words, " ")
}
