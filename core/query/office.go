package query

import (
	"slices"
	"strings"

	"dragoman/knowledge"
)

// vacancy is an office named in a question that nobody of the story holds.
type vacancy struct {
	title       string
	affiliation Mention
}

// resolveOffices replaces offices ("the Polish PM", "spokesman of the
// Kremlin") by mentions of those who hold them.
func (l *linker) resolveOffices(ws []Word, mentions []Mention) ([]Mention, *vacancy, []Pronoun) {
	var vacant *vacancy
	var unclear []Pronoun
	for i := 0; i < len(ws); i++ {
		if ws[i].lex == nil || ws[i].lex.office == 0 {
			continue
		}
		n, held := l.matchOffice(ws, i, mentions)
		if n == 0 {
			continue
		}
		mentions = slices.DeleteFunc(mentions, func(m Mention) bool { return m.Word >= i && m.End <= i+n })
		aff, from, to := affiliation(ws, mentions, i, i+n)
		holders := l.holders(held, aff)
		switch {
		case aff != nil && len(holders) == 0:
			if l.isCountryLike(aff.Entity) && !verbal[ws[i].Form] {
				vacant = &vacancy{title: join(ws[i : i+n]), affiliation: *aff}
			}
		case len(holders) == 1:
			m := Mention{Entity: holders[0], Word: from, End: to, ByOffice: true, Possessive: ws[to-1].Possessive}
			mentions = without(mentions, aff)
			if named := adjacentHolder(mentions, holders[0], from, to); named >= 0 {
				// "US Secretary of State Marco Rubio": the name is the mention.
				mentions[named].Word = min(mentions[named].Word, from)
				mentions[named].End = max(mentions[named].End, to)
				mentions[named].ByOffice, mentions[named].Named = true, true
			} else {
				mentions = insert(mentions, m)
			}
			i = to - 1
		case len(holders) > 1:
			// Several hold it: the words stay words, and the conversation may
			// tell who is meant.
			if aff == nil && i > 0 && (ws[i-1].Form == "the" || ws[i-1].Form == "that" || ws[i-1].Form == "this") {
				unclear = append(unclear, Pronoun{Form: "person", Word: i - 1, End: i + n, Among: holders})
			}
			i += n - 1
		}
	}
	return mentions, vacant, unclear
}

// verbal are the first words of what people in office do; "who leads Spain?"
// names no office.
var verbal = set(`leads lead heads head runs run governs govern rules rule manages manage in at advises advise advising counsels
	counsel speaks speak speaking spoke chief boss leader presides preside`)

// isCountryLike tells whether an entity can have officers of its own.
func (l *linker) isCountryLike(id string) bool {
	e, ok := l.base.Entity(id)
	return ok && (e.Kind == knowledge.Place || e.Kind == knowledge.Organisation)
}

// matchOffice returns the longest office name at ws[i] and those who hold it.
func (l *linker) matchOffice(ws []Word, i int, mentions []Mention) (int, []int) {
	for n := min(ws[i].lex.office, len(ws)-i); n > 0; n-- {
		if held, ok := l.byKey[join(ws[i:i+n])]; ok && spans(mentions, i, i+n) {
			return n, held
		}
	}
	return 0, nil
}

// spans tells whether an office name at words[from:to] leaves other mentions
// alone: it may begin with one, as in "Middle East envoy", but not be part of
// one or go on to one.
func spans(mentions []Mention, from, to int) bool {
	for _, m := range mentions {
		if m.Word < to && from < m.End && (m.Word != from || m.End >= to) {
			return false
		}
	}
	return true
}

// affiliation finds the mention that says of whom the office words[i:end] is:
// just before it ("Spain's foreign minister"), or after "of" or "for". from and
// to span the whole.
func affiliation(ws []Word, mentions []Mention, i, end int) (aff *Mention, from, to int) {
	for k := range mentions {
		if m := &mentions[k]; m.End == i || m.End == i-1 && ws[i-1].Form == "own" {
			return m, m.Word, end
		}
	}
	if end < len(ws) && (ws[end].Form == "of" || ws[end].Form == "for" || ws[end].Form == "from" || ws[end].Form == "at") {
		next := end + 1
		if next < len(ws) && ws[next].Form == "the" {
			next++
		}
		for k := range mentions {
			if m := &mentions[k]; m.Word == next {
				return m, i, m.End
			}
		}
	}
	if verbal[ws[i].Form] || strings.HasSuffix(ws[end-1].Form, "s") || strings.HasSuffix(ws[end-1].Form, "ing") || ws[end-1].Form == "for" || ws[end-1].Form == "of" {
		// "advises Putin", "speaks for the Kremlin": the verb's object.
		next := end
		if next < len(ws) && ws[next].Form == "the" {
			next++
		}
		for k := range mentions {
			if m := &mentions[k]; m.Word == next {
				return m, i, m.End
			}
		}
	}
	return nil, i, end
}

// holders returns those who hold one of the offices for the affiliation; an
// exact affiliation comes before one of the same side.
func (l *linker) holders(held []int, aff *Mention) []string {
	var exact, side []string
	for _, n := range held {
		o := l.offices[n]
		switch {
		case aff == nil, o.of == aff.Entity:
			exact = appendNew(exact, o.holder)
		case l.root(o.of) == l.root(aff.Entity) && o.holder != aff.Entity:
			side = appendNew(side, o.holder)
		}
	}
	if len(exact) > 0 || aff != nil && l.hasOfficers(aff.Entity) {
		return exact
	}
	return side
}

// hasOfficers tells whether an organisation has officers of its own in the
// story: then nobody else of its side is meant.
func (l *linker) hasOfficers(id string) bool {
	if e, ok := l.base.Entity(id); !ok || e.Kind != knowledge.Organisation {
		return false
	}
	for _, o := range l.offices {
		if o.of == id {
			return true
		}
	}
	return false
}

func appendNew(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// adjacentHolder returns the index of a mention of holder next to
// words[from:to], or -1.
func adjacentHolder(mentions []Mention, holder string, from, to int) int {
	for k, m := range mentions {
		if m.Entity == holder && (m.Word == to || m.End == from || m.Word == to+1) {
			return k
		}
	}
	return -1
}

func covered(mentions []Mention, i int) bool { return anyCovered(mentions, i, i+1) }

func anyCovered(mentions []Mention, from, to int) bool {
	for _, m := range mentions {
		if m.Word < to && from < m.End {
			return true
		}
	}
	return false
}

func without(mentions []Mention, gone *Mention) []Mention {
	if gone == nil {
		return mentions
	}
	word := gone.Word
	out := mentions[:0]
	for _, m := range mentions {
		if m.Word != word {
			out = append(out, m)
		}
	}
	return out
}

func insert(mentions []Mention, m Mention) []Mention {
	at := len(mentions)
	for k := range mentions {
		if mentions[k].Word > m.Word {
			at = k
			break
		}
	}
	mentions = append(mentions, Mention{})
	copy(mentions[at+1:], mentions[at:])
	mentions[at] = m
	return mentions
}
