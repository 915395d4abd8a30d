package extract

import (
	"strings"

	"dragoman/knowledge"
)

// honorifics come before names and are no offices.
var honorifics = set("mr mrs ms miss sir lord lady dame dr doctor professor prof father sister brother reverend mother uncle aunt")

// readName notes whom a name means, and what the words before and behind it say
// that they are.
func (r *reading) readName(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	now := len(r.at) - 1
	if n.entity < 0 {
		r.readOffice(i, u, n)
		return
	}
	if r.readDemonym(i, u, n) {
		return
	}
	quoted, subject := p.words[n.from].quote > 0, false
	if !quoted {
		r.readTitle(i, u, n)
		r.readBehind(i, u, n)
		subject = r.readBefore(i, u, n)
	}
	if p.is(n.from-1, "the") && r.c.all[n.entity].kind != knowledge.Person {
		r.c.all[n.entity].the = true
	}
	owned := n.to < u.to && p.words[n.to].kind == possessiveKind
	r.note(mention{paragraph: i, unit: now, from: n.from, to: n.to, entity: n.entity, how: byName,
		subject: subject || !owned && r.isSubject(now, n.from), quoted: quoted})
	r.resolved[[2]int{i, n.to - 1}] = n.entity
}

// demonyms call a person by their country; so do those that end in "-an".
var demonyms = set("spaniard briton scot swede dane finn pole turk czech croat serb slovak slovene greek filipino filipina israeli iraqi pakistani bangladeshi omani emirati saudi")

// readDemonym finds out whom a country's name stands for: "the Dutchman said". It
// tells whether it means a person.
func (r *reading) readDemonym(i int, u unit, n *name) bool {
	p := &r.d.paragraphs[i]
	now := len(r.at) - 1
	low := p.words[n.from].low
	if n.to-n.from != 1 || !p.is(n.from-1, "the") || p.words[n.from].quote > 0 || !demonyms[low] && !strings.HasSuffix(low, "an") {
		return false
	}
	if _, adjective := places().place(low); !adjective || !r.isSubject(now, n.from) || n.to < u.to && inNouns(p.words[n.to].tag) {
		return false
	}
	e := r.recentSubject(now, knowledge.Person)
	if e < 0 {
		return false
	}
	if x := r.c.all[e]; strings.HasSuffix(low, "woman") && x.he > x.she || hasAnySuffix(low, "chman", "shman") && x.she > x.he {
		return false
	}
	r.note(mention{paragraph: i, unit: now, from: n.from - 1, to: n.to, entity: e, how: byDescription, subject: true})
	return true
}

// readOffice finds out who holds an office in capital letters without a name: "the
// US Secretary of State".
func (r *reading) readOffice(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	for k := n.to - 1; k >= n.from; k-- {
		if !isPersonNoun(p.words[k].low) {
			continue
		}
		for m := len(r.mentions) - 1; m >= max(0, len(r.mentions)-remembered); m-- {
			if e := r.c.all[r.mentions[m].entity]; e.nouns[p.words[k].low] && !r.mentions[m].quoted {
				r.note(mention{paragraph: i, unit: len(r.at) - 1, from: n.from, to: n.to, entity: r.mentions[m].entity, how: byDescription, subject: r.isSubject(len(r.at)-1, n.from)})
				r.resolved[[2]int{i, n.to - 1}] = r.mentions[m].entity
				return
			}
		}
	}
}

// readTitle reads the title before a name: "former energy minister Mwansa
// Chibesa", "Ukraine's President Volodymyr Zelenskyy".
func (r *reading) readTitle(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	from := n.from
	if n.from > u.from && (p.words[n.from-1].tag == noun || p.words[n.from-1].tag == adjective) && p.words[n.from-1].kind == wordKind {
		low := p.words[n.from-1].low
		if isPersonNoun(low) || organisationNouns[low] {
			from = groupStart(p, n.from-1, u)
		} else if n.title > n.from && isPersonNoun(p.words[n.from].low) && isCapital(p.span(n.from-1, n.from)) {
			from = n.from - 1 // "Tourism Minister": a word that opens a sentence is no name for its capital alone
		}
	} else if n.from > u.from && p.words[n.from-1].kind == possessiveKind {
		from = groupStart(p, n.from-1, u)
	} else if n.from > u.from+2 && p.is(n.from-1, "the", "to", "for") {
		// "Special Envoy to the Middle East Steve Witkoff"
		k := n.from - 1
		for k > u.from && p.is(k, "the", "to", "for") {
			k--
		}
		if w := p.words[k]; w.name > 0 && p.names[w.name-1].entity < 0 && n.title > n.from && !isPersonNoun(p.words[n.title-1].low) {
			from = p.names[w.name-1].from
		}
	}
	if n.title == n.from && from == n.from {
		return
	}
	r.describe(i, u, n.entity, from, n.title)
}
