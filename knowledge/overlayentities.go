package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// correctEntities does what the overlay says of people, organisations, places and
// groups.
func (m *merge) correctEntities() {
	m.names = nameTable{make(map[string][]int), make(map[string][]int)}
	for i := range m.d.Entities {
		m.names.enter(&m.d.Entities[i], i)
	}
	for _, n := range m.o.notNames {
		if m.isNoName(n, Person) {
			continue // the program knows better by now
		}
		if i := m.who(n, Person); i >= 0 {
			m.gone[i], m.instead[m.d.Entities[i].ID] = true, ""
			m.changed(n.at, "%s is no name", m.d.Entities[i].Name)
		}
	}
	of := make([]int, len(m.o.entities))
	for k := range m.o.entities { // all have to be there before they are referred to
		of[k] = m.met(&m.o.entities[k])
	}
	for k := range m.o.entities {
		if of[k] >= 0 {
			m.join(&m.o.entities[k], of[k])
		}
	}
	for k := range m.o.entities {
		if of[k] >= 0 && !m.gone[of[k]] {
			m.correct(&m.o.entities[k], of[k])
		}
	}
	m.refer()
	m.mention(of)
}

// met returns whom a fix is about, declaring one whom the articles name and the
// program did not find; -1, with a warning, for nobody.
func (m *merge) met(fix *entityFix) int {
	i, found := m.bearer(fix.name, fix.kind)
	if found == 0 && fix.rename != "" { // the program may know better by now
		i, found = m.bearer(fix.rename, fix.kind)
	}
	if found > 0 {
		if i < 0 {
			m.warn(fix.at, "write the name in full", "%d in the story are called %q", found, fix.name)
		}
		return i
	}
	var cites []int
	for _, name := range append([]string{fix.name, fix.rename}, fix.aliases...) {
		for _, i := range m.find.with(newStretch(withoutThe(name), fix.at)) {
			cites = append(cites, m.d.Items[i].Cites...)
		}
	}
	if len(cites) == 0 {
		return m.who(fix.named, fix.kind)
	}
	slices.Sort(cites)
	e := Entity{
		ID: m.newID(fix.name), Kind: fix.kind, Name: fix.name, Short: fix.name, Pronoun: defaultPronoun(fix.kind),
		Cites: slices.Compact(cites)[:1],
	}
	if e.Kind == Place {
		e.PlaceKind = guessedPlace(e.Name)
	}
	m.d.Entities, m.gone = append(m.d.Entities, e), append(m.gone, false)
	m.names.enter(&e, len(m.d.Entities)-1)
	m.changed(fix.at, "%s is declared as %s", e.Name, withArticle(e.Kind))
	return len(m.d.Entities) - 1
}

func withArticle(k EntityKind) string {
	if k == Organisation {
		return "an organisation"
	}
	return "a " + k.String()
}

// guessedPlace is the kind of a place of which nobody tells it.
func guessedPlace(name string) string {
	if strings.Contains(name, " ") {
		return "region"
	}
	return "city"
}

// join makes those whom a fix calls the same one.
func (m *merge) join(fix *entityFix, i int) {
	for _, n := range fix.same {
		if m.isNoName(n, fix.kind) {
			m.d.Entities[i].addAlias(n.name)
			continue
		}
		j := m.who(n, fix.kind)
		if j < 0 || j == i || m.gone[i] {
			continue
		}
		x, e := &m.d.Entities[i], m.d.Entities[j]
		m.gone[j], m.instead[e.ID] = true, x.ID
		m.called[e.Name] = x.Name
		for _, name := range append([]string{e.Name, e.Short}, e.Aliases...) {
			x.addAlias(name)
		}
		for _, a := range e.Adjectives {
			if !slices.Contains(x.Adjectives, a) {
				x.Adjectives = append(x.Adjectives, a)
			}
		}
		for _, r := range e.Roles {
			if !slices.ContainsFunc(x.Roles, func(o Role) bool { return strings.EqualFold(o.Title, r.Title) && o.Of == r.Of }) {
				x.Roles = append(x.Roles, r)
			}
		}
		x.Members = append(x.Members, e.Members...)
		x.Is, x.Side, x.Capital = cmp.Or(x.Is, e.Is), cmp.Or(x.Side, e.Side), cmp.Or(x.Capital, e.Capital)
		if x.Pronoun == defaultPronoun(x.Kind) && e.Kind == x.Kind {
			x.Pronoun = e.Pronoun
		}
		cites := slices.Concat(x.Cites, e.Cites)
		slices.Sort(cites)
		x.Cites = slices.Compact(cites)
		m.names.enter(x, i)
		m.changed(n.at, "%s is %s", e.Name, x.Name)
	}
}

// addAlias adds another name, and tells whether it is new.
func (e *Entity) addAlias(name string) bool {
	same := func(a string) bool { return strings.EqualFold(straight(a), straight(name)) }
	if name == "" || same(e.Name) || same(e.Short) || slices.ContainsFunc(e.Aliases, same) {
		return false
	}
	e.Aliases = append(e.Aliases, name)
	return true
}

