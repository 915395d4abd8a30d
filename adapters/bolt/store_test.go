package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
)

var day = time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)

// clock is a bolt.Options.Now that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: day} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func key(i int) core.SessionKey {
	return core.SessionKey{Conversation: "chat", User: fmt.Sprint("user-", i)}
}

// about is a session with one turn.
func about(text string, seen time.Time) core.Session {
	return core.Session{Turns: []core.Turn{{Text: text}}, Seen: seen}
}

func put(t testing.TB, s core.SessionStore, k core.SessionKey, session core.Session) {
	t.Helper()
	if err := s.PutSession(t.Context(), k, session); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, s core.SessionStore, k core.SessionKey) core.Session {
	t.Helper()
	session, err := s.Session(t.Context(), k)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// text is what the only turn of a stored session says, or "".
func text(t testing.TB, s core.SessionStore, k core.SessionKey) string {
	t.Helper()
	session := get(t, s, k)
	if len(session.Turns) == 0 {
		return ""
	}
	return session.Turns[0].Text
}

func count(t testing.TB, s statsOf) int {
	t.Helper()
	return stats(t, s).Sessions
}

type statsOf interface {
	Stats(ctx context.Context) (bolt.Stats, error)
}

func stats(t testing.TB, s statsOf) bolt.Stats {
	t.Helper()
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestSessionComesBackAsItWas(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{Now: newClock().Now})
	want := core.Session{
		Turns: []core.Turn{
			{Text: "who attends?", Item: "attends", Asked: []string{"summit"}, Answered: []string{"ann", "bob"}, Kind: "who"},
			{Text: "und Müller? \x00 \" 你好 🙂 <b>"},
		},
		Seen: day,
	}
	put(t, s, key(1), want)
	if got := get(t, s, key(1)); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	s.Reopen(nil)
	if got := get(t, s, key(1)); !reflect.DeepEqual(got, want) {
		t.Errorf("after reopening: got %+v, want %+v", got, want)
	}
}

func TestSessionIsZeroWhenThereIsNone(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	if got := get(t, s, key(1)); !reflect.DeepEqual(got, core.Session{}) {
		t.Errorf("got %+v", got)
	}
}

func TestPutReplaces(t *testing.T) {
	c := newClock()
	s := bolttest.Open(t, bolt.Options{Now: c.Now})
	put(t, s, key(1), about("first", c.Now()))
	c.Add(time.Minute)
	put(t, s, key(1), about("second", c.Now()))
	put(t, s, key(1), about("third", c.Now())) // the same expiry
	if got := text(t, s, key(1)); got != "third" {
		t.Errorf("got %q", got)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

func TestDelete(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{Now: newClock().Now})
	put(t, s, key(1), about("one", day))
	put(t, s, key(2), about("two", day))
	for range 2 { // the second time there is none
		if err := s.DeleteSession(t.Context(), key(1)); err != nil {
			t.Fatal(err)
		}
	}
	if got := text(t, s, key(1)); got != "" {
		t.Errorf("deleted session is %q", got)
	}
	if got := text(t, s, key(2)); got != "two" {
		t.Errorf("the other session is %q", got)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

func TestDeleteOfNothingWritesNothing(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	before := s.Commits()
	if err := s.DeleteSession(t.Context(), key(1)); err != nil {
		t.Fatal(err)
	}
	if n := s.Commits() - before; n != 0 {
		t.Errorf("%d commits", n)
	}
}

func TestKeysDoNotMix(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	keys := []core.SessionKey{
		{},
		{Conversation: "ab", User: "c"},
		{Conversation: "a", User: "bc"},
		{Conversation: "abc"},
		{User: "abc"},
		{Conversation: "a\x00b", User: "c"},
		{Conversation: "a", User: "b\x00c"},
		{Conversation: "\x00\x00\x00\x00\x00\x00\x00\x01a"},
		{Conversation: "\xff\xfe", User: "\x80"},
		{Conversation: "\xff", User: "\xfe\x80"},
		{Conversation: long, User: "a"},
		{Conversation: long + "a"},
		{Conversation: "a", User: long},
	}
	s := bolttest.Open(t, bolt.Options{Now: newClock().Now})
	for i, k := range keys {
		put(t, s, k, about(fmt.Sprint(i), day))
	}
	for i, k := range keys {
		if got := text(t, s, k); got != fmt.Sprint(i) {
			t.Errorf("key %d holds the session of %q", i, got)
		}
	}
}

func TestBadUTF8IsReplaced(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{Now: newClock().Now})
	put(t, s, key(1), about("a\xffb", day))
	if got := text(t, s, key(1)); got != "a\ufffdb" {
		t.Errorf("got %q", got)
	}
}

func TestValueSize(t *testing.T) {
	empty, err := bolt.EncodeValue(0, about("", day))
	if err != nil {
		t.Fatal(err)
	}
	room := bolt.MaxValue - len(empty)
	s := bolttest.Open(t, bolt.Options{Now: newClock().Now})

	fits := strings.Repeat("x", room)
	put(t, s, key(1), about(fits, day))
	if got := text(t, s, key(1)); got != fits {
		t.Error("the largest session is not what was stored")
	}
	err = s.PutSession(t.Context(), key(1), about(fits+"x", day))
	if !errors.Is(err, bolt.ErrTooLarge) {
		t.Errorf("one byte more: %v", err)
	}
	if got := text(t, s, key(1)); got != fits {
		t.Error("a refused session took the place of another")
	}
}

func TestEndedContext(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, err := range calls(ctx, s.Store) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestClosed(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	for name, err := range calls(t.Context(), s.Store) {
		if !errors.Is(err, bolt.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Run(t.Context()); !errors.Is(err, bolt.ErrClosed) {
		t.Errorf("Run: %v", err)
	}
}

// calls calls each method and returns the errors.
func calls(ctx context.Context, s *bolt.Store) map[string]error {
	errs := make(map[string]error)
	_, errs["Session"] = s.Session(ctx, key(1))
	errs["PutSession"] = s.PutSession(ctx, key(1), core.Session{})
	errs["DeleteSession"] = s.DeleteSession(ctx, key(1))
	_, errs["Sweep"] = s.Sweep(ctx, time.Now())
	_, errs["Stats"] = s.Stats(ctx)
	return errs
}

func TestOpenMakesPrivateFileAndDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	path := filepath.Join(dir, "state.db")
	s, err := bolt.Open(path, bolt.Options{}) // with fsync: the directory's too
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, want := range map[string]os.FileMode{path: 0o600, dir: 0o700, filepath.Dir(dir): 0o700} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(name), got, want)
		}
	}
}

func TestOpenRefusesBadOptions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	for _, o := range []bolt.Options{{Idle: -1}, {MaxSessions: -1}} {
		if s, err := bolt.Open(path, o); err == nil {
			s.Close()
			t.Errorf("%+v: no error", o)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
}

// TestAgainstMap does at random what can be done, to the store and to a map.
func TestAgainstMap(t *testing.T) {
	const idle = 10 * time.Minute
	rnd := rand.New(rand.NewPCG(1, 2))
	c := newClock()
	s := bolttest.Open(t, bolt.Options{Idle: idle, Now: c.Now})
	model := make(map[int]core.Session)
	sweep := func() int {
		n := 0
		for i, session := range model {
			if !session.Seen.Add(idle).After(c.Now()) {
				delete(model, i)
				n++
			}
		}
		return n
	}
	for step := range 3000 {
		i := rnd.IntN(60)
		switch rnd.IntN(10) {
		case 0, 1, 2, 3:
			seen := c.Now().Add(-time.Duration(rnd.Int64N(int64(2 * idle))))
			model[i] = about(strings.Repeat("x", rnd.IntN(2000))+fmt.Sprint(step), seen)
			put(t, s, key(i), model[i])
		case 4, 5, 6:
			want := model[i]
			if !want.Seen.Add(idle).After(c.Now()) {
				want = core.Session{}
			}
			if got := get(t, s, key(i)); !reflect.DeepEqual(got, want) {
				t.Fatalf("step %d: got %+v, want %+v", step, got, want)
			}
		case 7:
			delete(model, i)
			if err := s.DeleteSession(t.Context(), key(i)); err != nil {
				t.Fatal(err)
			}
		case 8:
			c.Add(time.Duration(rnd.Int64N(int64(idle / 4))))
		case 9:
			if rnd.IntN(10) == 0 {
				s.Reopen(nil)
			}
			n, err := s.Sweep(t.Context(), c.Now())
			if want := sweep(); err != nil || n != want {
				t.Fatalf("step %d: swept %d, %v; want %d", step, n, err, want)
			}
		}
		if n := count(t, s); n != len(model) {
			t.Fatalf("step %d: %d sessions, want %d", step, n, len(model))
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{MaxSessions: 40})
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for i := range 50 {
				k := key(worker*10 + i%10)
				if err := s.PutSession(t.Context(), k, about("x", time.Now())); err != nil {
					t.Error(err)
				}
				if _, err := s.Session(t.Context(), k); err != nil {
					t.Error(err)
				}
				if i%7 == 0 {
					if err := s.DeleteSession(t.Context(), k); err != nil {
						t.Error(err)
					}
					if _, err := s.Sweep(t.Context(), time.Now()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if n := count(t, s); n > 40 {
		t.Errorf("%d sessions, at most 40", n)
	}
}
