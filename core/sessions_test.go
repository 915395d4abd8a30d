package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/core"
)

// opening and followUp make a conversation of which the second question means
// nothing without the first.
const (
	opening  = "Who is Kaja Kallas?"
	followUp = "what did she accuse Trump of?"
	followed = "appeasement"
)

func TestFollowUps(t *testing.T) {
	for _, c := range []struct {
		name  string
		turns []string
		want  []string // one a turn, in the answer; "" for any
	}{
		{"pronoun", []string{"who is kallas?", "what did she accuse trump of?"}, []string{"Kallas", "appeasement"}},
		{"he", []string{"Who is Marco Rubio?", "what did he tell CBS?"}, []string{"Secretary of State", "one-meeting"}},
		{"plural", []string{"Who will represent the US at the talks?", "which of them is a special envoy?"}, []string{"Rubio", "Witkoff"}},
		{"when", []string{"Will Zelenskyy visit Turkiye?", "when?"}, []string{"Yes", "Tuesday"}},
		{"where", []string{"Where do the US and Russia meet?", "when?"}, []string{"Riyadh", "Tuesday"}},
		{"another place", []string{"Who represents Russia at the talks?", "and the US?"}, []string{"Lavrov", "Rubio"}},
		{"correction", []string{"Who is Donald Trump?", "no, the Polish one"}, []string{"President", "Tusk"}},
		{"topic switch and return", []string{"Who is Kaja Kallas?", "When do the talks take place?", "What did Kallas warn Trump against?"}, []string{"Kallas", "Tuesday", "any deal behind"}},
		{"courtesy in between", []string{"Who is Kaja Kallas?", "thanks!", "what did she accuse Trump of?"}, []string{"Kallas", "welcome", "appeasement"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			user := stranger()
			for i, text := range c.turns {
				reply := askAt(t, riyadhBot(), user, text, noon.Add(time.Duration(i)*time.Minute))
				if !strings.Contains(reply.Answer, c.want[i]) {
					t.Errorf("%q: %q does not hold %q", text, reply.Answer, c.want[i])
				}
			}
		})
	}
}

