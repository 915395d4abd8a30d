package core_test

import (
	"fmt"
	"testing"

	"dragoman/core"
)

func TestMemorySessionsForgetTheOldest(t *testing.T) {
	store := core.NewMemorySessions(3)
	key := func(n int) core.SessionKey { return core.SessionKey{User: fmt.Sprint(n)} }
	put := func(n int) {
		if err := store.PutSession(t.Context(), key(n), core.Session{Turns: make([]core.Turn, n)}); err != nil {
			t.Fatal(err)
		}
	}
	for n := 1; n <= 3; n++ {
		put(n)
	}
	put(1) // 2 is now the one that was silent longest
	put(4)
	for n, want := range map[int]int{1: 1, 2: 0, 3: 3, 4: 4} {
		s, err := store.Session(t.Context(), key(n))
		if err != nil || len(s.Turns) != want {
			t.Errorf("%d: %d turns, %v", n, len(s.Turns), err)
		}
	}
}

func TestMemorySessionsKeepAtLeastOne(t *testing.T) {
	for _, n := range []int{-1, 0, 1} {
		store := core.NewMemorySessions(n)
		for _, user := range []string{"ann", "bob"} {
			key := core.SessionKey{User: user}
			if err := store.PutSession(t.Context(), key, core.Session{Seen: noon}); err != nil {
				t.Fatal(err)
			}
			if s, _ := store.Session(t.Context(), key); !s.Seen.Equal(noon) {
				t.Errorf("%d: %s is forgotten at once", n, user)
			}
		}
		if s, _ := store.Session(t.Context(), core.SessionKey{User: "ann"}); !s.Seen.IsZero() {
			t.Errorf("%d: two are kept", n)
		}
	}
}

// What a caller does to a session does not reach the store.
func TestMemorySessionsAreCopies(t *testing.T) {
	store, key := core.NewMemorySessions(1), core.SessionKey{User: "ann"}
	put := core.Session{Turns: []core.Turn{{Text: "a"}}}
	if err := store.PutSession(t.Context(), key, put); err != nil {
		t.Fatal(err)
	}
	put.Turns[0].Text = "changed after it was put"
	got, _ := store.Session(t.Context(), key)
	if got.Turns[0].Text != "a" {
		t.Errorf("got %q", got.Turns[0].Text)
	}
	got.Turns[0].Text = "changed after it was got"
	if again, _ := store.Session(t.Context(), key); again.Turns[0].Text != "a" {
		t.Errorf("got %q", again.Turns[0].Text)
	}
}
