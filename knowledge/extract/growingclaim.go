package extract

import (
	"slices"
	"strconv"
	"strings"

	"dragoman/knowledge"
)

// claim is what a sentence says in a form in which sentences of two articles can
// be compared.
type claim struct {
	words   []string         // of content, in their base form, sorted, each once
	numbers []string         // sorted
	status  knowledge.Status // also of what somebody says
	negated bool
	heading bool
	facets  []facet
}

// facet is one thing that a sentence says of which there is one state at a time.
type facet struct {
	what  facetKind
	key   string   // what is measured, or what happens
	of    string   // id of the entity that the key is about; "" for none
	value string   // of a measure
	text  string   // the same to the letter, with what is counted
	total bool     // of a measure: it counts all so far
	thing []string // what it is about, sorted
}

type facetKind uint8

const (
	measured facetKind = iota // "151 people were killed"
	happens                   // "the hearing will open"
	off                       // "the hearing was postponed"
	denied                    // "denied that ..."
)

// claims returns what each item claims, in the order of the items.
func (w *writer) claims(items []knowledge.Item) []claim {
	byID := map[string]claim{}
	taken := map[string]int{}
	for now, at := range w.r.at { // as items gives out ids
		p := &w.r.d.paragraphs[at.paragraph]
		if p.heading && p.number > 1 {
			continue
		}
		u := p.units[at.unit]
		id := itemID(u.In(p.text))
		if taken[id]++; taken[id] > 1 {
			id += "-" + strconv.Itoa(taken[id])
		}
		byID[id] = w.claim(at.paragraph, u, now)
	}
	out := make([]claim, len(items))
	for i := range items {
		id, _, _ := strings.Cut(items[i].ID, "-by")
		out[i] = byID[id]
	}
	return out
}

func (w *writer) claim(i int, u unit, now int) claim {
	p := &w.r.d.paragraphs[i]
	c := claim{heading: p.heading}
	for k := u.from; k < u.to; k++ {
		if n := numberOf(p.words[k].low); p.words[k].tag == number && n != "" {
			c.numbers = append(c.numbers, n)
		} else if s := contentWord(p, k); s != "" {
			c.words = append(c.words, s)
		}
		c.negated = c.negated || p.is(k, "not", "n't", "never", "no")
	}
	slices.Sort(c.words)
	c.words = slices.Compact(c.words)
	slices.Sort(c.numbers)
	clauses := w.r.clauses[now]
	c.status = statusOf(p, u, clauses)
	ps := w.r.d.partsOf(p, u, func(k int) bool { return isPast(p, clauses, k) })
	for _, cl := range clauses {
		if p.words[cl.main].quote == 0 && !cl.relativeClause {
			w.clauseFacets(&c, p, u, cl)
		}
	}
	for _, a := range ps.amounts {
		if f, ok := w.measure(p, u, clauses, a); ok {
			c.facets = append(c.facets, f)
		}
	}
	return c
}

// contentWord is a word that carries meaning in its base form, "" for others.
func contentWord(p *paragraph, k int) string {
	w := p.words[k]
	switch w.tag {
	case noun, properNoun:
		return singular(w.low)
	case verb, participle, ing, infinitive:
		if w.use.base != "" {
			return w.use.base
		}
		return w.low
	case adjective:
		return w.low
	}
	return ""
}

// singular takes the ending of a plural off, well enough for comparing.
func singular(low string) string {
	switch {
	case len(low) < 4 || !strings.HasSuffix(low, "s") || hasAnySuffix(low, "ss", "us", "is"):
		return low
	case strings.HasSuffix(low, "ies"):
		return low[:len(low)-3] + "y"
	case hasAnySuffix(low, "ches", "shes", "xes", "sses"):
		return low[:len(low)-2]
	}
	return low[:len(low)-1]
}

// numberOf is a number in digits, "" for a word that is none.
func numberOf(low string) string {
	low = strings.ReplaceAll(low, ",", "")
	if n, ok := smallNumber(low); ok && low != "a" && low != "an" {
		return strconv.Itoa(n)
	}
	return strings.TrimRight(low, ".")
}

