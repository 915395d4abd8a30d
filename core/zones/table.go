package zones

import (
	"cmp"
	_ "embed"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	_ "time/tzdata" // zones load where the system has none, as in an empty container
)

//go:embed zones.txt
var zonesFile string

//go:embed cities.txt
var citiesFile string

//go:embed countries.txt
var countriesFile string

//go:embed abbreviations.txt
var abbreviationsFile string

//go:embed locales.txt
var localesFile string

// place is a city, or what else a zone is found by.
type place struct {
	city, zone, country string // country is a code
	people              int    // only ranks
	leads               bool   // the biggest in one of the zones of its country
}

// country is one of countries.txt.
type country struct {
	name  string
	zones []string
}

// entry is a way to find a place or a country by the beginning of a word: a
// name from there to its end.
type entry struct {
	rest  string
	name  int32  // how long the whole name is
	place int32  // by its index, -1 for a country
	code  string // of a country
	other bool   // not the name that is shown
	path  bool   // a name of the tz database
}

// whole tells whether an entry is a name from its beginning.
func (e entry) whole() bool { return int(e.name) == len(e.rest) }

// tables is what the files hold, arranged for finding.
type tables struct {
	names         map[string]string // lower case, to the name to keep
	abbreviations map[string]string // key to zone
	places        []place           // the biggest first
	homes         map[string]int    // zone to the place that it is named after
	byName        map[string][]int  // key to places, the biggest first
	states        map[string][]int  // the same for names that count after a comma only
	countries     map[string]country
	codes         map[string]string // key of a country's name to its code
	locales       map[string][]string
	inCountry     map[string][]int // code to places, the biggest first
	entries       []entry          // sorted by rest
	wholes        []entry          // those that are whole names, the longest last
}

var table = sync.OnceValue(func() *tables {
	t := &tables{
		names:         make(map[string]string, 600),
		abbreviations: make(map[string]string, 100),
		homes:         make(map[string]int, 500),
		byName:        make(map[string][]int, 4000),
		states:        make(map[string][]int, 100),
		countries:     make(map[string]country, 260),
		codes:         make(map[string]string, 1500),
		locales:       make(map[string][]string, 100),
		inCountry:     make(map[string][]int, 260),
	}
	t.readCountries()
	t.readCities()
	t.readZones()
	for f := range lines(abbreviationsFile) {
		t.abbreviations[key(f[0])] = f[1]
	}
	for f := range lines(localesFile) {
		t.locales[f[0]] = strings.Fields(f[1])
	}
	slices.SortFunc(t.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.rest, b.rest), cmp.Compare(a.name, b.name), cmp.Compare(a.place, b.place))
	})
	for _, e := range t.entries {
		if e.whole() && !e.path {
			t.wholes = append(t.wholes, e)
		}
	}
	slices.SortStableFunc(t.wholes, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	return t
})

func (t *tables) readCountries() {
	for f := range lines(countriesFile) {
		t.countries[f[0]] = country{f[1], list(f[2])}
		for _, name := range append(list(f[3]), f[1]) {
			k := key(name)
			t.codes[k] = f[0]
			t.enter(k, entry{place: -1, code: f[0]})
		}
	}
}

func (t *tables) readCities() {
	led := make(map[[2]string]bool)
	for f := range lines(citiesFile) {
		people, _ := strconv.Atoi(f[0])
		in := [2]string{f[2], f[3]}
		leads := !led[in] && slices.Contains(t.countries[f[2]].zones, f[3])
		led[in] = true
		at := t.add(place{f[1], f[3], f[2], people, leads})
		for _, name := range append([]string{f[1]}, list(f[4])...) {
			if state, ok := strings.CutPrefix(name, "+"); ok {
				t.states[key(state)] = append(t.states[key(state)], at)
			} else {
				t.call(at, key(name))
			}
		}
	}
}

// readZones comes after the cities: most zones are named after one of them,
// and those that are not get a place of their own.
func (t *tables) readZones() {
	var others [][]string
	for f := range lines(zonesFile) {
		name := f[0]
		if f[1] == "=" {
			others = append(others, f)
			continue
		}
		t.names[strings.ToLower(name)] = name
		at := t.home(name, strings.TrimPrefix(f[1], "-"))
		t.homes[name] = at
		if area, _, ok := cutLast(name); ok && area != "Etc" {
			t.path(at, name)
		}
	}
	for _, f := range others {
		t.names[strings.ToLower(f[0])] = f[2]
		area, last, ok := cutLast(f[0])
		if !ok || area == "Etc" {
			continue
		}
		t.path(t.homes[f[2]], f[0])
		if _, taken := t.codes[key(last)]; continents[area] && !taken {
			t.call(t.homes[f[2]], key(last))
		}
	}
}

// continents are the areas whose names end in a city; those of countries, as in
// US/Eastern, do not.
var continents = map[string]bool{"Africa": true, "America": true, "Asia": true, "Atlantic": true, "Europe": true, "Pacific": true}

// home is the place that a zone is named after.
func (t *tables) home(zone, code string) int {
	if offset, ok := offsetName(zone); ok {
		return t.add(place{city: offset, zone: zone})
	}
	_, city, ok := cutLast(zone)
	if !ok {
		return t.add(place{city: zone, zone: zone, country: code})
	}
	for _, at := range t.byName[key(city)] {
		if t.places[at].zone == zone {
			return at
		}
	}
	at := t.add(place{city: strings.ReplaceAll(city, "_", " "), zone: zone, country: code})
	t.call(at, key(city))
	return at
}

// cutLast cuts a name of the database before its last part.
func cutLast(zone string) (area, last string, ok bool) {
	i := strings.LastIndexByte(zone, '/')
	return zone[:max(i, 0)], zone[i+1:], i >= 0
}

func (t *tables) add(p place) int {
	t.places = append(t.places, p)
	at := len(t.places) - 1
	t.inCountry[p.country] = append(t.inCountry[p.country], at)
	return at
}

// call gives a place a name.
func (t *tables) call(at int, k string) {
	if slices.Contains(t.byName[k], at) {
		return
	}
	t.byName[k] = append(t.byName[k], at)
	t.enter(k, entry{place: int32(at), other: k != key(t.places[at].city)})
}

// path lets a place be found by the beginning of a name of the database. The
// whole names are in names.
func (t *tables) path(at int, zone string) {
	k := key(zone)
	t.entries = append(t.entries, entry{rest: k, name: int32(len(k)), place: int32(at), path: true})
}

// enter adds an entry for each word of a name.
func (t *tables) enter(k string, e entry) {
	e.name = int32(len(k))
	for e.rest = k; e.rest != ""; _, e.rest, _ = strings.Cut(e.rest, " ") {
		t.entries = append(t.entries, e)
	}
}

// lines yields the fields of the lines of a file that are neither blank nor
// comments, five of them, empty where the line has fewer.
func lines(file string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			fields := append(strings.Split(line, "\t"), "", "", "", "")
			if !yield(fields[:5]) {
				return
			}
		}
	}
}

// list splits a comma-separated list.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
