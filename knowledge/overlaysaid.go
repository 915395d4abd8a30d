package knowledge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// correctSpeakers does what the overlay says of who speaks.
func (m *merge) correctSpeakers() {
	for i := range m.o.statements {
		fix := &m.o.statements[i]
		by := -1
		if fix.by.name != nobody {
			if by = m.who(fix.by, Person); by < 0 {
				continue
			}
		}
		for _, n := range m.spokenIn(fix) {
			m.correctSpeaker(fix, n, by)
		}
	}
}

// spokenIn returns the items that a fix is about. Where several people are quoted in
// a sentence, which is then several items, a quotation is of one of them.
func (m *merge) spokenIn(fix *speakerFix) []int {
	found := m.sentencesWith(fix.words)
	if !fix.quote {
		return found
	}
	quoted := make(map[string]bool) // sentences that have the quotation as such
	for _, n := range found {
		it := &m.d.Items[n]
		if slices.ContainsFunc(it.Quotes, fix.has) {
			quoted[it.Gist] = true
		}
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(found, func(n int) bool {
		it := &m.d.Items[n]
		again := seen[it.Gist]
		seen[it.Gist] = true
		if quoted[it.Gist] {
			return !slices.ContainsFunc(it.Quotes, fix.has)
		}
		return again
	})
}

// has tells whether a quotation has the words of the fix.
func (fix *speakerFix) has(quote string) bool { return fix.words.in(folded(quote)) }

// correctSpeaker makes somebody, or nobody for -1, the speaker of an item.
func (m *merge) correctSpeaker(fix *speakerFix, n, by int) {
	it := &m.d.Items[n]
	m.settled[it.ID] = true
	id, name := "", nobody
	if by >= 0 {
		id, name = m.d.Entities[by].ID, m.d.Entities[by].Name
	}
	if it.By == id {
		return
	}
	was := nobody
	if i := slices.IndexFunc(m.d.Entities, func(e Entity) bool { return e.ID == it.By && e.ID != "" }); i >= 0 {
		was = m.d.Entities[i].Name
	}
	m.changed(fix.words.at, "%s: said by %s, not by %s%s", shown(fix.words.text), name, was, place(it))
	if others := slices.DeleteFunc(slices.Clone(it.Quotes), fix.has); fix.quote && len(others) > 0 && len(others) < len(it.Quotes) {
		n = m.split(n, fix)
		it = &m.d.Items[n]
	}
	old := it.By
	if by < 0 {
		it.unspoken()
		it.Asks = m.askedOf(it, old, nil)
		return
	}
	e := &m.d.Entities[by]
	if it.Kind != Statement {
		it.Kind, it.Verb, it.Name, it.What, it.Status = Statement, "said", "", "", Confirmed
		it.About = append(it.Who, it.About...)
		it.Who = nil
	}
	if len(it.Quotes) == 0 {
		it.Quotes = quotations(it.Gist)
		if fix.quote {
			it.Quotes = slices.DeleteFunc(it.Quotes, func(q string) bool { return !fix.has(q) })
		}
	}
	it.By = id
	it.About = slices.DeleteFunc(it.About, func(about string) bool { return about == id })
	if old != "" && old != id && !it.refersTo(old) && m.named(it, old) {
		it.About = append(it.About, old)
	}
	it.Asks = m.askedOf(it, old, e)
	if !slices.ContainsFunc(it.Asks, func(a Ask) bool { return a.Kind == Who && a.Answer == e.Name }) {
		it.Asks = append(it.Asks, Ask{Kind: Who, Answer: e.Name, Cites: m.withIntroduction(it, e)})
	}
}

// unspoken makes a statement a fact that nobody is known to have said.
func (it *Item) unspoken() {
	it.Kind, it.By, it.To, it.Verb, it.Quotes = Fact, "", "", "", nil
}

// split takes the quotations of a fix out of an item, into one of its own.
func (m *merge) split(n int, fix *speakerFix) int {
	it := &m.d.Items[n]
	other := *it
	other.ID += "-said"
	for k := 2; slices.ContainsFunc(m.d.Items, func(x Item) bool { return x.ID == other.ID }); k++ {
		other.ID = it.ID + "-said-" + strconv.Itoa(k)
	}
	other.Quotes = slices.DeleteFunc(slices.Clone(it.Quotes), func(q string) bool { return !fix.has(q) })
	it.Quotes = slices.DeleteFunc(it.Quotes, fix.has)
	other.Who, other.About, other.Asks, other.SupersededBy = nil, []string{it.By}, nil, ""
	m.settled[other.ID] = true
	m.d.Items, m.hidden = append(m.d.Items, other), append(m.hidden, false)
	return len(m.d.Items) - 1
}

// named tells whether the sentence of an item has a name of an entity.
func (m *merge) named(it *Item, id string) bool {
	text := folded(it.Gist)
	for _, e := range m.d.Entities {
		if e.ID == id {
			return slices.ContainsFunc(append([]string{e.Name, e.Short}, e.Aliases...), func(name string) bool {
				return newStretch(withoutThe(name), position{}).in(text)
			})
		}
	}
	return false
}

// withIntroduction returns the paragraphs of an item and the one that introduces its
// speaker.
func (m *merge) withIntroduction(it *Item, e *Entity) []int {
	cites := slices.Clone(it.Cites)
	if len(e.Cites) > 0 {
		cites = append(cites, e.Cites[0])
	}
	slices.Sort(cites)
	return slices.Compact(cites)
}

// askedOf returns the asks of an item with a new speaker in place of the old one, or
// without one.
func (m *merge) askedOf(it *Item, old string, e *Entity) []Ask {
	i := slices.IndexFunc(m.d.Entities, func(x Entity) bool { return x.ID == old && old != "" })
	if i < 0 {
		return it.Asks
	}
	was := &m.d.Entities[i]
	var asks []Ask
	for _, a := range it.Asks {
		if a.Kind == Who && (a.Answer == was.Name || a.Answer == was.Short) {
			if e == nil {
				continue
			}
			a.Answer, a.Cites = e.Name, m.withIntroduction(it, e)
		}
		var ways []string
		for _, way := range a.Ways {
			if rest, ok := strings.CutPrefix(way, "what did "+straight(was.Short)+" "); ok {
				if e == nil {
					continue
				}
				way = "what did " + straight(e.Short) + " " + rest
			}
			ways = append(ways, way)
		}
		if a.Ways = ways; len(ways) > 0 || a.Answer != "" {
			asks = append(asks, a)
		}
	}
	return asks
}

// quotations returns what stands between quotation marks in a sentence, to the letter,
// each between curly marks.
func quotations(text string) []string {
	var out []string
	for len(text) > 0 {
		i := strings.IndexAny(text, "“\"«")
		if i < 0 {
			break
		}
		shut := "”"
		switch {
		case strings.HasPrefix(text[i:], `"`):
			shut, text = `"`, text[i+1:]
		case strings.HasPrefix(text[i:], "«"):
			shut, text = "»", text[i+len("«"):]
		default:
			text = text[i+len("“"):]
		}
		inner, after, _ := strings.Cut(text, shut)
		if strings.TrimSpace(inner) != "" && !strings.ContainsAny(inner, "“”") {
			out = append(out, "“"+inner+"”")
		}
		text = after
	}
	return out
}

// addAsks adds the overlay's ways of asking.
func (m *merge) addAsks() {
	found := make([][]int, len(m.o.asks))
	for i := range m.o.asks {
		fix := &m.o.asks[i]
		if found[i] = m.sentencesWith(fix.words); len(found[i]) > 0 {
			for _, way := range fix.ways {
				m.own[foldWay(way)] = true
			}
		}
	}
	if len(m.own) == 0 {
		return
	}
	for i := range m.d.Items { // the editor's answer is the one that counts
		asks := m.d.Items[i].Asks
		for k := range asks {
			asks[k].Ways = slices.DeleteFunc(asks[k].Ways, func(way string) bool { return m.own[foldWay(way)] })
		}
	}
	for i := range m.o.asks {
		if len(found[i]) > 0 {
			m.addAsk(&m.o.asks[i], found[i])
		}
	}
}

// addAsk adds ways of asking for one of the sentences found.
func (m *merge) addAsk(fix *askFix, found []int) {
	it := &m.d.Items[m.asked(fix, found)]
	answer := m.answer(fix, it)
	k := slices.IndexFunc(it.Asks, func(a Ask) bool { return a.Kind == fix.kind && a.Answer == answer })
	if k < 0 {
		k = len(it.Asks)
		it.Asks = append(it.Asks, Ask{Kind: fix.kind, Answer: answer, Cites: it.Cites})
	}
	it.Asks[k].Ways = append(it.Asks[k].Ways, fix.ways...)
	m.changed(fix.words.at, "asked in %s more: %s%s", ways(len(fix.ways)), it.Gist, place(it))
}

func ways(n int) string {
	if n == 1 {
		return "1 way"
	}
	return strconv.Itoa(n) + " ways"
}

// asked returns the item that ways of asking are for: one that holds before one that
// is outdated, the newest before older ones, and a headline last.
func (m *merge) asked(fix *askFix, found []int) int {
	rank := func(n int) int {
		it := &m.d.Items[n]
		r := 0
		if it.SupersededBy != "" {
			r += 2
		}
		if slices.ContainsFunc(m.d.Articles, func(a Article) bool { return a.From == it.Cites[0] }) {
			r++
		}
		return r
	}
	slices.SortStableFunc(found, func(x, y int) int {
		return cmp.Or(rank(x)-rank(y), cmp.Compare(m.article(y), m.article(x)), m.d.Items[x].Cites[0]-m.d.Items[y].Cites[0])
	})
	best := found[0]
	for _, n := range found[1:] {
		if m.d.Items[n].Gist != m.d.Items[best].Gist && rank(n) == rank(best) {
			m.warn(fix.words.at, "write more of the sentence", "more than one sentence has the words %q; it is taken to be %q", shown(fix.words.text), shown(m.d.Items[best].Gist))
			break
		}
	}
	return best
}

// article is the number of the article that an item stands in.
func (m *merge) article(n int) int {
	first := m.d.Items[n].Cites[0]
	return slices.IndexFunc(m.d.Articles, func(a Article) bool { return first <= a.To })
}

// answer returns the answer of a fix to the letter of the sentence, or the full name
// of somebody; "" with a warning when it is neither.
func (m *merge) answer(fix *askFix, it *Item) string {
	if fix.answer == "" {
		return ""
	}
	if from, to, ok := newStretch(fix.answer, fix.answerAt).locate(it.Gist); ok {
		return it.Gist[from:to]
	}
	if i, found := m.bearer(fix.answer, Person); found == 1 {
		return m.d.Entities[i].Name
	}
	m.warn(fix.answerAt, "write words of the sentence, or the name of somebody in the story", "the answer %q is neither in the sentence nor a name; it is left out", shown(fix.answer))
	return ""
}

// uniqueWays takes out ways of asking that more than one ask has: nobody could say
// which is meant. The overlay's own stay.
func (m *merge) uniqueWays(items []Item) {
	uses := make(map[string]int)
	for i := range items {
		for _, a := range items[i].Asks {
			for _, way := range a.Ways {
				uses[foldWay(way)]++
			}
		}
	}
	for i := range items {
		it := &items[i]
		if it.Kind == Unsaid {
			continue
		}
		asks := it.Asks[:0]
		for _, a := range it.Asks {
			a.Ways = slices.DeleteFunc(a.Ways, func(way string) bool { return uses[foldWay(way)] > 1 && !m.own[foldWay(way)] })
			if len(a.Ways) > 0 || a.Answer != "" {
				asks = append(asks, a)
			}
		}
		it.Asks = asks
	}
}
