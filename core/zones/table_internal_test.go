package zones

import (
	"archive/zip"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Each name of the database that comes with Go is found by itself, and what it
// stands for loads and needs no other name.
func TestNamesOfTheDatabase(t *testing.T) {
	for _, name := range databaseNames(t) {
		if name == "Factory" {
			continue // the zone of a computer that has none
		}
		for _, query := range []string{name, strings.ToLower(name), strings.ToUpper(name), " " + strings.ReplaceAll(name, "_", " ") + " "} {
			zone, ok := Find(query)
			if !ok {
				t.Errorf("%q is not found", query)
			}
			if again, ok := Find(zone); !ok || again != zone {
				t.Errorf("%q becomes %q, which becomes %q", query, zone, again)
			}
		}
		zone, _ := Find(name)
		sameClock(t, name, zone)
	}
}

// databaseNames are those of the database that comes with Go, or, where the go
// command is not at hand, those of zones.txt.
func databaseNames(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return slices.Collect(maps.Values(table().names))
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, f := range archive.File {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	if len(names) < 590 {
		t.Fatalf("only %d names", len(names))
	}
	return names
}

// sameClock checks that an old name and the one to keep show the same time, now
// and in half a year.
func sameClock(t *testing.T, old, kept string) {
	t.Helper()
	a, err := time.LoadLocation(old)
	if err != nil {
		t.Error(err)
		return
	}
	b, err := time.LoadLocation(kept)
	if err != nil {
		t.Error(err)
		return
	}
	if old == "EST" || old == "MST" {
		return // what readers mean by them has summer time
	}
	for _, month := range []time.Month{time.January, time.July} {
		at := time.Date(2026, month, 1, 12, 0, 0, 0, time.UTC)
		_, x := at.In(a).Zone()
		_, y := at.In(b).Zone()
		if x != y {
			t.Errorf("%s is %d s from UTC, %s is %d", old, x, kept, y)
		}
	}
}

func TestTables(t *testing.T) {
	tab := table()
	kept := make(map[string]bool)
	for _, name := range tab.names {
		kept[name] = true
	}
	check := func(what, zone string) {
		t.Helper()
		if !kept[zone] {
			t.Errorf("%s: %q is no zone to keep", what, zone)
		}
		if _, err := time.LoadLocation(zone); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i, p := range tab.places {
		check(p.city, p.zone)
		if p.country != "" && tab.countries[p.country].name == "" {
			t.Errorf("%s: no country %q", p.city, p.country)
		}
		if i > 0 && p.people > tab.places[i-1].people {
			t.Errorf("%s is bigger than the one before", p.city)
		}
		if p.people > 0 && len(tab.byName[key(p.city)]) == 0 {
			t.Errorf("%s is not found", p.city)
		}
	}
	for k, zone := range tab.abbreviations {
		check(k, zone)
	}
	for zone := range kept {
		if _, ok := tab.homes[zone]; !ok {
			t.Errorf("%s has no place", zone)
		}
	}
	for code, c := range tab.countries {
		for _, zone := range c.zones {
			check(code, zone)
		}
		if len(c.zones) == 0 && code != "AQ" {
			t.Errorf("%s has no zone", code)
		}
	}
	for locale, codes := range tab.locales {
		for _, code := range codes {
			if len(tab.countries[code].zones) == 0 {
				t.Errorf("%s: no country %q", locale, code)
			}
		}
	}
}

// A name of a country and of a city elsewhere would hide the country.
func TestNoCityHidesACountry(t *testing.T) {
	tab := table()
	for k, code := range tab.codes {
		at := tab.byName[k]
		if len(at) == 0 {
			continue
		}
		if p := tab.places[at[0]]; p.country != code && len(tab.countries[code].zones) > 0 && tab.countries[code].zones[0] != p.zone {
			t.Errorf("%q is %s in %s, and a name of %s", k, p.city, p.zone, code)
		}
	}
}

func TestOneEdit(t *testing.T) {
	for _, tt := range []struct {
		typed, name  string
		whole, start bool
	}{
		{"warsow", "warsaw", true, true},
		{"wrasaw", "warsaw", true, true},
		{"warsaww", "warsaw", true, true},
		{"warsa", "warsaw", true, true},
		{"arsaw", "warsaw", true, true},
		{"wars0", "warsaw", false, true},
		{"wwarsa", "warsaw", false, true},
		{"wrasow", "warsaw", false, false},
		{"киівв", "киів", true, true},
		{"кыів", "киів", true, true},
		{"икив", "киів", false, false},
		{"икїв", "київ", true, true},
		{"", "", false, false},
		{"a", "", true, true},
		{"", "a", true, true},
	} {
		if got := oneEdit(tt.typed, tt.name, equal); got != tt.whole {
			t.Errorf("%q, %q: %v", tt.typed, tt.name, got)
		}
		if got := oneEdit(tt.typed, tt.name, startOf); got != tt.start {
			t.Errorf("%q begins %q: %v", tt.typed, tt.name, got)
		}
	}
}
