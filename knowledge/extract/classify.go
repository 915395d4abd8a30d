package extract

import (
	"strings"
	"unicode/utf8"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// meet finds out for each name of the article whose it is. The headline comes
// last: it names nobody new but places, for its capital letters may say nothing.
func (d *document) meet(c *cast) {
	d.eachName(func(p *paragraph, n *name) {
		if !p.heading {
			d.introduce(c, p, n)
		}
	})
	d.shorten(c)
	d.eachName(func(p *paragraph, n *name) {
		if p.heading {
			d.headline(c, p, n)
		}
		if n.entity >= 0 {
			c.all[n.entity].cite(p.number)
		}
	})
	for i, e := range c.all {
		if e.place != nil && e.place.capitalOf != nil {
			if j, ok := c.byName[key(placeName(e.place.capitalOf))]; ok && c.all[j].place == e.place.capitalOf {
				c.all[i].parent = j
			}
		}
	}
}

func (d *document) eachName(do func(*paragraph, *name)) {
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		for n := range p.names {
			do(p, &p.names[n])
		}
	}
}

func (d *document) headline(c *cast, p *paragraph, n *name) {
	text := p.span(n.from, n.to)
	if i, ok := c.lookup(text); ok {
		n.entity = i
		return
	}
	if e, _ := places().place(text); e != nil {
		n.entity = c.placeOf(e)
	}
}

// placeName is how a place is called in running text.
func placeName(e *placeEntry) string {
	switch e.name {
	case "United States", "United Kingdom", "Netherlands", "Philippines", "Middle East", "European Union", "United Arab Emirates", "Czech Republic":
		return "the " + e.name
	}
	return e.name
}

// placeOf returns the entity of a place, which it adds when there is none.
func (c *cast) placeOf(e *placeEntry) int {
	name := placeName(e)
	if i, ok := c.byName[key(name)]; ok && c.all[i].place == e {
		return i
	}
	return c.add(&entity{kind: knowledge.Place, sure: true, name: name, place: e})
}

// introduce finds out whose a name is, and enters who is new.
func (d *document) introduce(c *cast, p *paragraph, n *name) {
	text := p.span(n.from, n.to)
	if e, adjective := places().place(text); e != nil {
		n.entity = c.placeOf(e)
		if !adjective && key(text) != key(c.all[n.entity].name) {
			c.alias(n.entity, text)
		}
		return
	}
	if creeds[key(text)] {
		n.entity = -1
		return
	}
	k := d.endOfTitle(p, n)
	n.title = k
	if k == n.to { // an office without a name: "the US Secretary of State"
		n.entity = -1
		return
	}
	own := p.span(k, n.to)
	if d.isPersonAt(c, p, n, k) {
		n.entity = c.person(own)
		c.gender(n.entity, p, n)
		return
	}
	if k > n.from {
		n.title, own = n.from, text
	}
	if i, ok := c.lookup(own); ok {
		n.entity = i
		return
	}
	kind, sure := d.kindOf(p, n)
	n.entity = c.add(&entity{kind: kind, sure: sure, name: own})
	if kind == knowledge.Organisation { // the Institute is an institute
		for k := n.from; k < n.to; k++ {
			if organisationNouns[p.words[k].low] {
				c.all[n.entity].nouns[p.words[k].low] = true
			}
		}
	}
	if kind == knowledge.Person {
		c.enterLast(n.entity)
	}
}

// isPersonNoun tells whether a noun names a person by what they do.
func isPersonNoun(low string) bool {
	low = strings.TrimPrefix(low, "ex-")
	low = strings.TrimPrefix(low, "vice-")
	return personNouns[low] || len(low) > 5 && (strings.HasSuffix(low, "ologist") || strings.HasSuffix(low, "woman") || strings.HasSuffix(low, "person"))
}

// isPeople tells whether a noun is a plural that means people: "officials",
// "drivers".
func isPeople(low string) bool {
	singular, plural := strings.CutSuffix(low, "s")
	return pluralPeople[low] || plural && personNouns[singular]
}

// endOfTitle returns where the name itself begins after titles with capital
// letters: "Defence Minister | Esteban Quiroga". It is the end of the name when
// there is nothing but a title.
func (d *document) endOfTitle(p *paragraph, n *name) int {
	k, of := n.from, false
	for i := n.from; i < n.to; i++ {
		switch {
		case isPersonNoun(p.words[i].low):
			k, of = i+1, false
		case (p.words[i].low == "of" || p.words[i].low == "for") && k == i && k > n.from:
			of = true
		}
	}
	if k == n.from {
		// "Middle East | Steve Witkoff"
		for to := n.to - 2; to > n.from; to-- {
			e, adjective := places().place(p.span(n.from, to))
			if e != nil && !adjective && n.from > 1 && (p.is(n.from-1, "the") || p.is(n.from-1, "to")) && !organisationNouns[p.words[n.to-1].low] && !placeNouns[p.words[n.to-1].low] {
				return to
			}
		}
		return n.from
	}
	if !of {
		return k
	}
	// "Director of Public Prosecutions | Gift Mulenga": the last two words.
	own := n.to - 2
	for own > k && particles[p.words[own].low] {
		own--
	}
	for own > k && particles[p.words[own-1].low] && p.words[own-1].low != "of" && p.words[own-1].low != "the" {
		own -= 2
	}
	if own <= k+1 || p.is(own, "of", "the", "and", "for") || p.is(own-1, "of", "the", "and", "for") {
		return n.to
	}
	return own
}

