package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldName makes names that differ in case, apostrophes, spaces or "the" the same.
func foldName(name string) string {
	name = strings.ToLower(straight(strings.Join(strings.Fields(name), " ")))
	return strings.TrimPrefix(name, "the ")
}

// nameTable finds entities by name.
type nameTable struct {
	full  map[string][]int
	other map[string][]int // short names and aliases
}

func (t *nameTable) enter(e *Entity, i int) {
	post := func(table map[string][]int, name string) {
		if k := foldName(name); k != "" && !slices.Contains(table[k], i) {
			table[k] = append(table[k], i)
		}
	}
	post(t.full, e.Name)
	for _, name := range append([]string{e.Short}, e.Aliases...) {
		post(t.other, name)
	}
}

// bearer returns whom a name means: by full name before all others, and among several
// the one of a kind. Without one, or with several, i is -1 and found tells how many.
func (m *merge) bearer(name string, kind EntityKind) (i, found int) {
	for _, table := range []map[string][]int{m.names.full, m.names.other} {
		var all, ofKind []int
		for _, j := range table[foldName(name)] {
			if m.gone[j] {
				continue
			}
			all = append(all, j)
			if m.d.Entities[j].Kind == kind {
				ofKind = append(ofKind, j)
			}
		}
		switch {
		case len(all) == 1:
			return all[0], 1
		case len(ofKind) == 1:
			return ofKind[0], 1
		case len(all) > 1:
			return -1, len(all)
		}
	}
	return -1, 0
}

// who returns whom a name means. Without one it warns and returns -1.
func (m *merge) who(n named, kind EntityKind) int {
	i, found := m.bearer(n.name, kind)
	switch {
	case found > 1:
		m.warn(n.at, "write the name in full", "%d in the story are called %q", found, n.name)
	case found == 0:
		advice := "leave it out, or write a name that the articles have now"
		if near := m.nearName(n.name); near != "" {
			advice = fmt.Sprintf("write %q", near)
		}
		m.warn(n.at, advice, "nobody and nothing in the story is called %q", n.name)
	}
	return i
}

// maxGuesses is how many warnings look for a name that is meant.
const maxGuesses = 50

// nearName returns the name that is most like one, or "".
func (m *merge) nearName(name string) string {
	if len(m.warnings) >= maxGuesses {
		return ""
	}
	var all []string
	for i, e := range m.d.Entities {
		if !m.gone[i] {
			all = append(all, e.Name)
		}
	}
	return Closest(name, all)
}

// isNoName tells whether the articles have a name that the program does not take for
// one.
func (m *merge) isNoName(n named, kind EntityKind) bool {
	_, found := m.bearer(n.name, kind)
	return found == 0 && len(m.find.with(newStretch(withoutThe(n.name), n.at))) > 0
}

// newID makes an id of a name that no entity has.
func (m *merge) newID(name string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(strings.ToLower(withoutThe(name))) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case unicode.IsMark(c), c == '\'', c == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	base := cmp.Or(strings.Trim(b.String(), "-"), "entity")
	id := base
	for n := 2; slices.ContainsFunc(m.d.Entities, func(e Entity) bool { return e.ID == id }); n++ {
		id = base + "--" + strconv.Itoa(n)
	}
	return id
}
