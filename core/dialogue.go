package core

import (
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// reading is one way to understand a question in its conversation: references
// resolved, ellipsis filled.
type reading struct {
	query query.Query
	plus  float64 // log odds for the naturalness of the reading, at most 0
	bias  float64 // log odds for the item that the conversation is at
	facet bool    // asks for another side of that item
	again bool    // may ask the same again: it stands alone
	turn  Turn    // the turn that the reading follows, or the zero Turn
}

// How natural readings are, in log odds. Chosen on the dialogue sets, each left
// out in turn.
const (
	rankPlus     = -0.5 // for each rank of salience of what a reference means
	verbatimPlus = -2.0 // a question that refers back, taken as typed
	mergedPlus   = -0.5 // a fragment completed with the words before
	swappedPlus  = -0.2 // the question before with one name changed
	topicBias    = 0.4  // for the item last spoken of
	pointedBias  = 1.2  // the same where the question points at it: "that", "it"
)

const maxReadings = 12

// readings lists the ways to understand q after the turns of a session. aside
// are the parts of the same message that ask nothing.
func (b *Bot) readings(q query.Query, turns []Turn, aside []query.Query) []reading {
	plain := reading{query: q, again: !elliptic(q)}
	if overviewOf(&q) != nothing {
		return []reading{plain}
	}
	if len(turns) == 0 && len(aside) == 0 {
		return []reading{plain}
	}
	var last Turn
	if len(turns) > 0 {
		last = turns[len(turns)-1]
	}
	plain.turn, plain.bias = last, topicBias
	for _, p := range q.Pronouns {
		switch p.Form {
		case "that", "this", "it", "those", "these":
			plain.bias = pointedBias
		}
	}
	if last.Item != "" && pointed(q) {
		f := b.merged(q, last)
		f.facet, f.plus = true, 0
		return []reading{f}
	}
	s := b.salient(turns, b.named(aside, last))
	if one, from, to := b.theOne(q, s); one != "" {
		if from == 0 && to == len(q.Words) || len(q.Terms) == 0 && q.Kind == query.Any {
			var out []reading
			for _, m := range q.Mentions {
				if e, ok := b.base.Entity(m.Entity); ok && e.Kind == knowledge.Place {
					out = append(out, b.instead(m.Entity, last)...)
				}
			}
			out = append(out, b.instead(one, last)...)
			return append(out, b.whoIs(one, last))
		}
		q = b.analyzer.Understand(splice(q.Words, from, to, b.nameWords(one)))
		plain.query = q
	}
	var out []reading
	if speaks(aside) && (elliptic(q) && len(q.Mentions) == 0 || plain.bias == pointedBias) {
		out = append(out, b.completed(q, aside, last))
	}
	slots, firm := b.slots(q, s, aside)
	for _, r := range b.substitute(q, slots) {
		r.bias, r.turn, r.again = plain.bias, last, plain.again
		out = append(out, r)
	}
	if len(turns) > 0 {
		out = append(out, b.ellipsis(q, last)...)
	}
	if len(slots) > 0 {
		plain.plus = verbatimPlus
	}
	if len(out) == 0 || !firm {
		if len(out) > 0 && (leansBack(q) || elliptic(q) && len(q.Mentions) == 0) {
			plain.plus += verbatimPlus
		}
		out = append(out, plain)
	}
	return out[:min(len(out), maxReadings)]
}

// speaks tells whether the asides of a message name anything to ask about.
func speaks(aside []query.Query) bool {
	return slices.ContainsFunc(aside, func(q query.Query) bool { return len(q.Mentions) > 0 || len(q.Terms) > 1 })
}

// pointed tells whether a question asks, with nothing but "it" or "that", for
// another side of what was just said: "when did they say that?".
func pointed(q query.Query) bool {
	switch q.Kind {
	case query.When, query.Where, query.Why, query.Who, query.How:
	default:
		return false
	}
	at := false
	for _, p := range q.Pronouns {
		switch p.Form {
		case "it", "that", "this", "those", "these":
			at = at || p.End == p.Word+1
		}
	}
	if !at || len(q.Mentions) > 0 {
		return false
	}
	for _, t := range q.Terms {
		if !light[t.Stem] {
			return false
		}
	}
	return len(q.Terms) > 0 || q.Speech || q.Kind == query.When || q.Kind == query.Where
}

// light are stems of verbs that say next to nothing.
var light = stems("say tell state confirm announce happen occur take give make report claim mention do be statement remark comment declare hear thing word")

// leansBack tells whether a question opens like the continuation of another:
// "and Spain?", "what about him?".
func leansBack(q query.Query) bool {
	if len(q.Words) == 0 {
		return false
	}
	switch q.Words[0].Form {
	case "and", "or", "then", "so", "but":
		return elliptic(q)
	}
	return len(q.Words) > 2 && (q.Words[0].Form == "what" || q.Words[0].Form == "how") && q.Words[1].Form == "about"
}

// named returns the entities that the asides of a message name or describe.
func (b *Bot) named(aside []query.Query, last Turn) []string {
	var ids []string
	for _, q := range aside {
		s := b.salient([]Turn{last}, nil)
		if one, _, _ := b.theOne(q, s); one != "" {
			ids = append(ids, one)
			continue
		}
		for _, id := range q.Entities() {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// salience lists entities that a reference may mean, likeliest first.
type salience struct {
	people, places, plural, things []string
	lists                          [][]string // people answered or asked together
	given                          []string   // named in the same message
}

func (b *Bot) salient(turns []Turn, given []string) salience {
	s := salience{given: given}
	add := func(id string) {
		e, ok := b.base.Entity(id)
		if !ok {
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
		add(id)
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
		for _, ids := range [][]string{first, second, t.Related} {
			for _, id := range ids {
				add(id)
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
			for k, v := range with {
				next[k] = v
			}
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
	return b.analyzer.Words(e.Name)
}

// ellipsis reads a fragment as the previous question with something changed or
// added.
func (b *Bot) ellipsis(q query.Query, last Turn) []reading {
	if last.Text == "" || !elliptic(q) {
		return nil
	}
	if len(q.Days) > 0 && len(q.Mentions) == 0 {
		if r, ok := b.anotherDay(q, last); ok {
			return []reading{r}
		}
	}
	if len(q.Mentions) > 0 {
		var out []reading
		for _, id := range q.Entities() {
			if id != "" {
				out = append(out, b.instead(id, last)...)
			}
		}
		if len(q.Terms) == 0 && q.Kind != query.Any {
			out = append(out, b.merged(q, last))
		}
		return out
	}
	m := b.merged(q, last)
	m.facet = len(q.Terms) == 0
	return []reading{m}
}

// anotherDay asks the previous question of another weekday.
func (b *Bot) anotherDay(q query.Query, last Turn) (reading, bool) {
	words := b.analyzer.Words(last.Text)
	before := b.analyzer.Understand(words)
	for i, w := range words {
		if slices.Contains(before.Days, w.Form) {
			day := b.analyzer.Words(q.Days[0])
			return reading{query: b.analyzer.Understand(splice(words, i, i+1, day)), turn: last}, true
		}
	}
	return reading{}, false
}

// elliptic tells whether a question is too short to stand alone.
func elliptic(q query.Query) bool {
	if len(q.Mentions) > 0 {
		return len(q.Terms) == 0 && !q.Define
	}
	return len(q.Terms) <= 2 && len(q.Words) <= 8
}

// merged completes a fragment with the words of the question before.
func (b *Bot) merged(q query.Query, last Turn) reading {
	words := append(slices.Clone(q.Words), query.Word{Form: ","})
	for _, w := range b.analyzer.Words(last.Text) {
		if !query.OpensQuestion(w.Form) {
			words = append(words, w)
		}
	}
	m := b.analyzer.Understand(words)
	for i := range m.Terms {
		m.Terms[i].Faint = i >= len(q.Terms)
	}
	for i := range m.Mentions {
		m.Mentions[i].Faint = m.Mentions[i].Word >= len(q.Words)
	}
	m.Kind, m.Measure, m.Question, m.Speech = q.Kind, q.Measure, q.Question, q.Speech
	return reading{query: m, plus: mergedPlus, bias: pointedBias, turn: last}
}

// completed joins a question that points at what the same message said before
// to those words: "Rubio spoke to CBS. What day was that?"
func (b *Bot) completed(q query.Query, aside []query.Query, last Turn) reading {
	words := append(slices.Clone(q.Words), query.Word{Form: ","})
	for _, a := range aside {
		words = append(words, a.Words...)
	}
	m := b.analyzer.Understand(words)
	m.Kind, m.Measure, m.Question, m.Start = q.Kind, q.Measure, q.Question, q.Start
	return reading{query: m, turn: last}
}

// instead asks the previous question of another entity.
func (b *Bot) instead(id string, last Turn) []reading {
	e, ok := b.base.Entity(id)
	if !ok || last.Text == "" {
		return nil
	}
	words := b.analyzer.Words(last.Text)
	before := b.analyzer.Understand(words)
	for _, like := range []func(m query.Mention, old *knowledge.Entity) bool{
		func(_ query.Mention, old *knowledge.Entity) bool { return old.Kind == e.Kind },
		func(m query.Mention, old *knowledge.Entity) bool { return m.ByOffice && e.Kind != knowledge.Person },
		func(_ query.Mention, old *knowledge.Entity) bool {
			return old.Kind != knowledge.Person && e.Kind != knowledge.Person
		},
	} {
		for _, m := range slices.Backward(before.Mentions) {
			old, ok := b.base.Entity(m.Entity)
			if !ok || m.Entity == id || !like(m, old) {
				continue
			}
			from, to, possessive := m.Word, m.End, m.Possessive || m.Adjective
			if m.ByOffice && e.Kind != knowledge.Person {
				// "the Spanish foreign minister" -> "Russia's foreign minister"
				inner := b.analyzer.Link(words[m.Word:m.End])
				if len(inner) == 0 {
					continue
				}
				from, to, possessive = m.Word+inner[0].Word, m.Word+inner[0].End, true
			}
			named := b.nameWords(id)
			named[len(named)-1].Possessive = possessive
			rq := b.analyzer.Understand(splice(words, from, to, named))
			rq.Kind = max(rq.Kind, before.Kind)
			return []reading{{query: rq, plus: swappedPlus, turn: last}}
		}
	}
	return nil
}

// whoIs asks who somebody is.
func (b *Bot) whoIs(id string, last Turn) reading {
	q := b.analyzer.Understand(append(b.analyzer.Words("who is"), b.nameWords(id)...))
	return reading{query: q, plus: verbatimPlus, turn: last}
}

func splice(words []query.Word, from, to int, with []query.Word) []query.Word {
	out := append(slices.Clone(words[:from]), with...)
	return append(out, words[to:]...)
}

// sayBack joins words to a text that reads as the same words again.
func sayBack(words []query.Word) string {
	var sb strings.Builder
	for _, w := range words {
		if sb.Len() > 0 && w.Stem != "" {
			sb.WriteByte(' ')
		}
		sb.WriteString(w.Form)
		if w.Possessive {
			sb.WriteString("'s")
		}
	}
	return sb.String()
}