// isPersonAt tells whether the words of a name from k on are a person's.
func (d *document) isPersonAt(c *cast, p *paragraph, n *name, k int) bool {
	if n.to-k > 1 && nameEnds[p.words[n.to-1].low] && !isPersonNoun(p.words[max(k-1, 0)].low) {
		return false
	}
	if n.from > 1 && p.is(n.from-1, "of") && p.words[n.from-2].name > 0 && k == n.from {
		return false // "Carl Moe of Fjord Securities"
	}
	if organisationNouns[p.words[n.to-1].low] || placeNouns[p.words[n.to-1].low] && n.to-k > 1 {
		return false
	}
	own := p.span(k, n.to)
	if e, adjective := places().place(own); e != nil && !adjective && n.to-k == 1 && !isPersonNoun(p.words[max(k-1, 0)].low) {
		return false
	}
	if k > n.from {
		return true
	}
	if i, ok := c.lookup(own); ok {
		return c.all[i].kind == knowledge.Person
	}
	if k > 0 && p.words[k-1].tag == noun && p.words[k-1].kind == article.Word {
		low := p.words[k-1].low
		if isPersonNoun(low) {
			return true
		}
		if organisationNouns[low] {
			return false
		}
	}
	if n.to+1 < len(p.words) && p.words[n.to].kind == article.Possessive && p.words[n.to+1].name > 0 && n.to-n.from == 2 {
		if next := p.names[p.words[n.to+1].name-1]; next.to-next.from > 1 && next.from == n.to+1 {
			return false // "Al Jazeera's Natacha Butler"
		}
	}
	if isAcronym(own) || n.to < len(p.words) && (placeNouns[p.words[n.to].low] || isPersonNoun(p.words[n.to].low)) {
		return false
	}
	return apposition(p, n) == knowledge.Person
}

// apposition tells what stands behind a name says that it is: a person's age, "the
// charity's coordinator", "a charity based in Geneva"; Place when it says
// nothing.
func apposition(p *paragraph, n *name) knowledge.EntityKind {
	i := n.to
	if i+1 >= len(p.words) || !p.is(i, ",", "–", "—", "(") {
		return knowledge.Place
	}
	if p.words[i+1].kind == article.Number && i+2 < len(p.words) && p.is(i+2, ",", ")") && len(p.words[i+1].low) < 3 {
		return knowledge.Person
	}
	if p.is(i+1, "who") {
		return knowledge.Person
	}
	if !p.is(i+1, "the", "a", "an", "his", "her", "its", "their") {
		return knowledge.Place
	}
	for k := i + 2; k < len(p.words) && k < i+9; k++ {
		w := p.words[k]
		switch {
		case w.kind == article.Punctuation || prepositions[w.low] && !p.is(k, "of"):
			return knowledge.Place
		case isPersonNoun(w.low) && !(k+1 < len(p.words) && (organisationNouns[p.words[k+1].low] || p.words[k+1].kind == article.Possessive)):
			return knowledge.Person
		case organisationNouns[w.low] && k+1 < len(p.words) && p.words[k+1].kind != article.Possessive && (p.words[k+1].kind != article.Word || closedClass(p.words[k+1].low) || verbWord(p.words[k+1].low)):
			return knowledge.Organisation
		}
	}
	return knowledge.Place
}