// Whoever asks the same again, or corrects a slip of the first time, gets the
// same answer, whatever was asked in between.
func TestAskedAgain(t *testing.T) {
	user := stranger()
	first := askAt(t, riyadhBot(), user, "who attends the talks?", noon).Answer
	for i, text := range []string{"who attends the talks?", "Who atends the talks", "what did Tusk say?", "who attends the talks"} {
		got := askAt(t, riyadhBot(), user, text, noon.Add(time.Duration(i)*time.Minute)).Answer
		if i != 2 && got != first {
			t.Errorf("%q: %q instead of %q", text, got, first)
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	for _, c := range []struct {
		name  string
		idle  time.Duration
		after time.Duration
		lives bool
	}{
		{"at once", 0, 0, true},
		{"29 minutes", 0, 29 * time.Minute, true},
		{"30 minutes", 0, 30 * time.Minute, true},
		{"31 minutes", 0, 31 * time.Minute, false},
		{"a year", 0, 365 * 24 * time.Hour, false},
		{"a clock set back", 0, -time.Hour, true},
		{"59 seconds of a minute", time.Minute, 59 * time.Second, true},
		{"61 seconds of a minute", time.Minute, 61 * time.Second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := newJSONStore()
			bot := newBot(t, core.Options{Sessions: store, Idle: c.idle})
			askAt(t, bot, "ann", opening, noon)
			reply := askAt(t, bot, "ann", followUp, noon.Add(c.after))
			turns := len(store.session(t, "ann").Turns)
			if lives := turns == 2; lives != c.lives {
				t.Errorf("%d turns remembered, lives %v; %s", turns, c.lives, reply.Answer)
			}
			if c.lives && !strings.Contains(reply.Answer, followed) {
				t.Errorf("got %q", reply.Answer)
			}
		})
	}
}

// Each message starts the half hour anew.
func TestSessionsLiveOnWhileUsed(t *testing.T) {
	bot, user := riyadhBot(), stranger()
	askAt(t, bot, user, opening, noon)
	for i := 1; i <= 4; i++ {
		reply := askAt(t, bot, user, followUp, noon.Add(time.Duration(i)*25*time.Minute))
		if !strings.Contains(reply.Answer, followed) {
			t.Fatalf("after %d minutes: %q", i*25, reply.Answer)
		}
	}
}

func TestSessionsAreSeparate(t *testing.T) {
	store := newJSONStore()
	bot := newBot(t, core.Options{Sessions: store})
	ask := func(conversation, user, text string) core.Reply {
		reply, err := bot.Reply(t.Context(), core.Message{Conversation: conversation, User: user, Text: text, Time: noon})
		if err != nil {
			t.Fatal(err)
		}
		return reply
	}
	fresh := ask("nowhere", "nobody", "when did he say that?")
	ask("chat", "ann", "What did Rubio tell CBS?")
	for _, other := range [][2]string{{"chat", "bob"}, {"chat 2", "ann"}, {"", "ann"}, {"chat", ""}, {"chata", "nn"}} {
		if got := ask(other[0], other[1], "when did he say that?"); got.Answer != fresh.Answer {
			t.Errorf("%q: got %q of another conversation, want %q", other, got.Answer, fresh.Answer)
		}
	}
	if got := ask("chat", "ann", "when did he say that?"); !strings.Contains(got.Answer, "Sunday") {
		t.Errorf("ann: got %q", got.Answer)
	}
}

func TestForget(t *testing.T) {
	store := newJSONStore()
	bot := newBot(t, core.Options{Sessions: store})
	askAt(t, bot, "ann", opening, noon)
	askAt(t, bot, "bob", opening, noon)
	for range 2 { // it is no error to forget what is forgotten
		if err := bot.Forget(t.Context(), core.SessionKey{Conversation: "test", User: "ann"}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(store.session(t, "ann").Turns); n != 0 {
		t.Errorf("%d turns of ann after forgetting", n)
	}
	if n := len(store.session(t, "bob").Turns); n != 1 {
		t.Errorf("%d turns of bob", n)
	}
}

// TestSessionsAreBounded talks on and on, as people never will: what is
// remembered stays small.
func TestSessionsAreBounded(t *testing.T) {
	long := "and what about " + strings.Repeat("Lavrov and Peskov and Kallas and ", 200) + "Tusk?"
	for _, c := range []struct {
		name string
		text func(i int) string
	}{
		{"questions", func(i int) string { return "What did Lavrov say about Europeans?" }},
		{"fragments", func(i int) string { return [...]string{"and why?", "and when?", "who else?", "and Spain?"}[i%4] }},
		{"asides", func(i int) string { return "Rubio spoke to CBS. What day was that?" }},
		{"long", func(int) string { return long }},
		{"unknown words", func(i int) string { return fmt.Sprintf("and the borogoves%d of Kyiv?", i) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := newJSONStore()
			bot := newBot(t, core.Options{Sessions: store})
			askAt(t, bot, "ann", opening, noon)
			for i := range 100 {
				askAt(t, bot, "ann", c.text(i), noon.Add(time.Duration(i)*time.Minute))
			}
			if n := len(store.session(t, "ann").Turns); n > 8 {
				t.Errorf("%d turns", n)
			}
			if n := len(store.encoded("ann")); n > 16<<10 {
				t.Errorf("a session of %d bytes", n)
			}
		})
	}
}

// TestRestart hands the sessions to another bot in between, as JSON.
func TestRestart(t *testing.T) {
	store := newJSONStore()
	whole := newBot(t, core.Options{})
	for i, text := range []string{
		"Who will represent the US at the talks?", "which of them is a special envoy?", "and Russia?", "who is he?",
		"What did Tusk say?", "where did he say that?", "no, the american one", "when?",
	} {
		at := noon.Add(time.Duration(i) * time.Minute)
		restarted := newBot(t, core.Options{Sessions: store})
		got, want := askAt(t, restarted, "ann", text, at), askAt(t, whole, "ann", text, at)
		if got.Answer != want.Answer || got.Answered != want.Answered {
			t.Errorf("%q: after a restart %q, without %q", text, got.Answer, want.Answer)
		}
	}
}

// A session of another version of the program, or of another story, must not
// matter.
func TestStrangeSessions(t *testing.T) {
	for name, s := range map[string]core.Session{
		"another story": {Seen: noon, Turns: []core.Turn{{Text: "who sank the ferry", Item: "ferry", Ask: 7, Asked: []string{"berg", ""}, Answered: []string{"vik"}, Related: []string{"line"}, Kind: "who"}}},
		"no such ask":   {Seen: noon, Turns: []core.Turn{{Text: "who meets", Item: "riyadh-talks", Ask: 1 << 30, Kind: "?"}}},
		"minus one":     {Seen: noon, Turns: []core.Turn{{Text: "who meets", Item: "riyadh-talks", Ask: -1}}},
		"empty turns":   {Seen: noon, Turns: make([]core.Turn, 1000)},
		"not text":      {Seen: noon, Turns: []core.Turn{{Text: "who \xff\x00 \u202e meets?"}}},
		"no time":       {Turns: []core.Turn{{Text: "who meets"}}},
	} {
		t.Run(name, func(t *testing.T) {
			store := newJSONStore()
			bot := newBot(t, core.Options{Sessions: store})
			for _, text := range []string{"when?", "and Spain?", "why did he say that?", "which of them is a special envoy?", "the other one", "who is he?", "What did Kallas accuse Trump of?"} {
				if err := store.PutSession(t.Context(), core.SessionKey{Conversation: "test", User: "ann"}, s); err != nil {
					t.Fatal(err)
				}
				for _, fault := range faults(riyadh(), askAt(t, bot, "ann", text, noon)) {
					t.Errorf("%q: %s", text, fault)
				}
				if n := len(store.session(t, "ann").Turns); n > 8 {
					t.Errorf("%q: %d turns", text, n)
				}
			}
		})
	}
}

func TestStoreFails(t *testing.T) {
	broken := errors.New("no disk")
	read := func(context.Context, core.SessionKey) (core.Session, error) { return core.Session{}, broken }
	write := func(context.Context, core.SessionKey, core.Session) error { return broken }
	for _, c := range []struct {
		name  string
		store storeFuncs
	}{
		{"reading", storeFuncs{session: read}},
		{"writing", storeFuncs{put: write}},
		{"both", storeFuncs{session: read, put: write}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bot := newBot(t, core.Options{Sessions: c.store})
			reply, err := bot.Reply(t.Context(), core.Message{Text: opening, Time: noon})
			if !errors.Is(err, broken) {
				t.Errorf("got error %v", err)
			}
			if !reply.Answered || !strings.Contains(reply.Answer, "Kallas") {
				t.Errorf("got %q", reply.Answer)
			}
			for _, fault := range faults(riyadh(), reply) {
				t.Error(fault)
			}
		})
	}
	t.Run("forgetting", func(t *testing.T) {
		bot := newBot(t, core.Options{Sessions: storeFuncs{forget: func(context.Context, core.SessionKey) error { return broken }}})
		if err := bot.Forget(t.Context(), core.SessionKey{}); !errors.Is(err, broken) {
			t.Errorf("got error %v", err)
		}
	})
}

// A session that could not be read is not overwritten with an empty one: it is
// there again when the disk is.
func TestStoreFailsForAWhile(t *testing.T) {
	store := newJSONStore()
	failing := false
	bot := newBot(t, core.Options{Sessions: storeFuncs{
		session: func(ctx context.Context, key core.SessionKey) (core.Session, error) {
			if failing {
				return core.Session{}, errors.New("no disk")
			}
			return store.Session(ctx, key)
		},
		put: store.PutSession,
	}})
	askAt(t, bot, "ann", opening, noon)
	failing = true
	if _, err := bot.Reply(t.Context(), core.Message{Conversation: "test", User: "ann", Text: "thanks", Time: noon}); err == nil {
		t.Error("no error")
	}
	failing = false
	if reply := askAt(t, bot, "ann", followUp, noon); !strings.Contains(reply.Answer, followed) {
		t.Errorf("got %q", reply.Answer)
	}
}

// TestConcurrentUse gives the race detector something to look at, and each
// conversation what it would get alone.
func TestConcurrentUse(t *testing.T) {
	bot := newBot(t, core.Options{})
	conversations := [][]string{
		{opening, followUp, "when?"},
		{"Who will represent the US at the talks?", "which of them is a special envoy?", "and Russia?"},
		{"What did Tusk say?", "where did he say that?", "the american one"},
		{"hi", "whats up with spain", "why?"},
	}
	alone := make([][]string, len(conversations))
	for c, turns := range conversations {
		user := stranger()
		for _, text := range turns {
			alone[c] = append(alone[c], askAt(t, bot, user, text, noon).Answer)
		}
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for round := range 5 {
				c := (worker + round) % len(conversations)
				for i, text := range conversations[c] {
					reply, err := bot.Reply(t.Context(), core.Message{Conversation: fmt.Sprint(worker, round), User: "ann", Text: text, Time: noon})
					if err != nil || reply.Answer != alone[c][i] {
						t.Errorf("%q: got %q, %v; alone %q", text, reply.Answer, err, alone[c][i])
					}
				}
			}
		})
	}
	for worker := range 4 { // all in the same conversation, and forgetting it
		wg.Go(func() {
			for i := range 10 {
				m := core.Message{Conversation: "shared", User: "ann", Text: conversations[i%4][worker%3], Time: noon}
				if _, err := bot.Reply(t.Context(), m); err != nil {
					t.Error(err)
				}
				if err := bot.Forget(t.Context(), core.SessionKey{Conversation: "shared", User: "ann"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// jsonStore keeps sessions as JSON, as a database would.
type jsonStore struct {
	mu    sync.Mutex
	byKey map[core.SessionKey][]byte
}

func newJSONStore() *jsonStore { return &jsonStore{byKey: make(map[core.SessionKey][]byte)} }

func (s *jsonStore) Session(_ context.Context, key core.SessionKey) (session core.Session, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text, ok := s.byKey[key]; ok {
		err = json.Unmarshal(text, &session)
	}
	return session, err
}

func (s *jsonStore) PutSession(_ context.Context, key core.SessionKey, session core.Session) error {
	text, err := json.Marshal(session)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byKey[key] = text
	return err
}

func (s *jsonStore) DeleteSession(_ context.Context, key core.SessionKey) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byKey, key)
	return nil
}

// encoded returns the stored session of a user of askAt.
func (s *jsonStore) encoded(user string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byKey[core.SessionKey{Conversation: "test", User: user}]
}

func (s *jsonStore) session(t testing.TB, user string) core.Session {
	t.Helper()
	session, err := s.Session(t.Context(), core.SessionKey{Conversation: "test", User: user})
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// storeFuncs is a store made of functions; those that are nil do nothing.
type storeFuncs struct {
	session func(context.Context, core.SessionKey) (core.Session, error)
	put     func(context.Context, core.SessionKey, core.Session) error
	forget  func(context.Context, core.SessionKey) error
}

func (s storeFuncs) Session(ctx context.Context, key core.SessionKey) (core.Session, error) {
	if s.session == nil {
		return core.Session{}, nil
	}
	return s.session(ctx, key)
}

func (s storeFuncs) PutSession(ctx context.Context, key core.SessionKey, session core.Session) error {
	if s.put == nil {
		return nil
	}
	return s.put(ctx, key, session)
}

func (s storeFuncs) DeleteSession(ctx context.Context, key core.SessionKey) error {
	if s.forget == nil {
		return nil
	}
	return s.forget(ctx, key)
}
