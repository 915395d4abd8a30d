package phrases_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"dragoman/core/phrases"
)

func TestDay(t *testing.T) {
	tuesday := time.Date(2026, time.November, 24, 23, 59, 0, 0, time.UTC)
	first := time.Date(2026, time.August, 1, 0, 0, 0, 0, time.UTC)
	for tag, want := range map[string][2]string{
		"ar": {"الثلاثاء 24 نوفمبر", "السبت 1 أغسطس"},
		"de": {"Dienstag, 24. November", "Samstag, 1. August"},
		"en": {"Tuesday, 24 November", "Saturday, 1 August"},
		"es": {"martes, 24 de noviembre", "sábado, 1 de agosto"},
		"fr": {"mardi 24 novembre", "samedi 1er août"},
		"pl": {"wtorek, 24 listopada", "sobota, 1 sierpnia"},
		"ru": {"вторник, 24 ноября", "суббота, 1 августа"},
		"tr": {"24 Kasım Salı", "1 Ağustos Cumartesi"},
		"uk": {"вівторок, 24 листопада", "субота, 1 серпня"},
	} {
		p := phrases.For(tag)
		if got := [2]string{p.Day(tuesday), p.Day(first)}; got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}

// A day is that of the zone which the time is in.
func TestDayIsLocal(t *testing.T) {
	at := time.Date(2026, time.November, 24, 23, 59, 0, 0, time.FixedZone("", -3600))
	if got := phrases.For("en").Day(at); got != "Tuesday, 24 November" {
		t.Errorf("got %q", got)
	}
}

// Each language has its own names, no two of which are the same.
func TestNamesOfDays(t *testing.T) {
	for _, tag := range phrases.Languages() {
		p := phrases.For(tag)
		var names, months []string
		for d := range time.Weekday(7) {
			names = append(names, p.Weekday(d))
		}
		for m := range time.Month(12) {
			months = append(months, p.Day(time.Date(2026, m+1, 15, 0, 0, 0, 0, time.UTC)))
		}
		for _, all := range [][]string{names, months} {
			for _, text := range all {
				if text == "" || strings.TrimSpace(text) != text || strings.Contains(text, "%!") || !norm.NFC.IsNormalString(text) {
					t.Errorf("%s: %q", tag, text)
				}
			}
			sorted := slices.Sorted(slices.Values(all))
			if n := len(sorted); len(slices.Compact(sorted)) != n {
				t.Errorf("%s: two are the same: %q", tag, all)
			}
		}
	}
}

func TestLists(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "Monday, Wednesday, Sunday", "de": "Montag, Mittwoch, Sonntag", "ar": "الاثنين، الأربعاء، الأحد",
	} {
		if got := phrases.For(tag).WeekdayList(time.Monday, time.Wednesday, time.Sunday); got != want {
			t.Errorf("%s: got %q", tag, got)
		}
	}
	if got := phrases.For("en").WeekdayList(); got != "" {
		t.Errorf("got %q", got)
	}
}