// kindOf tells what a name is the name of, by its words and by what stands
// around it.
func (d *document) kindOf(p *paragraph, n *name) (kind knowledge.EntityKind, sure bool) {
	if n.to-n.from > 1 && nameEnds[p.words[n.to-1].low] {
		return knowledge.Organisation, true
	}
	for i := n.from; i < n.to; i++ {
		if p.words[i].low == "&" {
			return knowledge.Organisation, true
		}
		if organisationNouns[p.words[i].low] && (i == n.to-1 || p.is(i+1, "of", "for")) {
			return knowledge.Organisation, true
		}
	}
	if placeNouns[p.words[n.to-1].low] && n.to-n.from > 1 {
		return knowledge.Place, true
	}
	if n.from > 0 && p.words[n.from-1].kind == article.Word && organisationNouns[p.words[n.from-1].low] && p.words[n.from-1].tag == noun {
		return knowledge.Organisation, true
	}
	if n.to < len(p.words) && p.words[n.to].kind == article.Word {
		switch low := p.words[n.to].low; {
		case placeNouns[low]:
			return knowledge.Place, true
		case organisationNouns[low], isPersonNoun(low):
			return knowledge.Organisation, true
		}
	}
	if n.to+1 < len(p.words) && p.words[n.to].kind == article.Possessive && p.words[n.to+1].name > 0 {
		if next := p.names[p.words[n.to+1].name-1]; next.from == n.to+1 && next.to-next.from > 1 {
			return knowledge.Organisation, true
		}
	}
	if apposition(p, n) == knowledge.Organisation {
		return knowledge.Organisation, true
	}
	if isAcronym(p.span(n.from, n.to)) {
		return knowledge.Organisation, true
	}
	if n.from > 1 && p.is(n.from-1, "of") && placeNouns[p.words[n.from-2].low] {
		return knowledge.Place, true
	}
	locative := n.from > 0 && p.is(n.from-1, "in", "near", "at", "from", "to", "across", "outside", "around", "of")
	dateline := n.from > 0 && p.is(n.from-1, "the")
	switch words := n.to - n.from; {
	case n.from > 0 && p.is(n.from-1, "in", "near", "outside"):
		return knowledge.Place, words == 1
	case words == 1 && locative:
		return knowledge.Place, false
	case words == 1 || dateline || words > 4 || n.from > 1 && p.is(n.from-1, "of") && p.words[n.from-2].name > 0:
		return knowledge.Organisation, false
	}
	for i := n.from; i < n.to; i++ {
		w := p.words[i]
		if d.lower[w.low] && !particles[w.low] || utf8.RuneCountInString(w.low) < 2 || isCountryWord(w.low) {
			return knowledge.Organisation, false
		}
	}
	return knowledge.Person, false
}

// isCountryWord tells whether a word is a place's name or adjective, and so no part of most
// people's names.
func isCountryWord(low string) bool {
	e, _ := places().place(low)
	return e != nil && e.kind == "country"
}

// gender notes what a title says about a person's pronoun.
func (c *cast) gender(i int, p *paragraph, n *name) {
	e := c.all[i]
	from := n.from
	for from > 0 && p.words[from-1].kind == article.Word && !closedClass(p.words[from-1].low) && p.words[from-1].tag != mark && n.from-from < 4 {
		from--
	}
	for k := from; k < n.title || k < n.from; k++ {
		if !isPersonNoun(p.words[k].low) {
			continue
		}
		if femaleNouns[p.words[k].low] {
			e.she += 10
		}
		if maleNouns[p.words[k].low] {
			e.he += 10
		}
		e.nouns[p.words[k].low] = true
	}
}

// shorten joins names of one word to those of which they are the beginning or the
// initials: "Halvern" and "Halvern Commodities", "EU" and "European Union".
func (d *document) shorten(c *cast) {
	merged := map[int]int{}
	begins, ends, letters := map[string]int{}, map[string]int{}, map[string]int{}
	enter := func(table map[string]int, k string, i int) {
		if _, taken := table[k]; !taken && k != "" {
			table[k] = i
		}
	}
	for i, e := range c.all {
		k := key(e.name)
		first, _, several := strings.Cut(k, " ")
		if !several || e.place != nil {
			continue
		}
		enter(letters, initials(e.name), i)
		enter(begins, first, i)
		if e.kind == knowledge.Organisation {
			enter(ends, k[strings.LastIndexByte(k, ' ')+1:], i)
		}
	}
	for i, e := range c.all {
		if e.kind == knowledge.Place && e.sure || strings.Contains(e.name, " ") {
			continue
		}
		k := key(e.name)
		if j, ok := begins[k]; ok && (c.all[j].kind != knowledge.Person || e.kind == knowledge.Person) {
			merged[i] = j
		} else if j, ok := ends[k]; ok && e.kind == knowledge.Organisation {
			merged[i] = j
		} else if l := c.byLast[k]; len(l) > 0 && l[0] != i {
			merged[i] = l[0]
		} else if j, ok := letters[strings.ReplaceAll(e.name, ".", "")]; ok && isAcronym(e.name) {
			merged[i] = j
		}
		if j, ok := merged[i]; ok {
			c.alias(j, e.name)
			c.byName[k] = j
		}
	}
	d.eachName(func(_ *paragraph, n *name) {
		if j, ok := merged[n.entity]; ok {
			n.entity = j
		}
	})
}

// initials returns the first letters of the words with capital letters.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		if isCapital(w) {
			r, _ := utf8.DecodeRuneInString(w)
			b.WriteRune(r)
		}
	}
	return b.String()
}
