package bolt_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/forget"
	"dragoman/core/schedule"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// person is somebody on Telegram, and what they leave in a file.
type person struct {
	user    string // "telegram " and id
	id      string
	secret  string // is in all that they write
	private subscriptions.Place
	group   subscriptions.Place
}

func newPerson(n int) person {
	id := fmt.Sprint(5_550_000_000 + n*7_919)
	return person{
		user: "telegram " + id, id: id, secret: fmt.Sprintf("secret-of-%d-", n),
		private: subscriptions.Place{Platform: subscriptions.Telegram, User: id},
		group:   subscriptions.Place{Platform: subscriptions.Telegram, Chat: fmt.Sprint("-100", n)},
	}
}

const updatesFrom = "telegram 9"

// live does all that a reader can do, some of it several times.
func (p person) live(t *testing.T, s *bolt.Store, n int) {
	t.Helper()
	ctx := t.Context()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for round := range 3 {
		for _, conversation := range []string{p.user, "telegram -100", "telegram -100/7", "telegram -200"} {
			ok(s.PutSession(ctx, core.SessionKey{Conversation: conversation, User: p.user}, about(fmt.Sprint(p.secret, "question ", round), time.Now())))
		}
		ok(s.PutSettings(ctx, p.user, settings.Chat{Language: p.secret + "language"}))
		for answer := range 3 {
			_, err := s.Vote(ctx, feedback.Vote{Answer: fmt.Sprint("a", answer), Label: "Yes.", User: p.user, Message: fmt.Sprint("-100/", answer), Good: (round+answer)%2 == 0})
			ok(err)
		}
		for _, place := range []subscriptions.Place{p.private, p.group} {
			sub := subscriptions.Subscription{Place: place, By: p.user, Next: day.Add(time.Duration(round) * time.Hour)}
			sub.Progress.Story = p.secret + "story"
			if !place.Private() {
				sub.Progress.Story = "story" // what a chat was told is the chat's
			}
			subscribe(t, s, sub)
		}
		d := schedule.DateOf(day).AddDays(round)
		_, err := s.Claim(ctx, p.private, d, day)
		ok(err)
		ok(s.Settle(ctx, p.private, d, subscriptions.Sent, day, func(sub *subscriptions.Subscription) bool {
			sub.Progress.Parts = append(sub.Progress.Parts, p.secret+"part")
			return true
		}))
		id := int64(n*100 + round)
		ok(s.SetAside(ctx, updatesFrom, []delivery.Update{{ID: id, Data: []byte(`{"from":{"id":` + p.id + `},"text":"` + p.secret + `update"}`)}}))
		if round == 0 { // one is handled
			ok(s.Mark(ctx, delivery.Receipt{Source: updatesFrom, ID: id, Question: fmt.Sprint("-100/", id), Answer: "1"}))
		}
	}
}

// traces are all the bytes by which somebody could be found in a file.
func (p person) traces() map[string][]byte {
	user, private := bolt.UserKeyOf(p.user), bolt.PlaceKeyOf(p.private)
	all := map[string][]byte{
		"id": []byte(p.id), "name": []byte(p.user), "text": []byte(p.secret),
		"hash": user[:], "hash of the place": private[:], "hash of the settings": bolt.NameKey(p.user),
	}
	for _, conversation := range []string{p.user, "telegram -100", "telegram -100/7", "telegram -200"} {
		k := bolt.KeyOf(core.SessionKey{Conversation: conversation, User: p.user})
		all["session in "+conversation] = k[:]
	}
	own := bolt.KeyOf(core.SessionKey{Conversation: p.user, User: p.user})
	all["hash of the private chat"] = own[16:]
	for answer := range 3 {
		all[fmt.Sprint("vote ", answer)] = bolt.VoteKey(p.user, fmt.Sprint("a", answer), fmt.Sprint("-100/", answer))
	}
	return all
}

// found are the traces that are in a file.
func (p person) found(t *testing.T, path string) (found []string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, trace := range p.traces() {
		if bytes.Contains(raw, trace) {
			found = append(found, name)
		}
	}
	return found
}

