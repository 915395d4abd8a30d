package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dragoman/knowledge"
)

// ensemble holds who and what is in any of the articles of a story.
type ensemble struct {
	all     []*knowledge.Entity
	byName  map[string][]int // full names and other spellings, in small letters
	byLast  map[string][]int // people, by how they are called after they were introduced
	byShort map[string][]int // organisations, by their initials
	ids     map[string]int   // by id
	met     map[int]bool     // those whom the article being taken has: no two of its entities are one
}

func newEnsemble() *ensemble {
	return &ensemble{byName: map[string][]int{}, byLast: map[string][]int{}, byShort: map[string][]int{}, ids: map[string]int{}}
}

// take adds the entities of an article whose paragraphs are shifted, and returns
// the ids that they have in the story by those that they have in the article.
func (m *ensemble) take(entities []knowledge.Entity, shift int) map[string]string {
	m.met = map[int]bool{}
	ids := make(map[string]string, len(entities))
	at := make([]int, len(entities))
	added := make([]bool, len(entities))
	for i := range entities { // full names first, for they tell whom a surname means
		if strings.Contains(entities[i].Name, " ") {
			at[i], added[i] = m.meet(&entities[i])
		}
	}
	for i := range entities {
		if !strings.Contains(entities[i].Name, " ") {
			at[i], added[i] = m.meet(&entities[i])
		}
		ids[entities[i].ID] = m.all[at[i]].ID
	}
	for i := range entities {
		e := &entities[i]
		e.Cites = shifted(e.Cites, shift)
		e.Side = ids[e.Side]
		e.Capital = ids[e.Capital]
		for k := range e.Members {
			e.Members[k] = ids[e.Members[k]]
		}
		for k := range e.Roles {
			r := &e.Roles[k]
			r.Of, r.Cites = ids[r.Of], shifted(r.Cites, shift)
		}
		if x := m.all[at[i]]; added[i] {
			x.Cites, x.Side, x.Capital, x.Members, x.Roles = e.Cites, e.Side, e.Capital, e.Members, e.Roles
		} else {
			m.merge(x, e)
		}
		m.enter(at[i])
	}
	return ids
}

// meet returns the number of an entity of an article in the story, and whether it
// is new there.
func (m *ensemble) meet(e *knowledge.Entity) (int, bool) {
	if i := m.find(e); i >= 0 && !m.met[i] {
		m.met[i] = true
		return i, false
	}
	x := *e
	base := x.ID
	if cut := strings.Index(base, "--"); cut > 0 {
		base = base[:cut]
	}
	x.ID = base
	for n := 2; m.has(x.ID); n++ {
		x.ID = base + "--" + strconv.Itoa(n)
	}
	i := len(m.all)
	m.ids[x.ID] = i
	m.all = append(m.all, &x)
	m.met[i] = true
	m.enter(i)
	return i, true
}

// find returns who of the story an entity is, or -1.
func (m *ensemble) find(e *knowledge.Entity) int {
	for _, name := range names(e) {
		for _, i := range m.byName[key(name)] {
			// Names of several words are of one, whatever an article takes it for.
			if x := m.all[i]; x.Kind == e.Kind || strings.Contains(name, " ") && name == e.Name {
				return i
			}
		}
	}
	switch e.Kind {
	case knowledge.Person:
		// A surname alone, another first name before one that is known ("José
		// Manuel Albares"), or the first full name of one known by surname.
		whole, one := " "+key(e.Name), -1
		for _, i := range m.byLast[key(e.Short)] {
			if x := " " + key(m.all[i].Name); strings.HasSuffix(x, whole) || strings.HasSuffix(whole, x) {
				if one >= 0 {
					return -1 // it may be either
				}
				one = i
			}
		}
		return one
	case knowledge.Organisation:
		if l := m.byLast[key(e.Name)]; len(l) == 1 && len(e.Roles) == 0 && e.Is == "" {
			return l[0] // an article that has the surname only cannot tell
		}
		if short := e.Name; isAcronym(short) && len(m.byShort[short]) == 1 {
			return m.byShort[short][0]
		}
		if found := m.byName[key(shortOf(e.Name))]; shortOf(e.Name) != "" && len(found) == 1 && m.all[found[0]].Kind == e.Kind {
			return found[0]
		}
	}
	return -1
}

