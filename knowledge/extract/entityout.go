package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dragoman/knowledge"
)

// writer makes a draft of what was understood.
type writer struct {
	r       *reading
	kept    []bool   // entities that go into the draft
	ids     []string // by entity
	byID    map[string]int
	capital map[int]int // of countries
	remarks []knowledge.Remark
}

func newWriter(r *reading) *writer {
	w := &writer{r: r, kept: make([]bool, len(r.c.all)), ids: make([]string, len(r.c.all)),
		byID: map[string]int{}, capital: map[int]int{}}
	for _, m := range r.mentions {
		w.kept[m.entity] = w.kept[m.entity] || !r.c.all[m.entity].nameless
	}
	r.d.eachName(func(_ *paragraph, n *name) {
		if n.entity >= 0 {
			w.kept[n.entity] = true
		}
	})
	for _, by := range r.speaker {
		if by >= 0 {
			w.kept[by] = true
		}
	}
	for i := range r.c.all { // and all whom they refer to
		if w.kept[i] {
			w.keep(i)
		}
	}
	taken := map[string]int{} // how often an id was given
	for i, e := range r.c.all {
		if !w.kept[i] {
			continue
		}
		id := slug(e.name)
		if taken[id]++; taken[id] > 1 {
			id += "--" + strconv.Itoa(taken[id]) // no slug has two hyphens in a row
		}
		w.ids[i] = id
		w.byID[id] = i
		if e.parent >= 0 {
			w.capital[e.parent] = i
		}
	}
	return w
}

// keep keeps an entity and those that it refers to.
func (w *writer) keep(i int) {
	e := w.r.c.all[i]
	w.kept[i] = true
	refer := []int{e.side, e.parent}
	for _, r := range e.roles {
		refer = append(refer, r.of)
	}
	for _, j := range refer {
		if j >= 0 && !w.kept[j] {
			w.keep(j)
		}
	}
}

// maxSlug is the longest id made of a name, in bytes.
const maxSlug = 40

// slug makes an id of a name: small letters, digits and hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")) {
		if b.Len() >= maxSlug {
			break
		}
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case plainLetters[c] != 0:
			b.WriteByte(plainLetters[c])
		case c == '\'' || c == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "entity"
}

// plainLetters are letters with marks and the plain ones that stand for them in
// ids.
var plainLetters = func() map[rune]byte {
	table := map[rune]byte{}
	for plain, marked := range map[byte]string{
		'a': "áàâäãåāăą", 'c': "çćč", 'd': "ďđ", 'e': "éèêëēęě", 'g': "ğ", 'i': "íìîïīıį", 'l': "łľ", 'n': "ñńňņ",
		'o': "óòôöõøōő", 'r': "řŕ", 's': "śšşș", 't': "ťţț", 'u': "úùûüūůű", 'y': "ýÿ", 'z': "źżž",
	} {
		for _, c := range marked {
			table[c] = plain
		}
	}
	return table
}()

func (w *writer) id(i int) string {
	if i < 0 {
		return ""
	}
	return w.ids[i]
}

// entities returns the people first, then organisations, places and groups, as a
// file has them.
func (w *writer) entities() []knowledge.Entity {
	var out []knowledge.Entity
	for i, e := range w.r.c.all {
		if w.kept[i] {
			out = append(out, w.entity(i, e))
		}
	}
	slices.SortStableFunc(out, func(x, y knowledge.Entity) int { return int(x.Kind) - int(y.Kind) })
	return out
}

func (w *writer) entity(i int, e *entity) knowledge.Entity {
	x := knowledge.Entity{
		ID: w.ids[i], Kind: e.kind, Name: e.name, Short: e.short(), Pronoun: e.pronoun(), Side: w.id(e.side),
		Cites: slices.Clone(e.cites),
	}
	for _, a := range e.aliases {
		if clean(a) && a != x.Short {
			x.Aliases = append(x.Aliases, a)
		}
	}
	if x.Side == x.ID {
		x.Side = ""
	}
	if e.kind == knowledge.Organisation && e.side < 0 {
		x.Side = ""
	}
	for _, r := range e.roles {
		x.Roles = append(x.Roles, knowledge.Role{Title: r.title, Of: w.id(r.of), Cites: []int{r.cite}})
	}
	if e.is != "" {
		x.Is = e.is
		if !slices.Contains(x.Cites, e.isAt) {
			x.Cites = append(x.Cites, e.isAt)
			slices.Sort(x.Cites)
		}
	}
	if e.kind == knowledge.Place {
		w.fillPlace(&x, i, e)
	}
	return x
}

// fillPlace fills in what the gazetteer knows of a place.
func (w *writer) fillPlace(x *knowledge.Entity, i int, e *entity) {
	x.PlaceKind = "region"
	if e.place == nil {
		if !strings.Contains(e.name, " ") {
			x.PlaceKind = "city"
		}
		return
	}
	x.PlaceKind = e.place.kind
	for _, a := range e.place.adjectives {
		if !slices.Contains(x.Adjectives, a) {
			x.Adjectives = append(x.Adjectives, a)
		}
		if s := a + "s"; len(a) > 2 && !hasAnySuffix(a, "s", "sh", "ch", "ese", ".") && !slices.Contains(x.Adjectives, s) {
			x.Adjectives = append(x.Adjectives, s)
		}
	}
	if j, ok := w.capital[i]; ok {
		x.Capital = w.ids[j]
	}
}

// clean tells whether a text may stand in a story file.
func clean(text string) bool {
	return strings.TrimSpace(text) != "" && !strings.ContainsFunc(text, unicode.IsControl)
}