func (p person) reader() forget.Reader {
	return forget.Reader{
		User: p.user, Chats: []string{p.user}, Source: updatesFrom,
		Sent: func(update []byte) bool { return strings.Contains(string(update), `"id":`+p.id+`}`) },
	}
}

func TestForgetUserLeavesNoTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }()
	people := make([]person, 40)
	for n := range people {
		people[n] = newPerson(n)
		people[n].live(t, s, n)
	}
	gone, others := people[17], append(append([]person(nil), people[:17]...), people[18:]...)
	all := len(gone.traces())
	if got := len(gone.found(t, path)); got != all {
		t.Fatalf("%d traces of %d are in the file before", got, all)
	}
	for round, want := range []forget.Counts{
		{Sessions: 4, Subscriptions: 1, Named: 1, Settings: 1, Votes: 3, Updates: 2},
		{},
	} {
		got, err := s.ForgetUser(t.Context(), gone.reader())
		if err != nil || got != want {
			t.Errorf("time %d: got %+v, %v, want %+v", round, got, err, want)
		}
		if found := gone.found(t, path); len(found) > 0 {
			t.Errorf("time %d: in the file: %q", round, found)
		}
	}
	if sub, ok, err := s.Subscription(t.Context(), gone.group); !ok || err != nil || sub.By != "" || !sub.Next.Equal(day.Add(2*time.Hour)) {
		t.Errorf("the group's subscription is %+v, %v, %v", sub, ok, err)
	}
	counts, err := s.Feedback(t.Context())
	if err != nil || len(counts) != 3 {
		t.Fatalf("got %v, %v", counts, err)
	}
	for _, c := range counts {
		if c.Good+c.Bad != len(others) {
			t.Errorf("%+v counts %d", c, c.Good+c.Bad)
		}
	}
	for _, p := range others {
		if got := len(p.found(t, path)); got != all {
			t.Errorf("%d traces of %d of somebody else", got, all)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	bolttest.Check(t, path)
	if s, err = bolt.Open(path, bolt.Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	for _, p := range others { // and all of them can be forgotten
		if _, err := s.ForgetUser(t.Context(), p.reader()); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range others {
		if found := p.found(t, path); len(found) > 0 {
			t.Errorf("in the file: %q", found)
		}
	}
	if counts, err := s.Feedback(t.Context()); len(counts) != 0 || err != nil {
		t.Errorf("counts of nobody's votes: %v, %v", counts, err)
	}
}

// Names that begin alike, or are somebody else's, share nothing.
func TestForgetUserForgetsNobodyElse(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	var names []string
	for _, user := range []string{"telegram 1", "telegram 12", "discord 1", "telegram", ""} {
		names = append(names, user)
		put(t, s, core.SessionKey{Conversation: "telegram 1", User: user}, about(user, time.Now()))
		sub := subscriptions.Subscription{Place: subscriptions.Place{Platform: "telegram", Chat: "-" + user}, By: user}
		subscribe(t, s, sub)
	}
	got, err := s.ForgetUser(t.Context(), forget.Reader{User: "telegram 1"})
	if want := (forget.Counts{Sessions: 1, Named: 1}); got != want || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, user := range names[1:] {
		if got := text(t, s, core.SessionKey{Conversation: "telegram 1", User: user}); got != user {
			t.Errorf("%q: %q", user, got)
		}
		places, err := s.SubscribedBy(t.Context(), user)
		if want := min(1, len(user)); len(places) != want || err != nil {
			t.Errorf("%q: %v, %v", user, places, err)
		}
	}
}

// What is deleted of a subscription is deleted at once.
func TestDeletedSubscriptionIsErased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p := newPerson(1)
	sub := subscriptions.Subscription{Place: p.private, By: p.user, Next: day}
	for range 5 {
		sub.Progress.Parts = append(sub.Progress.Parts, p.secret)
		subscribe(t, s, sub)
	}
	if len(p.found(t, path)) == 0 {
		t.Fatal("it is not in the file")
	}
	if err := s.DeleteSubscription(t.Context(), p.private); err != nil {
		t.Fatal(err)
	}
	if found := p.found(t, path); len(found) > 0 {
		t.Errorf("in the file: %q", found)
	}
}
