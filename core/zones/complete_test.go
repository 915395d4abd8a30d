package zones_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/core/zones"
)

func cities(list []zones.Suggestion) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.City)
	}
	return out
}

// The first suggestions, in their order.
func TestComplete(t *testing.T) {
	for typed, want := range map[string][]string{
		"war":           {"Warsaw"},
		"WARS":          {"Warsaw"},
		"San":           {"San Francisco", "San Diego", "San Antonio"},
		"new":           {"New York", "New Orleans"},
		"york":          {"New York"},
		"london":        {"London"},
		"la":            {"Los Angeles"},
		"par":           {"Paris"},
		"mos":           {"Moscow", "Mosul"},
		"моск":          {"Moscow"},
		"münc":          {"Munich"},
		"kie":           {"Kyiv"},
		"st pet":        {"Saint Petersburg"},
		"saint-p":       {"Saint Petersburg", "Minneapolis"}, // Minneapolis and Saint Paul
		"poland":        {"Warsaw", "Kraków"},
		"polan":         {"Warsaw", "Kraków"},
		"usa":           {"New York", "Los Angeles", "Chicago", "Phoenix"},
		"europe/w":      {"Warsaw"},
		"europe/warsaw": {"Warsaw"},
		"Europe/Kiev":   {"Kyiv"},
		"in":            {"Indore", "Incheon", "Indianapolis"},
		"am":            {"Amman", "Amsterdam"},
		"america/new":   {"New York"},
		"ukr":           {"Kyiv", "Kharkiv"},
		"utc+2":         {"UTC+2"},
		"utc":           {"UTC"},
		"pst":           {"Los Angeles"},
		"warsow":        {"Warsaw"},
		"istanbl":       {"Istanbul"},
		"xxxxx":         nil,
		"!":             nil,
		"":              {"Tokyo", "Delhi", "Shanghai", "Dhaka", "São Paulo"},
	} {
		got := cities(zones.Complete(typed, max(1, len(want))))
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestCompleteBounds(t *testing.T) {
	if got := zones.Complete("a", 0); got != nil {
		t.Errorf("none: %v", got)
	}
	if got := zones.Complete("a", -1); got != nil {
		t.Errorf("less than none: %v", got)
	}
	if got := zones.Complete("a", 1<<30); len(got) != zones.MaxComplete {
		t.Errorf("all: %d", len(got))
	}
	if got := zones.Complete(strings.Repeat("a", 1<<20), 5); got != nil {
		t.Errorf("long: %v", got)
	}
	for _, typed := range []string{"s", "san", "america", "usa", ""} {
		list := zones.Complete(typed, 100)
		for i, s := range list {
			if slices.Contains(list[:i], s) {
				t.Errorf("%q: %+v twice", typed, s)
			}
		}
	}
}

func TestGuess(t *testing.T) {
	for locale, want := range map[string]string{
		"pl":                     "Europe/Warsaw UTC",
		"pl-PL":                  "Europe/Warsaw UTC",
		"pl_PL.UTF-8":            "Europe/Warsaw UTC",
		"en-US":                  "America/New_York America/Chicago America/Los_Angeles America/Denver America/Phoenix America/Anchorage Pacific/Honolulu UTC",
		"en-GB":                  "Europe/London UTC",
		"de":                     "Europe/Berlin Europe/Vienna Europe/Zurich UTC",
		"de-AT":                  "Europe/Vienna UTC",
		"es-ES":                  "Europe/Madrid UTC",
		"es-419":                 "America/Mexico_City America/Bogota America/Argentina/Buenos_Aires America/Lima America/Caracas America/Santiago America/Guayaquil America/Guatemala America/Monterrey America/Tijuana America/Cancun America/Hermosillo America/Ciudad_Juarez America/Chihuahua America/Merida America/Mazatlan UTC",
		"uk":                     "Europe/Kyiv UTC",
		"tr":                     "Europe/Istanbul UTC",
		"pt-pt":                  "Europe/Lisbon UTC",
		"zh-Hant-HK":             "Asia/Hong_Kong UTC",
		"zh-hant":                "Asia/Taipei Asia/Hong_Kong UTC",
		"sr-Latn":                "Europe/Belgrade UTC",
		"en-GB-u-ca-gregory":     "Europe/London UTC",
		"fr-x-pl":                "Europe/Paris Europe/Brussels America/Toronto Europe/Zurich Africa/Abidjan Africa/Dakar Africa/Kinshasa UTC",
		"xx":                     "UTC",
		"xx-PL":                  "Europe/Warsaw UTC",
		"":                       "UTC",
		"-":                      "UTC",
		"en-AQ":                  "America/New_York Europe/London Asia/Kolkata America/Toronto Australia/Sydney Africa/Lagos Africa/Johannesburg Europe/Dublin America/Chicago America/Los_Angeles America/Denver America/Phoenix America/Anchorage Pacific/Honolulu UTC",
		strings.Repeat("a", 1e6): "UTC",
	} {
		if got := strings.Join(zones.Guess(locale), " "); got != want {
			t.Errorf("%.40q: got %s", locale, got)
		}
	}
	for locale, first := range map[string]string{"en": "America/New_York", "fr": "Europe/Paris", "ru": "Europe/Moscow", "ar": "Africa/Cairo", "es": "Europe/Madrid", "pt-BR": "America/Sao_Paulo", "pt": "America/Sao_Paulo"} {
		if got := zones.Guess(locale); got[0] != first {
			t.Errorf("%s: got %q", locale, got)
		}
	}
}

func BenchmarkComplete(b *testing.B) {
	zones.Complete("a", 1)
	for _, typed := range []string{"s", "san", "warsow", "qqqqqqqq", "usa", "america"} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				zones.Complete(typed, 25)
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	zones.Find("a")
	for _, query := range []string{"Warsaw", "europe/kiev", "UTC+2", "Warsww"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				zones.Find(query)
			}
		})
	}
}
