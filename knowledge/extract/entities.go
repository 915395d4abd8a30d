package extract

import (
	"slices"
	"strings"

	"dragoman/knowledge"
)

// entity is somebody or something that the article speaks of.
type entity struct {
	kind     knowledge.EntityKind
	sure     bool // the kind is plain from the text
	name     string
	aliases  []string
	place    *placeEntry
	he, she  int // how much speaks for each pronoun
	plural   bool
	side     int // index, -1 for none
	roles    []role
	is       string
	isAt     int
	nouns    map[string]bool // what it is called: "company", "minister"
	cites    []int
	nameless bool // known by a description only
	spoke    bool // said something
	the      bool // "the" stands before the name
	parent   int  // for a place: index of the country it is the capital of, -1
}

// role is an office of a person.
type role struct {
	title string
	of    int // index, -1 when the article does not say
	cite  int
}

// cast holds the entities of an article, in the order in which they appear.
type cast struct {
	all    []*entity
	byName map[string]int // full names and aliases, in small letters
	byLast map[string][]int
	called map[string]bool // nouns that the article calls people by and that our tables do not have
}

func newCast() *cast {
	return &cast{byName: map[string]int{}, byLast: map[string][]int{}, called: map[string]bool{}}
}

func key(name string) string {
	return strings.TrimPrefix(strings.ToLower(straight(name)), "the ")
}

func (c *cast) add(e *entity) int {
	e.side, e.parent = -1, -1
	if e.nouns == nil {
		e.nouns = map[string]bool{}
	}
	c.all = append(c.all, e)
	i := len(c.all) - 1
	if k := key(e.name); k != "" {
		if _, taken := c.byName[k]; !taken {
			c.byName[k] = i
		}
	}
	return i
}

// alias gives an entity another name.
func (c *cast) alias(i int, name string) {
	e := c.all[i]
	if name == "" || key(name) == key(e.name) || slices.ContainsFunc(e.aliases, func(a string) bool { return key(a) == key(name) }) {
		return
	}
	e.aliases = append(e.aliases, name)
	if _, taken := c.byName[key(name)]; !taken {
		c.byName[key(name)] = i
	}
}

// person returns the person with a name, or whose last or only name it is; it
// adds one when there is none.
func (c *cast) person(name string) int {
	if i, ok := c.lookup(name); ok && (c.all[i].kind == knowledge.Person || !c.all[i].sure) {
		c.all[i].kind, c.all[i].sure = knowledge.Person, true
		return i
	}
	i := c.add(&entity{kind: knowledge.Person, sure: true, name: name})
	c.enterLast(i)
	return i
}

// enterLast makes a person known by last name, with and without its particles.
func (c *cast) enterLast(i int) {
	words := strings.Fields(c.all[i].name)
	for n := len(words) - 1; n > 0; n-- {
		k := key(strings.Join(words[n:], " "))
		c.byLast[k] = append(c.byLast[k], i)
		if !particles[strings.ToLower(words[n-1])] {
			break
		}
	}
}

// lookup finds an entity by name, last name, or the first word of the name of an
// organisation.
func (c *cast) lookup(name string) (int, bool) {
	k := key(name)
	if i, ok := c.byName[k]; ok {
		return i, true
	}
	if l := c.byLast[k]; len(l) > 0 {
		return l[len(l)-1], true
	}
	words := strings.Fields(name)
	if len(words) > 1 { // another first name, or one left out: "Manuel Albares"
		if l := c.byLast[key(words[len(words)-1])]; len(l) > 0 && strings.HasSuffix(key(c.all[l[0]].name), " "+k) {
			return l[0], true
		}
	}
	return 0, false
}

// short is what an entity is called after it was introduced.
func (e *entity) short() string {
	if e.kind != knowledge.Person || e.nameless {
		return e.name
	}
	words := strings.Fields(e.name)
	n := len(words) - 1
	if n < 1 {
		return e.name
	}
	for n > 1 && particles[strings.ToLower(words[n-1])] {
		n--
	}
	return strings.Join(words[n:], " ")
}

func (e *entity) pronoun() string {
	switch {
	case e.kind == knowledge.Person && e.he > e.she:
		return "he"
	case e.kind == knowledge.Person && e.she > e.he:
		return "she"
	case e.kind == knowledge.Person || e.kind == knowledge.Group || e.plural:
		return "they"
	}
	return "it"
}

func (e *entity) cite(n int) {
	if i, found := slices.BinarySearch(e.cites, n); !found {
		e.cites = slices.Insert(e.cites, i, n)
	}
}
