package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"dragoman/core/text"
)

//go:embed names.txt
var namesFile string

// Name is somebody or something of the wider world.
type Name struct {
	Kind string // "country", "city", "person", "org", ...
	Name string // as to be written: "Emmanuel Macron"
}

type nameTable struct {
	byAlias map[string]Name
	nations map[string]string   // folded country or demonym -> the country
	bodies  map[string][]string // organisation -> its other names
	longest Lengths
}

var names = sync.OnceValue(func() nameTable {
	t := nameTable{byAlias: make(map[string]Name, 6000), nations: make(map[string]string, 1000), bodies: make(map[string][]string), longest: make(Lengths, 6000)}
	for line := range lines(namesFile) {
		fields := strings.Split(line, "\t")
		if len(fields) < 2 {
			continue
		}
		n := Name{Kind: fields[0], Name: fields[1]}
		aliases := []string{fields[1]}
		if len(fields) > 2 {
			aliases = append(aliases, list(fields[2])...)
		}
		switch {
		case n.Kind == "org":
			t.bodies[n.Name] = aliases[1:]
		case n.Kind == "country":
			for _, a := range aliases {
				t.nations[text.Fold(a)] = n.Name
			}
		case n.Kind == "demonym" && len(aliases) > 1:
			country := aliases[1]
			if c, ok := t.nations[text.Fold(country)]; ok {
				country = c
			}
			t.nations[text.Fold(n.Name)] = country
		}
		for _, a := range aliases {
			key := strings.TrimPrefix(text.Fold(a), "the ")
			if _, taken := t.byAlias[key]; taken || key == "" {
				continue
			}
			t.byAlias[key] = n
			t.longest.Add(key)
		}
	}
	return t
})

// LookupName returns the name that a folded phrase stands for.
func LookupName(folded string) (Name, bool) {
	n, ok := names().byAlias[folded]
	return n, ok
}

// OtherNames returns what an organisation of the wider world is called as well: "EU" for
// the European Union.
func OtherNames(organisation Name) []string { return names().bodies[organisation.Name] }

// Nation returns the country that a folded name of a country or of its people
// stands for: "Peru" for "peru" and "peruvian".
func Nation(folded string) (string, bool) {
	n, ok := names().nations[folded]
	return n, ok
}

// LongestName is the number of words of the longest name that begins with a
// word, 0 for none.
func LongestName(first string) int { return names().longest[first] }
