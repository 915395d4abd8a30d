package core

import (
	"maps"
	"slices"

	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// named returns the entities that the asides of a message name or describe.
func (b *Bot) named(aside []query.Query, last Turn) []string {
	var ids []string
	s := b.salient([]Turn{last}, nil)
	for _, q := range aside {
		if one, _, _ := b.theOne(q, s); one != "" {
			ids = append(ids, one)
			continue
		}
		ids = append(ids, q.Entities()...)
	}
	return ids
}

// salience lists entities that a reference may mean, likeliest first.
type salience struct {
	people, places, plural, things []string
	lists                          [][]string // people answered or asked together
}

// salient lists what the turns were about, after what the same message names. Of what
// a sentence of an article names beside the answer only people count: it is long, and
// names much that nobody asked about.
func (b *Bot) salient(turns []Turn, given []string) salience {
	var s salience
	add := func(id string, beside bool) {
		e, ok := b.base.Entity(id)
		if !ok || beside && e.Kind != knowledge.Person && b.base.Story().Extracted {
			return
		}
		switch e.Kind {
		case knowledge.Person:
			s.people = appendNew(s.people, id)
		case knowledge.Place:
			s.places = appendNew(s.places, id)
			s.things = appendNew(s.things, id)
			if e.PlaceKind != "city" {
				s.plural = appendNew(s.plural, id)
			}
		case knowledge.Group:
			s.plural = appendNew(s.plural, id)
		case knowledge.Organisation:
			s.plural = appendNew(s.plural, id)
			s.things = appendNew(s.things, id)
		}
	}
	for _, id := range slices.Backward(given) {
		add(id, false)
	}
	for _, t := range slices.Backward(turns) {
		for _, ids := range [][]string{t.Answered, t.Asked} {
			if people := b.peopleIn(ids); len(people) > 1 {
				s.lists = append(s.lists, people)
			}
		}
		first, second := t.Answered, t.Asked
		if t.Kind != query.Who.String() && t.Kind != query.List.String() {
			first, second = t.Asked, t.Answered
		}
		for n, ids := range [][]string{first, second, t.Related} {
			for _, id := range ids {
				add(id, n == 2)
			}
		}
	}
	return s
}

func (b *Bot) peopleIn(ids []string) []string {
	var out []string
	for _, id := range ids {
		if e, ok := b.base.Entity(id); ok && e.Kind == knowledge.Person {
			out = append(out, id)
		}
	}
	return out
}

func appendNew(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// slot is a reference of the question, or several of the same kind, and what
// it may mean.
type slot struct {
	at   []query.Pronoun
	sets [][]string // of entity ids, likeliest first
}

// slots lists the references of q. firm is set when one of them must mean
// somebody named before.
func (b *Bot) slots(q query.Query, s salience, aside []query.Query) (slots []slot, firm bool) {
	var male, female, person, plural, place, thing []query.Pronoun
	for _, p := range q.Pronouns {
		switch p.Form {
		case "he", "him", "his", "himself":
			male = append(male, p)
		case "she", "her", "hers", "herself":
			female = append(female, p)
		case "person":
			person = append(person, p)
		case "they", "them", "their", "theirs", "themselves":
			plural = append(plural, p)
		case "there":
			if !existential(q, p) {
				place = append(place, p)
			}
		case "it", "its", "itself":
			thing = append(thing, p)
		case "that", "this":
			if q.Kind == query.Who && len(q.Terms) == 0 && len(q.Mentions) == 0 && !q.Speech {
				person = append(person, p)
			}
		}
	}
	mentioned := q.Entities()
	single := func(ids []string, keep func(*knowledge.Entity) bool) [][]string {
		var sets [][]string
		for _, id := range ids {
			e, _ := b.base.Entity(id)
			if keep != nil && !keep(e) || slices.Contains(mentioned, id) {
				continue
			}
			sets = append(sets, []string{id})
		}
		return sets
	}
	add := func(at []query.Pronoun, sets [][]string, must bool) {
		if len(at) > 0 && len(sets) > 0 {
			slots = append(slots, slot{at, sets})
			firm = firm || must
		}
	}
	she := func(e *knowledge.Entity) bool { return e.Pronoun == "she" }
	notShe := func(e *knowledge.Entity) bool { return e.Pronoun != "she" }
	if len(male) > 1 && q.Words[male[0].Word].Form == "he" && q.Words[male[1].Word].Form == "him" {
		add(male[:1], single(s.people, notShe), true)
		add(male[1:], single(s.people, notShe), true)
	} else {
		add(male, single(s.people, notShe), true)
	}
	add(female, single(s.people, she), true)
	for _, p := range person {
		among := func(e *knowledge.Entity) bool { return len(p.Among) == 0 || slices.Contains(p.Among, e.ID) }
		add([]query.Pronoun{p}, single(s.people, among), len(p.Among) == 0)
	}
	sets := single(s.plural, nil)
	counted := q.Words
	for _, a := range aside {
		counted = append(counted[:len(counted):len(counted)], a.Words...)
	}
	if list := listOf(s.lists, counted); len(list) > 0 {
		sets = slices.Insert(sets, 0, list)
	} else if len(s.lists) > 0 {
		sets = slices.Insert(sets, min(1, len(sets)), s.lists[0])
	}
	add(plural, sets, false)
	add(place, single(s.places, nil), true)
	if len(slots) == 0 {
		add(thing, single(s.things, nil), false)
	}
	return slots, firm
}

// listOf returns the most recent list of as many people as the question counts:
// "the three of them".
func listOf(lists [][]string, ws []query.Word) []string {
	for _, w := range ws {
		n, ok := numerals[w.Form]
		if !ok {
			continue
		}
		for _, l := range lists {
			if len(l) == n {
				return l
			}
		}
	}
	return nil
}

var numerals = map[string]int{"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}

// existential tells whether "there" is the one of "there is".
func existential(q query.Query, p query.Pronoun) bool {
	be := func(i int) bool {
		if i < 0 || i >= len(q.Words) {
			return false
		}
		switch q.Words[i].Form {
		case "is", "are", "was", "were", "be":
			return true
		}
		return false
	}
	return be(p.Word+1) || be(p.Word-1) && p.Word+1 < len(q.Words)
}

// substitute replaces the references of q by what they may mean.
func (b *Bot) substitute(q query.Query, slots []slot) []reading {
	if len(slots) == 0 {
		return nil
	}
	perSlot := 5
	if len(slots) > 1 {
		perSlot = 3
	}
	var out []reading
	var pick func(n int, with map[int]replacement, used []string, plus float64)
	pick = func(n int, with map[int]replacement, used []string, plus float64) {
		if n == len(slots) {
			rq := b.analyzer.Understand(b.replace(q.Words, with))
			rq.Question = q.Question
			if rq.Kind != q.Kind {
				rq.Kind, rq.Measure = q.Kind, q.Measure
			}
			out = append(out, reading{query: rq, plus: plus})
			return
		}
		tried := 0
		for _, ids := range slots[n].sets {
			if len(ids) == 1 && slices.Contains(used, ids[0]) {
				continue
			}
			if tried == perSlot || len(out) == maxReadings-2 {
				return
			}
			next := make(map[int]replacement, len(with)+1)
			maps.Copy(next, with)
			for _, p := range slots[n].at {
				next[p.Word] = replacement{end: p.End, ids: ids}
			}
			pick(n+1, next, append(slices.Clone(used), ids...), plus+float64(tried)*rankPlus)
			tried++
		}
		if tried == 0 {
			pick(n+1, with, used, plus)
		}
	}
	pick(0, nil, nil, 0)
	return out
}

// replacement puts the names of entities in the place of words up to end.
type replacement struct {
	end int
	ids []string
}

func (b *Bot) replace(words []query.Word, with map[int]replacement) []query.Word {
	var out []query.Word
	for i := 0; i < len(words); i++ {
		r, ok := with[i]
		if !ok {
			out = append(out, words[i])
			continue
		}
		possessive := words[r.end-1].Possessive
		switch words[i].Form {
		case "his", "their", "its", "theirs", "hers":
			possessive = true
		case "her":
			possessive = i+1 < len(words) && words[i+1].Stem != "" && !query.OpensQuestion(words[i+1].Form)
		}
		for n, id := range r.ids {
			if n > 0 {
				out = append(out, b.analyzer.Words("and")...)
			}
			named := b.nameWords(id)
			named[len(named)-1].Possessive = possessive
			out = append(out, named...)
		}
		i = r.end - 1
	}
	return out
}

// nameWords returns the name of an entity as words of a question.
func (b *Bot) nameWords(id string) []query.Word {
	e, ok := b.base.Entity(id)
	if !ok {
		return b.analyzer.Words(id)
	}
	if ws := b.analyzer.Words(text.Clean(e.Name)); len(ws) > 0 {
		return ws
	}
	return b.analyzer.Words(id) // a name of signs only
}