// correct does what a fix says of an entity.
func (m *merge) correct(fix *entityFix, i int) {
	e := &m.d.Entities[i]
	before := e.Name
	var did []string
	if e.Kind != fix.kind {
		did = append(did, withArticle(fix.kind)+", no "+e.Kind.String())
		e.become(fix.kind)
	}
	if fix.rename != "" && fix.rename != e.Name {
		did = append(did, "named "+fix.rename)
		m.called[e.Name] = fix.rename
		for from, to := range m.called {
			if to == e.Name {
				m.called[from] = fix.rename
			}
		}
		old, short := e.Name, e.Short
		e.Name = fix.rename
		if !strings.HasSuffix(" "+e.Name, " "+short) {
			e.Short = shortName(e)
		}
		e.addAlias(old)
		e.addAlias(short)
	}
	if fix.short != "" {
		old := e.Short
		e.Short = fix.short
		e.addAlias(old)
	}
	for _, a := range fix.aliases {
		if other, found := m.bearer(a, e.Kind); found > 0 && other != i && slices.Contains(m.names.full[foldName(a)], other) {
			m.warn(fix.at, fmt.Sprintf("write same: [%s]", a), "%q is somebody of that name, not only another name of %s", a, e.Name)
		} else if e.addAlias(a) {
			did = append(did, "also called "+a)
		}
	}
	for _, a := range fix.adjectives {
		if !slices.Contains(e.Adjectives, a) {
			e.Adjectives = append(e.Adjectives, a)
			did = append(did, "also called "+a)
		}
	}
	if fix.pronoun != "" && fix.pronoun != e.Pronoun {
		e.Pronoun = fix.pronoun
		did = append(did, "spoken of as "+fix.pronoun)
	}
	if fix.placeKind != "" && fix.placeKind != e.PlaceKind {
		e.PlaceKind = fix.placeKind
		did = append(did, "a "+fix.placeKind)
	}
	if cites := m.paragraphsWith(fix.cites); len(cites) > 0 {
		e.Cites = cites
	}
	if fix.is != "" && fix.is != e.Is {
		e.Is = fix.is
		did = append(did, fix.is)
	}
	if e.Is != "" && len(e.Cites) == 0 {
		e.Cites = []int{1}
	}
	did = append(did, m.correctReferences(fix, e)...)
	m.names.enter(e, i)
	if len(did) > 0 {
		m.changed(fix.at, "%s: %s", before, strings.Join(did, "; "))
	}
}

// correctReferences does what a fix says of an entity and others.
func (m *merge) correctReferences(fix *entityFix, e *Entity) (did []string) {
	refer := func(n named, kind EntityKind) (id, name string) {
		if n.name == "" {
			return "", ""
		}
		i := m.who(n, kind)
		if i < 0 {
			return "", ""
		}
		return m.d.Entities[i].ID, m.d.Entities[i].Name
	}
	if id, name := refer(fix.side, Organisation); id != "" && id != e.Side && id != e.ID {
		e.Side = id
		did = append(did, "on the side of "+name)
	}
	if id, name := refer(fix.capital, Place); id != "" && id != e.Capital {
		e.Capital = id
		did = append(did, "with the capital "+name)
	}
	if fix.members != nil {
		e.Members = nil
		var names []string
		for _, n := range fix.members {
			if id, name := refer(n, Person); id != "" && !slices.Contains(e.Members, id) {
				e.Members, names = append(e.Members, id), append(names, name)
			}
		}
		did = append(did, "with the members "+strings.Join(names, ", "))
	}
	if fix.roles == nil {
		return did
	}
	e.Roles = nil
	for _, r := range fix.roles {
		role := Role{Title: r.title, Also: r.also, Cites: m.paragraphsWith(r.cites)}
		if len(role.Cites) == 0 {
			role.Cites = e.Cites
		}
		text := r.title
		if id, name := refer(r.of, Organisation); id != "" {
			role.Of = id
			text += " of " + name
		}
		e.Roles = append(e.Roles, role)
		did = append(did, text)
	}
	if len(fix.roles) == 0 {
		did = append(did, "without an office")
	}
	return did
}

// become makes an entity one of another kind, which has no offices, members or
// capital of the old one.
func (e *Entity) become(kind EntityKind) {
	if e.Pronoun == defaultPronoun(e.Kind) || kind != Person {
		e.Pronoun = defaultPronoun(kind)
	}
	e.Kind, e.Roles, e.Members, e.Adjectives, e.Capital, e.PlaceKind = kind, nil, nil, nil, "", ""
	if kind == Place {
		e.PlaceKind = guessedPlace(e.Name)
	}
	e.Short = shortName(e)
}

// shortName is how an entity is called after it was introduced, as far as its name
// tells.
func shortName(e *Entity) string {
	words := strings.Fields(e.Name)
	if e.Kind != Person || len(words) == 0 {
		return e.Name
	}
	return words[len(words)-1]
}
