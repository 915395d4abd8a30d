package flood_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"dragoman/core/flood"
)

var start = time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)

func TestBurstThenPace(t *testing.T) {
	l := flood.New(flood.Options{User: flood.Rate{Burst: 3, Every: time.Second}})
	var got []flood.Verdict
	for _, ms := range []int{0, 0, 0, 0, 10, 900, 1000, 1001, 1900, 2000, 6000, 6000, 6000, 6000} {
		got = append(got, l.Ask("ann", "", start.Add(time.Duration(ms)*time.Millisecond)))
	}
	const p, tell, drop = flood.Pass, flood.Tell, flood.Drop
	want := []flood.Verdict{p, p, p, tell, drop, drop, p, drop, drop, p, p, p, p, tell}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestUsersAndChats(t *testing.T) {
	l := flood.New(flood.Options{
		User: flood.Rate{Burst: 2, Every: time.Second},
		Chat: flood.Rate{Burst: 3, Every: time.Second},
	})
	for _, step := range []struct {
		user, chat string
		want       flood.Verdict
	}{
		{"ann", "group", flood.Pass},
		{"ann", "group", flood.Pass},
		{"ann", "group", flood.Tell}, // takes nothing from the chat
		{"bob", "group", flood.Pass},
		{"bob", "group", flood.TellChat},
		{"cat", "group", flood.Drop},
		{"bob", "", flood.Pass}, // the refused one took no token
		{"ann", "other", flood.Drop},
		{"cat", "other", flood.Pass},
	} {
		if got := l.Ask(step.user, step.chat, start); got != step.want {
			t.Errorf("%s in %q: got %v, want %v", step.user, step.chat, got, step.want)
		}
	}
}

func TestClockThatGoesBack(t *testing.T) {
	l := flood.New(flood.Options{User: flood.Rate{Burst: 1, Every: time.Second}})
	l.Ask("ann", "", start)
	if got := l.Ask("ann", "", start.Add(-time.Hour)); got != flood.Tell {
		t.Errorf("got %v", got)
	}
	if got := l.Ask("ann", "", start.Add(time.Second)); got != flood.Pass {
		t.Errorf("got %v", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	l := flood.New(flood.Options{Max: 100})
	for i := range 10_000 {
		l.Ask(fmt.Sprint(i), "", start)
	}
	if n := l.Len(); n != 100 {
		t.Errorf("%d are remembered", n)
	}
}

// A chat's token may be taken later than the user's.
func TestAskChat(t *testing.T) {
	l := flood.New(flood.Options{Chat: flood.Rate{Burst: 2, Every: time.Second}})
	l.Ask("ann", "group", start)
	var got []flood.Verdict
	for _, s := range []int{0, 0, 0, 1, 1} {
		got = append(got, l.AskChat("group", start.Add(time.Duration(s)*time.Second)))
	}
	if want := []flood.Verdict{flood.Pass, flood.TellChat, flood.Drop, flood.Pass, flood.Drop}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := l.Ask("ann", "group", start.Add(time.Second)); got != flood.Drop {
		t.Errorf("got %v", got)
	}
}

// New rates count at once for what is refilled.
func TestSetRates(t *testing.T) {
	l := flood.New(flood.Options{User: flood.Rate{Burst: 1, Every: time.Hour}})
	l.Ask("ann", "", start)
	if got := l.Ask("ann", "", start.Add(time.Minute)); got != flood.Tell {
		t.Errorf("got %v", got)
	}
	l.SetRates(flood.Rate{Burst: 2, Every: time.Second}, flood.Rate{Burst: 1, Every: time.Hour})
	var got []flood.Verdict
	for range 3 {
		got = append(got, l.Ask("ann", "", start.Add(2*time.Minute)))
	}
	l.Ask("bob", "group", start)
	got = append(got, l.Ask("bob", "group", start))
	if want := []flood.Verdict{flood.Pass, flood.Pass, flood.Tell, flood.TellChat}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
