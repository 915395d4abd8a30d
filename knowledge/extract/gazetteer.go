package extract

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed gazetteer.txt
var gazetteerFile string

// placeEntry is a place of the world.
type placeEntry struct {
	kind       string // "country", "region" or "city"
	name       string
	adjectives []string // "Peruvian"
	capitals   []string // spellings of a country's capital
	capitalOf  *placeEntry
}

// gazetteer knows places by names and by adjectives.
type gazetteer struct {
	byName      map[string]*placeEntry // in small letters
	byAdjective map[string]*placeEntry
	words       map[string]bool // first words of both
}

// places is the gazetteer; it does not change once it is read.
var places = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{byName: map[string]*placeEntry{}, byAdjective: map[string]*placeEntry{}, words: map[string]bool{}}
	enter := func(table map[string]*placeEntry, key string, e *placeEntry) {
		key = strings.ToLower(straight(key))
		if _, taken := table[key]; key != "" && !taken {
			table[key] = e
			first, _, _ := strings.Cut(key, " ")
			if !closedClass(first) && !adjectives[first] && first != "dead" || key == first && key != "no" {
				g.words[first] = true
			}
		}
	}
	for line := range dataLines(gazetteerFile) {
		f := append(strings.Split(line, "\t"), "", "", "")
		e := &placeEntry{kind: f[0], name: f[1]}
		enter(g.byName, e.name, e)
		for other := range strings.SplitSeq(f[2], "|") {
			enter(g.byName, other, e)
		}
		for adjective := range strings.SplitSeq(f[3], "|") {
			if adjective == "" {
				continue
			}
			e.adjectives = append(e.adjectives, adjective)
			enter(g.byAdjective, adjective, e)
			enter(g.byAdjective, adjective+"s", e)
		}
		if f[4] != "" {
			e.capitals = strings.Split(f[4], "|")
			for _, c := range e.capitals {
				enter(g.byName, c, &placeEntry{kind: "city", name: c, capitalOf: e})
			}
		}
	}
	return g
})

// known tells whether a place's name or adjective begins with a word.
func (g *gazetteer) known(low string) bool { return g.words[low] }

// place returns the place that a name is, or whose adjective it is.
func (g *gazetteer) place(text string) (e *placeEntry, adjective bool) {
	key := strings.TrimPrefix(strings.ToLower(straight(text)), "the ")
	if e := g.byName[key]; e != nil {
		return e, false
	}
	if e := g.byAdjective[key]; e != nil {
		return e, true
	}
	return nil, false
}
