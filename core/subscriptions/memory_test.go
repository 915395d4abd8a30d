package subscriptions_test

import (
	"testing"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

func TestMemory(t *testing.T) {
	substest.Run(t, func(*testing.T) substest.Keeper { return new(subscriptions.Memory) })
}

func TestMemoryForgetsOldNotes(t *testing.T) {
	var m subscriptions.Memory
	place := substest.Reader("telegram", 1)
	begin := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	date := func(day int) schedule.Date { return schedule.Date{Year: 2026, Month: 1, Day: 1 + day} }
	for day := range 25 {
		if _, err := m.Claim(t.Context(), place, date(day), begin.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	for day := range 25 {
		e, _ := m.Entry(t.Context(), place, date(day))
		if kept := e.State != subscriptions.Unknown; kept != (day >= 15) {
			t.Errorf("day %d: %v", day, e)
		}
	}
}