// things are the words of a group of nouns that tell what it is.
func things(p *paragraph, from, to int) []string {
	var out []string
	for k := from; k < to; k++ {
		if t := p.words[k].tag; t == preposition && k > from { // "the toll of the quake"
			break
		}
		if s := contentWord(p, k); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Verbs that tell where an event stands.
var (
	offVerbs   = set("postpone cancel delay suspend scrap abandon reschedule shelve")
	levelVerbs = set(`be stand rise fall climb reach hit grow increase drop total pass exceed remain cost estimate put revise raise jump
		soar decline sink double amount number come confirm report say`)
	harms = map[string]string{
		"kill": "dead", "die": "dead", "dead": "dead", "death": "dead", "perish": "dead", "fatality": "dead", "toll": "dead",
		"injure": "hurt", "injured": "hurt", "hurt": "hurt", "wound": "hurt", "injury": "hurt", "wounded": "hurt",
		"miss": "missing", "missing": "missing",
	}
)

// subjectOf returns a key for the subject of a clause and, where it is somebody or
// something named, the id.
func (w *writer) subjectOf(p *paragraph, cl clause) (key, of string) {
	if cl.entity >= 0 && w.kept[cl.entity] {
		return "", w.id(cl.entity)
	}
	if cl.subject >= cl.upTo || p.words[cl.subject].tag == pronoun {
		return "", ""
	}
	return strings.Join(things(p, cl.subject, cl.upTo), " "), ""
}

// clauseFacets notes what happens, is off or is denied in a clause.
func (w *writer) clauseFacets(c *claim, p *paragraph, u unit, cl clause) {
	base := cl.base(p)
	objectTo := nounsEnd(p, cl.to, u.to)
	object := things(p, cl.to, objectTo)
	subject, of := w.subjectOf(p, cl)
	about := things(p, cl.subject, cl.upTo)
	switch {
	case offVerbs[base] && !cl.negated:
		thing := about
		if !cl.passive {
			thing = object
		}
		if len(thing) > 0 {
			c.facets = append(c.facets, facet{what: off, key: head(p, cl, objectTo), thing: thing})
		}
	case base == "deny" && !cl.negated:
		c.facets = append(c.facets, facet{what: denied, of: of, thing: contentOf(p, cl.to, u.to)})
	case subject == "" && of == "" || base == "" || base == "be" || base == "have" || base == "say":
	default:
		f := facet{what: happens, of: of, key: subject + "|" + base + "|" + strings.Join(object, " "), thing: about}
		if len(object) > 0 {
			f.thing = append(slices.Clone(object), about...)
			slices.Sort(f.thing)
		}
		c.facets = append(c.facets, f)
	}
}

// head is the noun that says what is off: of the subject of a passive clause, of
// the object of another.
func head(p *paragraph, cl clause, objectTo int) string {
	from, to := cl.to, objectTo
	if cl.passive {
		from, to = cl.subject, cl.upTo
	}
	last := ""
	for k := from; k < to && (p.words[k].tag != preposition || k == from); k++ {
		if t := p.words[k].tag; t == noun || t == properNoun {
			last = singular(p.words[k].low)
		}
	}
	return last
}

func contentOf(p *paragraph, from, to int) []string {
	var out []string
	for k := from; k < to; k++ {
		if s := contentWord(p, k); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// measure tells what an amount measures; ok is false when that is not plain, or
// the amount is only part of another.
func (w *writer) measure(p *paragraph, u unit, clauses []clause, a amount) (facet, bool) {
	if a.what == age || a.what == compound || a.what == duration || a.what == distance {
		return facet{}, false
	}
	for k := max(u.from, a.from-2); k < a.from; k++ {
		if p.is(k, "another", "additional", "further", "extra", "from", "by", "of", "including", "since", "between", "other") {
			return facet{}, false
		}
	}
	for k := a.from; k < min(a.to+2, u.to); k++ {
		if p.is(k, "more", "others", "other", "further", "fewer", "less") && !p.is(k+1, "than") {
			return facet{}, false
		}
	}
	var cl *clause
	for n := range clauses {
		c := &clauses[n]
		if c.subject <= a.from && a.from < c.upTo || c.to <= a.from && a.from < c.end {
			cl = c
			break
		}
	}
	if cl == nil || p.words[a.from].quote > 0 {
		return facet{}, false
	}
	value := numberOf(p.words[a.from].low)
	for k := a.from + 1; k < a.to && p.words[k].tag == number; k++ {
		value += " " + p.words[k].low
	}
	f := facet{what: measured, value: value, text: p.span(a.from, a.to)}
	for k := u.from; k < u.to; k++ {
		f.total = f.total || p.is(k, "toll", "total", "now", "far", "risen", "rose", "climbed", "reached", "have", "has") && p.words[k].quote == 0
	}
	base, counted := cl.base(p), ""
	if a.of >= 0 {
		counted = singular(p.words[a.of].low)
	}
	if harm := w.harm(p, u, *cl, a, counted); harm != "" {
		f.key = "people|" + harm
		return f, true
	}
	subject, of := w.subjectOf(p, *cl)
	inSubject := cl.subject <= a.from && a.from < cl.upTo
	switch {
	case inSubject && counted != "" && base != "" && base != "be" && base != "have":
		f.key = counted + "|" + base
		if object := things(p, cl.to, nounsEnd(p, cl.to, u.to)); len(object) > 0 {
			f.key += "|" + strings.Join(object, " ")
		}
		return f, true
	case inSubject || cl.to > a.from || subject == "" && of == "" || cl.negated:
		return facet{}, false
	}
	unit := counted
	switch a.what {
	case money:
		unit = "money"
	case percentage:
		unit = "percent"
	}
	if levelVerbs[base] {
		if of != "" || unit == "" && !w.countable(subject) {
			return facet{}, false
		}
		base = "level"
		if a.what == count {
			unit = ""
		}
	}
	f.key, f.of = subject+"|"+base+"|"+unit, of
	return f, true
}

// countable tells whether a subject is a figure itself.
func (w *writer) countable(subject string) bool {
	for _, s := range strings.Fields(subject) {
		switch s {
		case "number", "total", "figure", "tally", "count", "turnout", "attendance", "population", "membership", "magnitude", "score", "level":
			return true
		}
	}
	return false
}

// harm tells what became of the people whom an amount counts: "dead", "hurt",
// "missing", or "".
func (w *writer) harm(p *paragraph, u unit, cl clause, a amount, counted string) string {
	people := counted == "" || counted == "people" || counted == "person" || harms[counted] != ""
	if !people || a.what != count {
		return ""
	}
	if h := harms[counted]; h != "" {
		return h
	}
	if k := a.to; k < u.to && (p.is(k, "dead", "injured", "wounded", "missing") || p.is(k, "were", "are") && p.is(k+1, "dead", "injured", "missing")) {
		for _, at := range []int{k, k + 1} {
			if h := harms[p.words[at].low]; h != "" {
				return h
			}
		}
	}
	for k := cl.subject; k < cl.upTo && cl.upTo <= a.from; k++ {
		if p.is(k, "toll") && p.is(k-1, "death") {
			return "dead"
		}
	}
	if levelVerbs[cl.base(p)] && cl.upTo <= a.from { // "the number of people missing after the storm fell to eight"
		number := false
		for k := u.from; k < cl.from; k++ {
			number = number || p.is(k, "number")
			if h := harms[p.words[k].low]; number && h != "" {
				return h
			}
		}
	}
	if h := harms[cl.base(p)]; h != "" && cl.base(p) != "miss" {
		if inSubject := cl.subject <= a.from && a.from < cl.upTo; inSubject || cl.to == a.from || cl.to < a.from && a.from-cl.to <= 3 {
			return h
		}
	}
	return ""
}

// rename makes the ids in a claim those of the story.
func (c *claim) rename(ids map[string]string) {
	for i := range c.facets {
		if c.facets[i].of != "" {
			c.facets[i].of = ids[c.facets[i].of]
		}
	}
}
