package zones_test

import (
	"strings"
	"testing"

	"dragoman/core/zones"
)

func TestFind(t *testing.T) {
	for query, want := range map[string]string{
		// names of the database
		"europe/warsaw": "Europe/Warsaw", "EUROPE/KIEV": "Europe/Kyiv", "Europe/Kyiv": "Europe/Kyiv",
		"Asia/Calcutta": "Asia/Kolkata", "America/New York": "America/New_York", "us/eastern": "America/New_York",
		"America/Buenos_Aires": "America/Argentina/Buenos_Aires", "Europe/Oslo": "Europe/Oslo", "Etc/GMT-2": "Etc/GMT-2",
		// short names and offsets
		"CET": "Europe/Brussels", "utc": "UTC", "GMT": "Etc/GMT", "PST": "America/Los_Angeles", "msk": "Europe/Moscow",
		"EST": "America/New_York", "Eastern time": "America/New_York", "Central European Time": "Europe/Brussels",
		"UTC+2": "Etc/GMT-2", "utc +02:00": "Etc/GMT-2", "GMT-5": "Etc/GMT+5", "+14": "Etc/GMT-14", "-0930": "Pacific/Marquesas",
		"UTC+5:30": "Asia/Kolkata", "UTC\u22123": "Etc/GMT+3", "+0": "UTC", "UTC-12": "Etc/GMT+12", "gmt+0": "Etc/GMT",
		// cities
		"Warsaw": "Europe/Warsaw", "  warsaw ": "Europe/Warsaw", "Warsaw time": "Europe/Warsaw", "NYC": "America/New_York",
		"Kiev": "Europe/Kyiv", "Kyiv": "Europe/Kyiv", "São Paulo": "America/Sao_Paulo", "sao paulo": "America/Sao_Paulo",
		"Saint Petersburg": "Europe/Moscow", "St. Petersburg": "Europe/Moscow", "Mumbai": "Asia/Kolkata", "LA": "America/Los_Angeles",
		"L.A.": "America/Los_Angeles", "Washington, D.C.": "America/New_York", "Xi’an": "Asia/Shanghai", "St Louis": "America/Chicago",
		"the hague": "Europe/Amsterdam", "Texas": "America/Chicago", "san francisco": "America/Los_Angeles",
		// other languages
		"Warszawa": "Europe/Warsaw", "Київ": "Europe/Kyiv", "КИЕВ": "Europe/Kyiv", "Москва": "Europe/Moscow", "München": "Europe/Berlin",
		"Muenchen": "Europe/Berlin", "İSTANBUL": "Europe/Istanbul", "القاهرة": "Africa/Cairo", "東京": "Asia/Tokyo", "Łódź": "Europe/Warsaw",
		"Санкт-Петербург": "Europe/Moscow", "مصر": "Africa/Cairo", "Αθήνα": "Europe/Athens",
		// countries
		"Poland": "Europe/Warsaw", "polska": "Europe/Warsaw", "Germany": "Europe/Berlin", "UK": "Europe/London", "Spain": "Europe/Madrid",
		"China": "Asia/Shanghai", "Україна": "Europe/Kyiv", "Türkiye": "Europe/Istanbul", "Georgia": "Asia/Tbilisi",
		// with a country or state
		"Warsaw, Poland": "Europe/Warsaw", "Radom, Poland": "Europe/Warsaw", "Austin, TX": "America/Chicago", "Paris, TX": "America/Chicago",
		"Seattle, Washington": "America/Los_Angeles", "Atlanta, Georgia": "America/New_York", "London, Ontario": "America/Toronto",
		"London, GB": "Europe/London", "Portland, ME": "America/New_York", "Portland, Oregon": "America/Los_Angeles", "Los Angeles, CA": "America/Los_Angeles",
		"Toronto, CA": "America/Toronto", "Valencia, Venezuela": "America/Caracas", "Moscow, Idaho": "America/Boise", "Birmingham, AL": "America/Chicago",
		"Paris France": "Europe/Paris", "london uk": "Europe/London", "Austin TX": "America/Chicago",
		// with an error
		"Warsww": "Europe/Warsaw", "Singapre": "Asia/Singapore", "Barcelnoa": "Europe/Madrid", "Филаделфия": "America/New_York",
	} {
		if got, ok := zones.Find(query); got != want || !ok {
			t.Errorf("%q: got %q, %v, want %q", query, got, ok, want)
		}
	}
}

func TestFindNothing(t *testing.T) {
	for _, query := range []string{
		"", " ", ",", ", ,", "!!!", "Atlantis", "Canada", "USA", "Russia", "Nowhere, Canada", "Nowhere, Nowhere",
		"UTC+15", "UTC-13", "UTC+2:30", "UTC+2:60", "UTC+", "+", "-", "+-2", "UTC+123456789", "GMT+99999999999999999999", "+2a", "+2:3", "+1:234",
		"Factory", "Local", "../etc/passwd", "right/Europe/Warsaw", "IST", "8:30", "wars", "Warwas", "Paris Nowhere", "Nowhere Poland",
		strings.Repeat("Warsaw ", 1000), strings.Repeat(",", 200), "\xff\xfe", "\x00",
	} {
		if got, ok := zones.Find(query); ok || got != "" {
			t.Errorf("%q: got %q", query, got)
		}
	}
}

func TestOf(t *testing.T) {
	for _, tt := range []struct{ zone, city, country string }{
		{"Europe/Warsaw", "Warsaw", "Poland"},
		{"Asia/Kolkata", "Kolkata", "India"},
		{"Europe/Kiev", "Kyiv", "Ukraine"},
		{"America/Argentina/Buenos_Aires", "Buenos Aires", "Argentina"},
		{"America/Indiana/Tell_City", "Tell City", "United States"},
		{"Asia/Ho_Chi_Minh", "Ho Chi Minh City", "Vietnam"},
		{"Etc/GMT-2", "UTC+2", ""},
		{"Etc/GMT", "GMT", ""},
		{"UTC", "UTC", ""},
	} {
		got, ok := zones.Of(tt.zone)
		if !ok || got.City != tt.city || got.Country != tt.country {
			t.Errorf("%s: got %+v, %v", tt.zone, got, ok)
		}
	}
	for _, zone := range []string{"", "Warsaw", "Europe/Atlantis", strings.Repeat("x", 1<<20)} {
		if got, ok := zones.Of(zone); ok {
			t.Errorf("%.20q: got %+v", zone, got)
		}
	}
}

// FuzzFind holds Find and Complete to zones that have a place.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "Warsaw", "UTC+2", "Київ", "Paris, TX", "İ", "europe/kiev", "+05:30", "\xff,\xff", "Eastern time", "san ", "warsww"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		zone, ok := zones.Find(query)
		if ok != (zone != "") {
			t.Fatalf("%q, %v", zone, ok)
		}
		if ok {
			kept, known := zones.Of(zone)
			if !known || kept.Zone != zone {
				t.Errorf("%q is %q, and that %+v", query, zone, kept)
			}
		}
		list := zones.Complete(query, 25)
		if len(list) > 25 {
			t.Errorf("%d suggestions", len(list))
		}
		for _, s := range list {
			if _, known := zones.Of(s.Zone); !known || s.City == "" {
				t.Errorf("%q suggests %+v", query, s)
			}
		}
		for _, zone := range zones.Guess(query) {
			if _, known := zones.Of(zone); !known {
				t.Errorf("%q lets guess %q", query, zone)
			}
		}
	})
}
