package core

import (
	"strings"
	"testing"
	"time"
)

func TestDayAt(t *testing.T) {
	told := time.Date(2025, 5, 16, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		words, now, want string
		n                int
	}{
		{"monday", "2025-05-16", "2025-05-12", 1},
		{"friday", "2025-05-16", "2025-05-09", 1}, // today is no day before
		{"last monday please", "2025-05-16", "2025-05-12", 2},
		{"yesterday", "2025-05-16", "2025-05-15", 1},
		{"today", "2025-05-16", "2025-05-16", 1},
		{"last week", "2025-05-16", "2025-05-09", 2},
		{"this week", "2025-05-16", "2025-05-12", 2},
		{"12 may", "2025-05-16", "2025-05-12", 2},
		{"may 12th", "2025-05-16", "2025-05-12", 2},
		{"12th of may", "2025-05-16", "2025-05-12", 3},
		{"12 may 2024", "2025-05-16", "2024-05-12", 3},
		{"13 may", "2026-11-23", "2025-05-13", 2}, // the story's year
		{"1 june", "2026-11-23", "2025-06-01", 2},
		{"1 june", "2025-05-20", "2024-06-01", 2}, // this one is still to come
		{"2025-05-13", "2025-05-16", "2025-05-13", 1},
		{"31 february", "2025-05-16", "", 0},
		{"may", "2025-05-16", "", 0},
		{"12", "2025-05-16", "", 0},
		{"last", "2025-05-16", "", 0},
		{"last resort", "2025-05-16", "", 0},
		{"last yesterday", "2025-05-16", "", 0},
		{"", "2025-05-16", "", 0},
	} {
		t.Run(c.words, func(t *testing.T) {
			now, err := time.Parse(time.DateOnly, c.now)
			if err != nil {
				t.Fatal(err)
			}
			got, n, ok := dayAt(strings.Fields(c.words), now.Add(23*time.Hour), told)
			if ok != (c.want != "") || ok && (got.Format(time.DateOnly) != c.want || n != c.n) {
				t.Errorf("%v, %d words, %v", got, n, ok)
			}
		})
	}
}
