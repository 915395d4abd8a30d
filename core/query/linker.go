package query

import (
	"slices"
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// linker finds the entities of a base in words.
type linker struct {
	base    *knowledge.Base
	aliases map[string][]alias // by folded words joined with spaces
	longest lexicon.Lengths    // words of the longest alias, by its first word
	offices []office
	byKey   map[string][]int // index of offices by each of their names
	longOff lexicon.Lengths
}

type alias struct {
	entity    string
	adjective bool
	weak      bool // a first name, shared by many
}

// office is a role that somebody of the story holds.
type office struct {
	holder string
	of     string
}

func newLinker(base *knowledge.Base) *linker {
	l := &linker{
		base: base, aliases: make(map[string][]alias), longest: make(lexicon.Lengths),
		byKey: make(map[string][]int), longOff: make(lexicon.Lengths),
	}
	entities := base.Entities()
	for i := range entities {
		e := &entities[i]
		l.addAlias(e.Name, alias{entity: e.ID})
		l.addAlias(e.Short, alias{entity: e.ID})
		for _, name := range e.Aliases {
			l.addAlias(name, alias{entity: e.ID})
		}
		if e.Kind == knowledge.Organisation && base.Story().Extracted {
			if name, ok := lexicon.LookupName(strings.TrimPrefix(strings.Join(words(e.Name), " "), "the ")); ok {
				for _, other := range slices.Concat(lexicon.OtherNames(name), []string{name.Name}) {
					l.addAlias(other, alias{entity: e.ID}) // a story that says "European Union" has the EU
				}
			}
		}
		for _, adj := range e.Adjectives {
			l.addAlias(adj, alias{entity: e.ID, adjective: true})
		}
	}
	for i := range entities {
		e := &entities[i]
		if e.Kind == knowledge.Person {
			parts := words(e.Name)
			if len(parts) > 1 {
				l.addAlias(parts[len(parts)-1], alias{entity: e.ID})
				l.addAlias(parts[0], alias{entity: e.ID, weak: true})
			}
			for _, other := range e.Aliases {
				if parts := words(other); len(parts) > 1 && parts[0] != "the" && len(parts[len(parts)-1]) > 3 {
					l.addAlias(parts[len(parts)-1], alias{entity: e.ID})
				}
			}
		}
		for _, r := range e.Roles {
			l.addOffice(e.ID, r)
		}
	}
	return l
}

// words returns the folded words of a name, possessives cut off.
func words(name string) []string {
	var out []string
	for _, c := range text.Clauses(text.Clean(name)) {
		for _, t := range c.Tokens {
			if !t.Mark && t.Form != "'" {
				out = append(out, strings.TrimSuffix(t.Form, "'s"))
			}
		}
	}
	return out
}

func (l *linker) addAlias(name string, a alias) {
	parts := words(name)
	if len(parts) > 1 && parts[0] == "the" {
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return
	}
	key := strings.Join(parts, " ")
	for _, have := range l.aliases[key] {
		if have.entity == a.entity {
			return
		}
	}
	l.aliases[key] = append(l.aliases[key], a)
	l.longest.Add(key)
	if one, ok := strings.CutSuffix(key, "s"); ok && len(parts) > 1 && !strings.HasSuffix(one, "s") {
		if len(l.aliases[one]) == 0 {
			l.aliases[one] = []alias{a} // "US delegate" for "US delegates"
			l.longest.Add(one)
		}
	}
}

func (l *linker) addOffice(holder string, r knowledge.Role) {
	n := len(l.offices)
	l.offices = append(l.offices, office{holder: holder, of: r.Of})
	add := func(name string) {
		key := strings.Join(words(name), " ")
		for _, have := range l.byKey[key] {
			if have == n {
				return
			}
		}
		l.byKey[key] = append(l.byKey[key], n)
		l.longOff.Add(key)
	}
	for _, title := range append([]string{r.Title}, r.Also...) {
		add(title)
		for _, other := range lexicon.OfficeNames(strings.Join(words(title), " ")) {
			add(other)
		}
	}
}

// root returns the id that stands for the side an entity belongs to: the
// country of a capital, a person or an organisation.
func (l *linker) root(id string) string {
	for range 4 {
		e, ok := l.base.Entity(id)
		if !ok {
			return id
		}
		if e.Side != "" {
			id = e.Side
			continue
		}
		if e.Kind == knowledge.Place && e.PlaceKind == "city" {
			if c := l.countryOf(id); c != "" {
				return c
			}
		}
		return id
	}
	return id
}

func (l *linker) countryOf(capital string) string {
	for _, e := range l.base.Entities() {
		if e.Capital == capital {
			return e.ID
		}
	}
	return ""
}

// link finds the mentions in words, longest first, leftmost first.
func (l *linker) link(ws []Word) []Mention {
	var found []Mention
	for i := 0; i < len(ws); {
		if ws[i].lex == nil {
			i++
			continue
		}
		n, as := l.match(ws, i)
		if n == 0 {
			if m, ok := l.bareGenitive(ws, i); ok {
				found = append(found, m)
			}
			i++
			continue
		}
		m := Mention{Entity: as[0].entity, Word: i, End: i + n, Possessive: ws[i+n-1].Possessive, Adjective: as[0].adjective}
		if m.Adjective && i+n < len(ws) && governs[ws[i+n].Form] {
			n++ // "the Turkish government" acts as Turkiye
			m.End, m.Adjective, m.Possessive = i+n, false, ws[i+n-1].Possessive
		}
		found = append(found, m)
		i += n
	}
	return l.narrow(ws, found)
}

// narrow chooses among the people of one name by the country before it: "the
// Polish Donald".
func (l *linker) narrow(ws []Word, found []Mention) []Mention {
	out := found[:0]
	for _, m := range found {
		n := len(out)
		if n > 0 && out[n-1].End == m.Word && (out[n-1].Adjective || out[n-1].Possessive) {
			if as := l.aliases[join(ws[m.Word:m.End])]; len(as) > 1 {
				for _, a := range as {
					if l.belongs(a.entity, out[n-1].Entity) {
						m.Entity, m.Word = a.entity, out[n-1].Word
						out = out[:n-1]
						break
					}
				}
			}
		}
		out = append(out, m)
	}
	return out
}

// belongs tells whether a person holds an office of a country or is of its
// side.
func (l *linker) belongs(person, country string) bool {
	e, ok := l.base.Entity(person)
	if !ok {
		return false
	}
	for _, r := range e.Roles {
		if r.Of == country {
			return true
		}
	}
	return l.root(person) == l.root(country)
}

// governs are nouns that make of a country's adjective the country itself.
var governs = set("government authorities administration regime govt cabinet")

// bareGenitive links a name whose genitive lacks the apostrophe, as in "trumps
// envoy".
func (l *linker) bareGenitive(ws []Word, i int) (Mention, bool) {
	name, ok := strings.CutSuffix(ws[i].Form, "s")
	if !ok || len(name) < 4 || i+1 == len(ws) {
		return Mention{}, false
	}
	as, ok := l.aliases[name]
	if !ok || as[0].adjective || as[0].weak {
		return Mention{}, false
	}
	return Mention{Entity: as[0].entity, Word: i, End: i + 1, Possessive: true}, true
}

// match returns the longest alias at ws[i] and what it may mean.
func (l *linker) match(ws []Word, i int) (int, []alias) {
	for n := min(ws[i].lex.alias, len(ws)-i); n > 0; n-- {
		as, ok := l.aliases[join(ws[i:i+n])]
		if !ok || n == 1 && !l.plausible(ws, i) {
			continue
		}
		return n, as
	}
	return 0, nil
}

func join(ws []Word) string {
	if len(ws) == 1 {
		return ws[0].Form
	}
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Form)
	}
	return b.String()
}

// plausible tells whether a one-word alias that is also an everyday word ("us",
// "x") is meant as a name.
func (l *linker) plausible(ws []Word, i int) bool {
	w := ws[i]
	if w.Form == "us" && w.Typed == "" {
		if i == 0 {
			return len(ws) > 1
		}
		switch ws[i-1].Form {
		case "tell", "told", "give", "gave", "show", "let", "remind", "all", "inform", "telling":
			return false
		case "about", "for", "of", "help":
			return w.Caps
		}
		return !(w.Quoted && !w.Caps)
	}
	if len(w.Form) == 1 || lexicon.Function(w.Form) {
		if w.Caps && i > 0 {
			return true
		}
		if i == 0 {
			return false
		}
		switch ws[i-1].Form {
		case "on", "via", "the", "network", "platform", "using", "called":
			return true
		}
		return false
	}
	return true
}