// names are the names by which an entity is known across articles: of people the
// full one only, and never a description.
func names(e *knowledge.Entity) []string {
	all := []string{e.Name}
	if e.Kind == knowledge.Person {
		return all
	}
	for _, a := range e.Aliases {
		if c := []rune(a)[0]; unicode.IsUpper(c) {
			all = append(all, a)
		}
	}
	return all
}

// enter makes an entity known by its names.
func (m *ensemble) enter(i int) {
	e := m.all[i]
	post := func(table map[string][]int, k string) {
		if k != "" && !slices.Contains(table[k], i) {
			table[k] = append(table[k], i)
		}
	}
	for _, name := range names(e) {
		post(m.byName, key(name))
	}
	switch e.Kind {
	case knowledge.Person:
		post(m.byLast, key(e.Short))
	case knowledge.Organisation:
		post(m.byShort, shortOf(e.Name))
	}
}

// merge adds what a newer article tells of an entity; the newer comes first.
func (m *ensemble) merge(x, e *knowledge.Entity) {
	if e.Kind == knowledge.Person && x.Kind == e.Kind && len(strings.Fields(e.Name)) > len(strings.Fields(x.Name)) {
		x.Aliases = appendName(x.Aliases, x.Name, e)
		x.Name, x.Short = e.Name, e.Short
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		x.Aliases = appendName(x.Aliases, name, x)
	}
	for _, a := range e.Adjectives {
		if !slices.Contains(x.Adjectives, a) {
			x.Adjectives = append(x.Adjectives, a)
		}
	}
	if x.Pronoun == "they" && x.Kind == knowledge.Person {
		x.Pronoun = e.Pronoun
	}
	if e.Side != "" && e.Side != x.ID {
		x.Side = e.Side
	}
	if x.Capital == "" {
		x.Capital = e.Capital
	}
	for _, id := range e.Members {
		if !slices.Contains(x.Members, id) {
			x.Members = append(x.Members, id)
		}
	}
	roles := e.Roles
	for _, r := range x.Roles {
		if !slices.ContainsFunc(roles, func(n knowledge.Role) bool {
			return strings.EqualFold(n.Title, r.Title) && (n.Of == r.Of || r.Of == "")
		}) {
			roles = append(roles, r)
		}
	}
	x.Roles = roles
	if e.Is != "" {
		x.Is, x.Cites = e.Is, e.Cites
	}
}

// appendName adds a name of an entity that it does not have yet.
func appendName(aliases []string, name string, of *knowledge.Entity) []string {
	same := func(a string) bool { return key(a) == key(name) }
	if same(of.Name) || same(of.Short) || slices.ContainsFunc(aliases, same) {
		return aliases
	}
	return append(aliases, name)
}

// shortOf are the initials of a name of three words or more; "" for others.
func shortOf(name string) string {
	if short := initials(name); len(short) > 2 {
		return short
	}
	return ""
}

func (m *ensemble) has(id string) bool {
	_, ok := m.ids[id]
	return ok
}

// byID returns the entity with an id of the story.
func (m *ensemble) byID(id string) (*knowledge.Entity, bool) {
	i, ok := m.ids[id]
	if !ok {
		return nil, false
	}
	return m.all[i], true
}

// entities are those of the story, by kind.
func (m *ensemble) entities() []knowledge.Entity {
	out := make([]knowledge.Entity, len(m.all))
	for i, e := range m.all {
		out[i] = *e
	}
	slices.SortStableFunc(out, func(x, y knowledge.Entity) int { return int(x.Kind) - int(y.Kind) })
	return out
}
