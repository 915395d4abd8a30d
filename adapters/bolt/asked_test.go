package bolt_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"reflect"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
	"dragoman/core/asked"
	"dragoman/core/forget"
	"dragoman/core/schedule"
)

var askedOn = schedule.Date{Year: 2026, Month: 11, Day: 23}

// askedTally is what readers asked on a day: a question, a fact, and messages.
func askedTally(n int, text string, day schedule.Date) (t asked.Tally) {
	t.AddQuestion(&asked.Question{
		ID: fmt.Sprintf("%032x", n), First: text, Wordings: []asked.Wording{{Text: text, N: 1}}, Days: asked.Counts{{Day: day, N: 1}},
	})
	t.AddFact(&asked.Fact{ID: fmt.Sprint("fact ", n), Gist: "It is so.", Days: asked.Counts{{Day: day, N: 1}}})
	t.AddTraffic(asked.Place{Day: day, Platform: "telegram"}, asked.Traffic{Answered: 1, Declined: 1})
	return t
}

func addAsked(t *testing.T, s asked.Store, tallies ...asked.Tally) {
	t.Helper()
	for _, tally := range tallies {
		if err := s.AddAsked(t.Context(), tally); err != nil {
			t.Fatal(err)
		}
	}
}

func askedOf(t *testing.T, s asked.Store) asked.Tally {
	t.Helper()
	tally, err := s.Asked(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

// The file does what the memory does, and remembers it.
func TestAsked(t *testing.T) {
	file, memory := bolttest.Open(t, bolt.Options{}), new(asked.Memory)
	same := func(when string) {
		t.Helper()
		if got, want := askedOf(t, file), askedOf(t, memory); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s:\n%+v\n%+v", when, got, want)
		}
	}
	same("new")
	for n := range 20 {
		tally := askedTally(n%4, fmt.Sprint("who ", n%7), askedOn.AddDays(n/3))
		addAsked(t, file, tally)
		addAsked(t, memory, tally)
	}
	same("filled")
	file.Reopen(nil)
	same("reopened")
	for _, day := range []int{-5, 3, 5, 7, 100} {
		for _, s := range []asked.Store{file, memory} {
			if err := s.TrimAsked(t.Context(), askedOn.AddDays(day)); err != nil {
				t.Fatal(err)
			}
		}
		same(fmt.Sprint("trimmed to ", day))
	}
}

func TestAskedIsBounded(t *testing.T) {
	file := bolttest.Open(t, bolt.Options{})
	often := askedTally(9_999_999, "often", askedOn.AddDays(-9))
	addAsked(t, file, often, often)
	var many asked.Tally
	for n := range asked.MaxQuestions + 100 {
		many.Add(askedTally(n, "once", askedOn.AddDays(n/1000)))
	}
	addAsked(t, file, many)
	got := askedOf(t, file)
	if n := len(got.Questions); n > asked.MaxQuestions || n < asked.MaxQuestions*9/10 || len(got.Facts) != n {
		t.Errorf("%d questions, %d facts", n, len(got.Facts))
	}
	if got.Questions[fmt.Sprintf("%032x", 9_999_999)] == nil || got.Questions[fmt.Sprintf("%032x", 0)] != nil {
		t.Error("the wrong ones gave way")
	}
}

func TestAskedRefuses(t *testing.T) {
	file := bolttest.Open(t, bolt.Options{})
	bad := askedTally(1, "who?", askedOn)
	for _, q := range bad.Questions {
		q.ID = "short"
	}
	for name, tally := range map[string]asked.Tally{"id": bad, "day": askedTally(1, "who?", schedule.Date{Year: 12345, Month: 1, Day: 1})} {
		if err := file.AddAsked(t.Context(), tally); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := file.AddAsked(gone, askedTally(1, "who?", askedOn)); err == nil {
		t.Error("no error after the end")
	}
	if tally := askedOf(t, file); !tally.Empty() {
		t.Errorf("%+v", tally)
	}
}

// What is over its days is nowhere in the file any more.
func TestTrimAskedErases(t *testing.T) {
	file := bolttest.Open(t, bolt.Options{})
	addAsked(t, file, askedTally(1, "who buys the purple zeppelin", askedOn), askedTally(2, "who pays", askedOn.AddDays(1)))
	if err := file.TrimAsked(t.Context(), askedOn.AddDays(1)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file.Path)
	if err != nil || bytes.Contains(content, []byte("zeppelin")) || !bytes.Contains(content, []byte("who pays")) {
		t.Errorf("the file still holds it, or not the rest: %v", err)
	}
}

// There is nothing in what was asked that would be a reader's: after /forget, the
// file holds no trace of them, in any of the forms in which it keeps names.
func TestAskedHoldsNoReader(t *testing.T) {
	file := bolttest.Open(t, bolt.Options{})
	const user, chat = "telegram 4242424242", "telegram -1007778889990"
	key := core.SessionKey{Conversation: chat, User: user}
	if err := file.PutSession(t.Context(), key, core.Session{Turns: []core.Turn{{Text: "who buys my purple zeppelin"}}, Seen: time.Now()}); err != nil {
		t.Fatal(err)
	}
	addAsked(t, file, askedTally(1, "who pays", askedOn))
	userKey, chatKey := bolt.UserKeyOf(user), bolt.UserKeyOf(chat)
	traces := [][]byte{[]byte("4242424242"), []byte("7778889990"), []byte("zeppelin"), userKey[:], chatKey[:], bolt.NameKey(user), bolt.NameKey(chat)}
	if _, err := file.ForgetUser(t.Context(), forget.Reader{User: user, Chats: []string{chat}}); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, trace := range traces {
		if bytes.Contains(content, trace) {
			t.Errorf("%q is in the file", trace)
		}
	}
	if tally := askedOf(t, file); len(tally.Questions) != 1 {
		t.Errorf("%+v", tally)
	}
}
