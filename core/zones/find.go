package zones

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Find returns the zone that a reader means. It knows, in this order:
//
//   - names of the tz database in any case, also with spaces: old ones and
//     short ones become the one to keep, "Europe/Kiev" is Europe/Kyiv;
//   - short names where only one zone is meant by them: "CET", "PST", "MSK",
//     "Eastern time". They stand for places with their summer time;
//   - offsets, "UTC+2", which is Etc/GMT-2, "+05:30";
//   - cities, also in other languages, and countries where one clock holds for
//     nearly all ("Poland", but not "Canada");
//   - a place and a country or state after a comma, "Paris, TX", of which it needs
//     to know only one; without the comma it needs to know both, "London UK";
//   - the names of cities and countries of six letters or more with one letter
//     wrong, missing, needless, or two swapped, if all that fit have one zone.
//
// ok is false for everything else.
func Find(query string) (zone string, ok bool) {
	t := table()
	if zone, ok = t.formal(query); ok {
		return zone, true
	}
	k := key(query)
	if k == "" {
		return "", false
	}
	if zone, ok = t.named(k); ok {
		return zone, true
	}
	for _, suffix := range []string{" time", " timezone", " time zone"} {
		if place, found := strings.CutSuffix(k, suffix); found {
			if zone, ok = t.abbreviations[place]; ok {
				return zone, true
			}
			if zone, ok = t.named(place); ok {
				return zone, true
			}
		}
	}
	if i := strings.LastIndexByte(query, ','); i >= 0 {
		return t.within(key(query[:i]), key(query[i+1:]))
	}
	for i, c := range k {
		if c != ' ' {
			continue
		}
		if zone, ok = t.both(k[:i], k[i+1:]); ok {
			return zone, true
		}
	}
	return t.misspelt(k)
}

// formal finds names of the database, short names and offsets.
func (t *tables) formal(query string) (zone string, ok bool) {
	if len(query) > MaxQuery {
		return "", false
	}
	name := strings.Join(strings.Fields(strings.ToLower(query)), "_")
	if zone, ok = t.abbreviations[key(query)]; ok && !strings.Contains(name, "/") && !strings.ContainsAny(name, "+-") {
		return zone, true
	}
	// "GMT+2" is no name of the database, and GMT+0 that of what it says.
	if zone, ok = t.names[name]; ok {
		return zone, true
	}
	return offset(query)
}

// named finds cities and countries.
func (t *tables) named(k string) (zone string, ok bool) {
	if at := t.byName[k]; len(at) > 0 {
		return t.places[at[0]].zone, true
	}
	if code, known := t.codes[k]; known {
		return one(t.countries[code].zones)
	}
	return "", false
}

func one(zones []string) (zone string, ok bool) {
	if len(zones) != 1 {
		return "", false
	}
	return zones[0], true
}

// both finds a city that is in a country or in the zone of a state.
func (t *tables) both(city, region string) (zone string, ok bool) {
	code, isCountry := t.country(region)
	for _, at := range t.byName[city] {
		p := t.places[at]
		if isCountry && p.country == code {
			return p.zone, true
		}
		for _, state := range t.regions(region) {
			if s := t.places[state]; s.zone == p.zone && s.country == p.country {
				return p.zone, true
			}
		}
	}
	return "", false
}

// within finds the same, and for a city that it does not know the zone of the
// country or state.
func (t *tables) within(city, region string) (zone string, ok bool) {
	if zone, ok = t.both(city, region); ok {
		return zone, true
	}
	if states := t.regions(region); len(states) > 0 {
		return t.places[states[0]].zone, true
	}
	if code, isCountry := t.country(region); isCountry {
		return one(t.countries[code].zones)
	}
	return "", false
}

// country finds the code of a country by its name or by itself.
func (t *tables) country(k string) (code string, ok bool) {
	if code, ok = t.codes[k]; ok {
		return code, true
	}
	code = strings.ToUpper(k)
	_, ok = t.countries[code]
	return code, ok
}

// regions are the states of a name, those first that are called so only after a
// comma.
func (t *tables) regions(k string) []int { return slices.Concat(t.states[k], t.byName[k]) }

// minFind is the length of the shortest name that is found with an error in it.
// It is longer than that for completing, where the reader sees what is found.
const minFind = 6

// misspelt finds a city or country with one error, unless there are several
// that fit and are in different zones.
func (t *tables) misspelt(k string) (zone string, ok bool) {
	if utf8.RuneCountInString(k) < minFind {
		return "", false
	}
	for _, e := range t.atLeast(len(k) - utf8.UTFMax) {
		if int(e.name) > len(k)+utf8.UTFMax {
			break
		}
		if !oneEdit(k, e.rest, equal) {
			continue
		}
		found, single := "", true
		if e.place >= 0 {
			found = t.places[e.place].zone
		} else {
			found, single = one(t.countries[e.code].zones)
		}
		if !single || zone != "" && zone != found {
			return "", false
		}
		zone = found
	}
	return zone, zone != ""
}

// Of returns what to call a zone: the city that it is named after and its
// country, or for an offset how readers write it, as in "UTC+2". ok is false for
// what is no name of the tz database.
func Of(zone string) (s Suggestion, ok bool) {
	t := table()
	if len(zone) > MaxQuery {
		return s, false
	}
	at, ok := t.homes[t.names[strings.ToLower(zone)]]
	if !ok {
		return s, false
	}
	return t.suggestion(at), true
}
