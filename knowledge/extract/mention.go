package extract

import (
	"strings"

	"dragoman/knowledge"
)

// mention is a place where the article speaks of an entity: words from up to to of
// a paragraph.
type mention struct {
	paragraph int // index
	unit      int // number of the unit in the article
	from, to  int
	entity    int
	how       how
	subject   bool // of a finite verb
	acts      bool // a clause with "who" tells what they do
	speaks    bool // and that they say something
	doubtful  bool // a pronoun that may as well mean somebody else
	quoted    bool // inside a quotation
}

// how an entity is spoken of.
type how uint8

const (
	byName how = iota
	byDescription
	byPronoun
)

// reading is what is understood of an article from its beginning up to a place.
type reading struct {
	d        *document
	c        *cast
	mentions []mention
	clauses  [][]clause     // by number of unit
	at       []place        // by number of unit
	subjects []int          // by number of unit: who its main subject is; -1 for a thing
	speaker  []int          // by number of unit: who speaks in it, -1 for nobody
	guessed  []int          // by number of unit: who seems to speak in it and is not in speaker for doubt, -1 for nobody
	resolved map[[2]int]int // paragraph and word: who a pronoun or description is
	final    bool           // genders are known: roles are noted
}

// place is where a unit is.
type place struct{ paragraph, unit int }

// note enters a mention.
func (r *reading) note(m mention) {
	r.mentions = append(r.mentions, m)
	r.resolved[[2]int{m.paragraph, m.to - 1}] = m.entity
	if r.final && m.how != byPronoun && !r.d.paragraphs[m.paragraph].heading {
		r.c.all[m.entity].cite(r.d.paragraphs[m.paragraph].number)
	}
}

// understand reads the article twice: what the first reading finds out about
// pronouns helps the second.
func understand(d *document, c *cast) *reading {
	first := newReading(d, c)
	first.run()
	for _, e := range c.all {
		if e.nameless {
			e.cites = nil
		}
	}
	second := newReading(d, c)
	second.final = true
	second.run()
	second.forget()
	return second
}

func newReading(d *document, c *cast) *reading {
	return &reading{d: d, c: c, resolved: map[[2]int]int{}}
}

func (r *reading) run() {
	for i := range r.d.paragraphs {
		p := &r.d.paragraphs[i]
		for n, u := range p.units {
			r.at = append(r.at, place{i, n})
			r.clauses = append(r.clauses, clausesOf(p, u))
			r.subjects = append(r.subjects, -1)
			r.speaker = append(r.speaker, -1)
			r.readUnit(i, u)
		}
	}
}

// readUnit goes through a unit from left to right and finds out whom its words
// mean; quoted words count for little.
func (r *reading) readUnit(i int, u unit) {
	p := &r.d.paragraphs[i]
	now := len(r.at) - 1
	clauses := r.clauses[now]
	for k := u.from; k < u.to; k++ {
		w := p.words[k]
		switch {
		case w.name > 0 && p.names[w.name-1].from == k:
			n := &p.names[w.name-1]
			r.readName(i, u, n)
			k = n.to - 1
		case w.quote > 0:
		case w.tag == pronoun || w.tag == possessive && w.kind == wordKind:
			r.readPronoun(i, u, k)
		case w.tag == number && strings.HasSuffix(w.low, "-year-old") && k > u.from && p.is(k-1, "the") && (k+1 >= u.to || !inNouns(p.words[k+1].tag)):
			if e := r.recentSubject(len(r.at)-1, knowledge.Person); e >= 0 {
				r.note(mention{paragraph: i, unit: now, from: k - 1, to: k + 1, entity: e, how: byDescription, subject: r.isSubject(now, k)})
			}
		case w.tag == noun:
			r.readNoun(i, u, k)
		}
	}
	for n := range clauses {
		clauses[n].entity = r.who(i, clauses[n].subject, clauses[n].upTo)
	}
	for n := range clauses {
		if c := clauses[n]; c.subject < c.upTo && !c.relativeClause && p.words[c.main].quote == 0 {
			r.subjects[now] = c.entity
			break
		}
	}
	r.readWho(i, now)
	if !p.heading {
		r.speaker[now] = r.attribute(i, u, now)
	}
}

// isSubject tells whether a word stands in the subject of a clause, and is no
// owner or the like in it.
func (r *reading) isSubject(now, k int) bool {
	for _, c := range r.clauses[now] {
		if c.subject <= k && k < c.upTo {
			return true
		}
	}
	return false
}

// who returns the entity that a group of nouns stands for, -1 for none: that of
// its last word, or of the name before it: "the Onda Cero radio station". Of
// several it is the first.
func (r *reading) who(i, from, to int) int {
	p := &r.d.paragraphs[i]
	for k := from + 1; k < to; k++ {
		if w := p.words[k]; (w.tag == conjunction || w.tag == mark) && w.name == 0 {
			to = k
		}
	}
	if from >= to {
		return -1
	}
	if e, ok := r.resolved[[2]int{i, to - 1}]; ok {
		return e
	}
	if w := p.words[to-1]; w.name > 0 && p.names[w.name-1].entity >= 0 {
		return p.names[w.name-1].entity
	}
	if !organisationNouns[p.words[to-1].low] {
		return -1
	}
	for k := to - 1; k >= from && p.words[k].kind != possessiveKind; k-- {
		if w := p.words[k]; w.name > 0 {
			if e := p.names[w.name-1].entity; e >= 0 && r.c.all[e].kind == knowledge.Organisation {
				return e
			}
			break
		}
	}
	return -1
}
