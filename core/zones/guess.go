package zones

import (
	"slices"
	"strings"
)

// Guess returns the zones where a reader probably lives who uses a locale of
// BCP 47, such as "pl", "en-US" or "pt_BR", the likeliest first: those of its
// country, or else the main one of each country where most of those live who speak
// its language, and then the others of the first of these. The last one is always
// UTC, and for what is no locale the only one.
func Guess(locale string) []string {
	if len(locale) > MaxQuery {
		return []string{"UTC"}
	}
	t := table()
	subtags := strings.FieldsFunc(strings.ToLower(locale), func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == '@' })
	if len(subtags) == 0 {
		return []string{"UTC"}
	}
	countries := t.locales[subtags[0]]
	for _, s := range subtags[1:] {
		if len(s) == 1 {
			break // an extension
		}
		if list, ok := t.locales[subtags[0]+"-"+s]; ok {
			countries = list
		}
		if code := strings.ToUpper(s); len(t.countries[code].zones) > 0 {
			countries = []string{code}
			break
		}
	}
	var zones []string
	add := func(list []string) {
		for _, zone := range list {
			if !slices.Contains(zones, zone) {
				zones = append(zones, zone)
			}
		}
	}
	for _, code := range countries {
		list := t.countries[code].zones
		add(list[:min(1, len(list))])
	}
	if len(countries) > 0 {
		add(t.countries[countries[0]].zones)
	}
	return append(zones, "UTC")
}
