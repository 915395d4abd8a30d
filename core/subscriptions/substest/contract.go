package substest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// Keeper is all that keeps subscriptions.
type Keeper interface {
	subscriptions.Store
	subscriptions.Queue
	subscriptions.Ledger
	subscriptions.Index
	subscriptions.Switch
}

// Run runs the contract's tests, each on a new, empty Keeper.
func Run(t *testing.T, open func(t *testing.T) Keeper) {
	for name, test := range map[string]func(*testing.T, Keeper){
		"nothing":     testNothing,
		"change":      testChange,
		"copies":      testCopies,
		"delete":      testDelete,
		"move":        testMove,
		"move notes":  testMoveNotes,
		"move back":   testMoveBack,
		"settle late": testSettleMoved,
		"due":         testDue,
		"latest":      testLatest,
		"replanned":   testReplanned,
		"ledger":      testLedger,
		"settle":      testSettle,
		"index":       testIndex,
		"switch":      testSwitch,
		"model":       testModel,
		"one claims":  testOneClaims,
		"none lost":   testNoneLost,
		"ended early": testEndedContext,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
	t.Run("moving", func(t *testing.T) { testMoving(t, open) })
}

var (
	day   = schedule.Date{Year: 2026, Month: 11, Day: 23}
	later = schedule.Date{Year: 2026, Month: 11, Day: 24}
	noon  = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

// Reader is the place of one reader.
func Reader(platform string, n int) subscriptions.Place {
	return subscriptions.Place{Platform: platform, User: fmt.Sprint(100_000_000 + n)}
}

// Full is a subscription with something in all of its fields.
func Full(place subscriptions.Place) subscriptions.Subscription {
	return subscriptions.Subscription{
		Place: place, By: "telegram 42", Language: "pt-BR",
		Plan:    schedule.Plan{At: 8*60 + 30, Zone: "Europe/Kyiv", Days: 0b0111110},
		OnlyNew: true, Repeat: true,
		Since: noon.Add(-48 * time.Hour).Add(123 * time.Millisecond),
		Progress: briefing.Progress{
			Story: "riyadh", AsOf: time.Date(2026, 11, 20, 0, 0, 0, 0, time.FixedZone("", 2*60*60)),
			Parts: []string{"talks", "who", "é\x00\xff"}, Quotes: []string{"1a2b3c4d"}, Quiet: true,
		},
		Missed: day, Next: noon.Add(20*time.Hour + 31*time.Second), Date: later,
		Failing: noon.Add(-time.Hour), Ended: subscriptions.Blocked, EndedAt: noon.Add(-time.Minute),
	}
}

// Same tells whether two subscriptions say the same.
func Same(a, b subscriptions.Subscription) bool {
	for _, pair := range [][2]*time.Time{
		{&a.Since, &b.Since}, {&a.Next, &b.Next}, {&a.Failing, &b.Failing}, {&a.EndedAt, &b.EndedAt}, {&a.Progress.AsOf, &b.Progress.AsOf},
	} {
		_, offsetA := pair[0].Zone()
		_, offsetB := pair[1].Zone()
		if !pair[0].Equal(*pair[1]) || pair[0] == &a.Progress.AsOf && offsetA != offsetB {
			return false
		}
		*pair[0], *pair[1] = time.Time{}, time.Time{}
	}
	return reflect.DeepEqual(a, b)
}

// put stores a subscription as it is.
func put(t *testing.T, k Keeper, s subscriptions.Subscription) {
	t.Helper()
	err := k.Change(t.Context(), s.Place, func(now *subscriptions.Subscription) bool { *now = s; return true })
	if err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, k Keeper, place subscriptions.Place, want *subscriptions.Subscription) {
	t.Helper()
	got, ok, err := k.Subscription(t.Context(), place)
	switch {
	case err != nil:
		t.Fatal(err)
	case want == nil && (ok || !Same(got, subscriptions.Subscription{})):
		t.Errorf("%s: got %+v, %v, want none", place.Name(), got, ok)
	case want != nil && (!ok || !Same(got, *want)):
		t.Errorf("%s:\n got %+v, %v\nwant %+v", place.Name(), got, ok, *want)
	}
}

// due returns the names of the places that are due, joined.
func due(t *testing.T, k Keeper, platform string, now time.Time, n int) string {
	t.Helper()
	found, err := k.Due(t.Context(), platform, now, n)
	if err != nil {
		t.Fatal(err)
	}
	return names(found)
}

func names(found []subscriptions.Subscription) string {
	var users []string
	for _, s := range found {
		users = append(users, s.Place.User+s.Place.Chat)
	}
	return strings.Join(users, " ")
}

func testNothing(t *testing.T, k Keeper) {
	ctx, place := t.Context(), Reader("telegram", 1)
	expect(t, k, place, nil)
	if err := k.DeleteSubscription(ctx, place); err != nil {
		t.Error(err)
	}
	if found := due(t, k, "telegram", noon, 10); found != "" {
		t.Errorf("due: %s", found)
	}
	if found, err := k.Latest(ctx, "telegram", noon, 10); len(found) > 0 || err != nil {
		t.Errorf("latest: %v, %v", found, err)
	}
	if e, err := k.Entry(ctx, place, day); e != (subscriptions.Entry{}) || err != nil {
		t.Errorf("entry: %v, %v", e, err)
	}
	if places, err := k.SubscribedBy(ctx, "telegram 1"); len(places) > 0 || err != nil {
		t.Errorf("subscribed by: %v, %v", places, err)
	}
	if _, paused, err := k.Paused(ctx); paused || err != nil {
		t.Errorf("paused: %v, %v", paused, err)
	}
}

func testChange(t *testing.T, k Keeper) {
	place := subscriptions.Place{Platform: "telegram", Chat: "-1001", Topic: "7"}
	calls := 0
	err := k.Change(t.Context(), place, func(s *subscriptions.Subscription) bool {
		calls++
		if !Same(*s, subscriptions.Subscription{Place: place}) {
			t.Errorf("a new one is %+v", *s)
		}
		return false
	})
	if err != nil || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
	expect(t, k, place, nil)
	for _, s := range []subscriptions.Subscription{Full(place), {Place: place}, Full(place)} {
		put(t, k, s)
		expect(t, k, place, &s)
	}
	want := Full(place)
	err = k.Change(t.Context(), place, func(s *subscriptions.Subscription) bool {
		if !Same(*s, want) {
			t.Errorf("got %+v", *s)
		}
		s.Language, s.Progress.Parts[0] = "de", "changed" // but not stored
		return false
	})
	if err != nil {
		t.Error(err)
	}
	expect(t, k, place, &want)
	for _, other := range []subscriptions.Place{
		{Platform: "telegram", Chat: "-1001"},
		{Platform: "telegram", User: "-1001"},
		{Platform: "discord", Chat: "-1001", Topic: "7"},
	} {
		expect(t, k, other, nil)
	}
}

// What is stored shares no memory with what is given out or taken in.
func testCopies(t *testing.T, k Keeper) {
	place := Reader("discord", 1)
	in := Full(place)
	put(t, k, in)
	in.Progress.Parts[0], in.Progress.Quotes[0] = "x", "x"
	want := Full(place)
	out, _, _ := k.Subscription(t.Context(), place)
	out.Progress.Parts[0] = "x"
	expect(t, k, place, &want)
	found, err := k.Due(t.Context(), "discord", noon.Add(24*time.Hour), 1)
	if err != nil || len(found) != 1 || !Same(found[0], want) {
		t.Fatalf("got %v, %v", found, err)
	}
	found[0].Progress.Parts[0] = "x"
	expect(t, k, place, &want)
}

func testDelete(t *testing.T, k Keeper) {
	one, two := Full(Reader("telegram", 1)), Full(Reader("telegram", 2))
	put(t, k, one)
	put(t, k, two)
	if _, err := k.Claim(t.Context(), one.Place, day, noon); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is none
		if err := k.DeleteSubscription(t.Context(), one.Place); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, k, one.Place, nil)
	expect(t, k, two.Place, &two)
	if found := due(t, k, "telegram", noon.Add(48*time.Hour), 10); found != two.Place.User {
		t.Errorf("due: %s", found)
	}
	if places, _ := k.SubscribedBy(t.Context(), one.By); !slices.Equal(places, []subscriptions.Place{two.Place}) {
		t.Errorf("subscribed by: %v", places)
	}
	if e, _ := k.Entry(t.Context(), one.Place, day); e.State != subscriptions.Claimed {
		t.Errorf("the ledger's note of today is %v", e)
	}
}

func testMove(t *testing.T, k Keeper) {
	from := subscriptions.Place{Platform: "telegram", Chat: "-1"}
	to := subscriptions.Place{Platform: "telegram", Chat: "-1001"}
	there := Full(to)
	there.By = "telegram 7"
	for _, taken := range []bool{false, true} {
		if taken {
			put(t, k, there)
		}
		put(t, k, Full(from))
		err := k.Change(t.Context(), from, func(s *subscriptions.Subscription) bool { s.Place = to; return true })
		if err != nil {
			t.Fatal(err)
		}
		want := Full(to)
		expect(t, k, from, nil)
		expect(t, k, to, &want)
		if found := due(t, k, "telegram", noon.Add(48*time.Hour), 10); found != "-1001" {
			t.Errorf("due: %s", found)
		}
		if places, _ := k.SubscribedBy(t.Context(), want.By); !slices.Equal(places, []subscriptions.Place{to}) {
			t.Errorf("subscribed by: %v", places)
		}
		if places, _ := k.SubscribedBy(t.Context(), there.By); len(places) > 0 {
			t.Errorf("subscribed by who was replaced: %v", places)
		}
	}
}

// noted checks what the ledger says.
func noted(t *testing.T, k Keeper, place subscriptions.Place, date schedule.Date, want subscriptions.State, to subscriptions.Place) {
	t.Helper()
	e, err := k.Entry(t.Context(), place, date)
	if err != nil || e.State != want || e.To != to {
		t.Errorf("%s, %v: the ledger has %v to %q, %v; want %v to %q", place.Name(), date, e.State, e.To.Name(), err, want, to.Name())
	}
}

// settle settles, and changes nothing else.
func settle(t *testing.T, k Keeper, place subscriptions.Place, date schedule.Date, outcome subscriptions.State) {
	t.Helper()
	err := k.Settle(t.Context(), place, date, outcome, noon, func(*subscriptions.Subscription) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
}

func claim(t *testing.T, k Keeper, place subscriptions.Place, date schedule.Date, want subscriptions.State) {
	t.Helper()
	before, err := k.Claim(t.Context(), place, date, noon)
	if err != nil || before.State != want {
		t.Errorf("%s, %v: claim found %v, %v; want %v", place.Name(), date, before.State, err, want)
	}
}

func moveTo(t *testing.T, k Keeper, from, to subscriptions.Place) {
	t.Helper()
	err := k.Change(t.Context(), from, func(s *subscriptions.Subscription) bool { s.Place = to; return true })
	if err != nil {
		t.Fatal(err)
	}
}

var (
	group      = subscriptions.Place{Platform: "telegram", Chat: "-1"}
	supergroup = subscriptions.Place{Platform: "telegram", Chat: "-1001"}
	third      = subscriptions.Place{Platform: "telegram", Chat: "-1002"}
	nowhere    = subscriptions.Place{}
)

// What the ledger has on a place goes with its subscription, but where the other
// place had Sent.
func testMoveNotes(t *testing.T, k Keeper) {
	const none = subscriptions.Unknown
	for n, tt := range []struct{ from, to, want subscriptions.State }{
		{none, none, none},
		{none, subscriptions.Claimed, subscriptions.Claimed},
		{none, subscriptions.Sent, subscriptions.Sent},
		{subscriptions.Claimed, none, subscriptions.Claimed},
		{subscriptions.Sent, none, subscriptions.Sent},
		{subscriptions.Empty, none, subscriptions.Empty},
		{subscriptions.Sent, subscriptions.Claimed, subscriptions.Sent},
		{subscriptions.Claimed, subscriptions.Failed, subscriptions.Claimed},
		{subscriptions.Claimed, subscriptions.Sent, subscriptions.Sent},
		{subscriptions.Skipped, subscriptions.Sent, subscriptions.Sent},
	} {
		from := subscriptions.Place{Platform: "telegram", Chat: fmt.Sprint(-n - 1)}
		to := subscriptions.Place{Platform: "telegram", Chat: fmt.Sprint(-1001 - n)}
		s := planned(from, noon)
		s.Date = later
		put(t, k, s)
		note := func(place subscriptions.Place, date schedule.Date, state subscriptions.State) {
			switch state {
			case none:
			case subscriptions.Claimed:
				claim(t, k, place, date, none)
			default:
				settle(t, k, place, date, state)
			}
		}
		for _, date := range []schedule.Date{day, later} {
			note(from, date, tt.from)
			note(to, date, tt.to)
		}
		moveTo(t, k, from, to)
		for _, date := range []schedule.Date{day, later} {
			noted(t, k, to, date, tt.want, nowhere)
		}
		noted(t, k, from, later, subscriptions.Elsewhere, to) // that was planned
		if tt.from != none {
			noted(t, k, from, day, subscriptions.Elsewhere, to)
		} else {
			noted(t, k, from, day, none, nowhere)
		}
		claim(t, k, from, later, subscriptions.Elsewhere) // and so is not sent
		noted(t, k, from, later, subscriptions.Elsewhere, to)
	}
}

// Where a subscription comes back to, nothing is left behind any more.
func testMoveBack(t *testing.T, k Keeper) {
	s := planned(group, noon)
	s.Date = day
	put(t, k, s)
	for range 3 {
		moveTo(t, k, group, supergroup)
		moveTo(t, k, supergroup, third)
		noted(t, k, group, day, subscriptions.Elsewhere, third)
		moveTo(t, k, third, group)
		noted(t, k, group, day, subscriptions.Unknown, nowhere)
		noted(t, k, third, day, subscriptions.Elsewhere, group)
		noted(t, k, supergroup, day, subscriptions.Elsewhere, group)
	}
	claim(t, k, group, day, subscriptions.Unknown)
	if err := k.DeleteSubscription(t.Context(), group); err != nil {
		t.Fatal(err)
	}
	noted(t, k, third, day, subscriptions.Elsewhere, nowhere)
}

// What was sent while its subscription moved, twice even, is settled where it is
// now; what became of it otherwise is not.
func testSettleMoved(t *testing.T, k Keeper) {
	s := planned(group, noon)
	s.Date = day
	put(t, k, s)
	claim(t, k, group, day, subscriptions.Unknown)
	moveTo(t, k, group, supergroup)
	claim(t, k, supergroup, day, subscriptions.Claimed)
	moveTo(t, k, supergroup, third)
	never := func(*subscriptions.Subscription) bool { t.Error("called for another place"); return true }
	for _, outcome := range []subscriptions.State{subscriptions.Failed, subscriptions.Skipped, subscriptions.Empty} {
		if err := k.Settle(t.Context(), group, day, outcome, noon, never); err != nil {
			t.Fatal(err)
		}
		noted(t, k, third, day, subscriptions.Claimed, nowhere)
		noted(t, k, group, day, subscriptions.Elsewhere, third)
	}
	err := k.Settle(t.Context(), group, day, subscriptions.Sent, noon, func(now *subscriptions.Subscription) bool {
		if now.Place != third {
			t.Errorf("got %+v", now)
		}
		now.Date, now.Next = later, noon.Add(24*time.Hour)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	noted(t, k, third, day, subscriptions.Sent, nowhere)
	noted(t, k, group, day, subscriptions.Elsewhere, third)
	want := planned(third, noon.Add(24*time.Hour))
	want.Date = later
	expect(t, k, third, &want)
	expect(t, k, group, nil)
	if got := due(t, k, "telegram", noon, 5); got != "" {
		t.Errorf("due: %q", got)
	}
	if err := k.DeleteSubscription(t.Context(), third); err != nil {
		t.Fatal(err)
	}
	if err := k.Settle(t.Context(), group, day, subscriptions.Sent, noon, never); err != nil {
		t.Fatal(err)
	}
}

func planned(place subscriptions.Place, next time.Time) subscriptions.Subscription {
	return subscriptions.Subscription{Place: place, Next: next}
}

func testDue(t *testing.T, k Keeper) {
	at := func(seconds int) time.Time { return noon.Add(time.Duration(seconds) * time.Second) }
	for n, seconds := range []int{30, 10, 20, 0, -5} {
		put(t, k, planned(subscriptions.Place{Platform: "telegram", User: fmt.Sprint(n)}, at(seconds)))
	}
	put(t, k, planned(subscriptions.Place{Platform: "discord", User: "d"}, at(15)))
	put(t, k, planned(subscriptions.Place{Platform: "telegram", User: "none"}, time.Time{}))
	for _, tt := range []struct {
		platform string
		now      time.Time
		n        int
		want     string
	}{
		{"telegram", at(-6), 10, ""},
		{"telegram", at(-5), 10, "4"},
		{"telegram", at(10).Add(-time.Millisecond), 10, "4 3"},
		{"telegram", at(10), 10, "4 3 1"},
		{"telegram", at(100), 10, "4 3 1 2 0"},
		{"telegram", at(100), 2, "4 3"},
		{"telegram", at(100), 0, ""},
		{"discord", at(100), 10, "d"},
		{"irc", at(100), 10, ""},
	} {
		if got := due(t, k, tt.platform, tt.now, tt.n); got != tt.want {
			t.Errorf("%s at %v, %d: got %q, want %q", tt.platform, tt.now, tt.n, got, tt.want)
		}
	}
}

func testLatest(t *testing.T, k Keeper) {
	for n := range 5 {
		put(t, k, planned(subscriptions.Place{Platform: "telegram", User: fmt.Sprint(n)}, noon.Add(time.Duration(n)*time.Hour)))
	}
	latest := func(from time.Time, n int) []string {
		found, err := k.Latest(t.Context(), "telegram", from, n)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(names(found))
	}
	if got := latest(noon.Add(2*time.Hour), 10); !slices.Equal(got, []string{"3", "4"}) {
		t.Errorf("got %v", got)
	}
	if got := latest(noon.Add(-time.Hour), 3); !slices.Equal(got, []string{"0", "1", "2"}) {
		t.Errorf("got %v", got)
	}
	if got := latest(time.Time{}, 1); !slices.Equal(got, []string{"0"}) {
		t.Errorf("got %v", got)
	}
	if got := latest(noon.Add(4*time.Hour), 3); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

// What is planned anew is due then, and no more when it was.
func testReplanned(t *testing.T, k Keeper) {
	place := Reader("telegram", 1)
	for _, next := range []time.Time{noon, noon.Add(24 * time.Hour), noon.Add(time.Hour), {}, noon} {
		put(t, k, planned(place, next))
		if next.IsZero() {
			if got := due(t, k, "telegram", noon.AddDate(10, 0, 0), 5); got != "" {
				t.Error("it is due without a time")
			}
			continue
		}
		if got := due(t, k, "telegram", next.Add(-time.Millisecond), 5); got != "" {
			t.Errorf("before %v: %q", next, got)
		}
		if got := due(t, k, "telegram", next, 5); got != place.User {
			t.Errorf("at %v: %q", next, got)
		}
	}
}

func testLedger(t *testing.T, k Keeper) {
	ctx, place, other := t.Context(), Reader("telegram", 1), Reader("telegram", 2)
	claim := func(place subscriptions.Place, date schedule.Date, at time.Time, want subscriptions.Entry) {
		t.Helper()
		got, err := k.Claim(ctx, place, date, at)
		if err != nil || got.State != want.State || !got.At.Equal(want.At) {
			t.Errorf("claim: got %v, %v, want %v", got, err, want)
		}
	}
	entry := func(place subscriptions.Place, date schedule.Date, want subscriptions.Entry) {
		t.Helper()
		got, err := k.Entry(ctx, place, date)
		if err != nil || got.State != want.State || !got.At.Equal(want.At) {
			t.Errorf("entry: got %v, %v, want %v", got, err, want)
		}
	}
	never := func(*subscriptions.Subscription) bool { t.Error("called without a subscription"); return false }

	claim(place, day, noon, subscriptions.Entry{})
	claimed := subscriptions.Entry{State: subscriptions.Claimed, At: noon}
	entry(place, day, claimed)
	claim(place, day, noon.Add(time.Minute), claimed) // as after a crash
	entry(place, day, claimed)
	entry(place, later, subscriptions.Entry{})
	entry(other, day, subscriptions.Entry{})
	if err := k.Settle(ctx, place, day, subscriptions.Sent, noon.Add(time.Second), never); err != nil {
		t.Fatal(err)
	}
	sent := subscriptions.Entry{State: subscriptions.Sent, At: noon}
	entry(place, day, sent)
	claim(place, day, noon.Add(time.Hour), sent)
	entry(place, day, sent)
	if err := k.Settle(ctx, other, later, subscriptions.Skipped, noon, never); err != nil { // never claimed
		t.Fatal(err)
	}
	entry(other, later, subscriptions.Entry{State: subscriptions.Skipped, At: noon})
	claim(other, day, noon, subscriptions.Entry{})
	if err := k.Settle(ctx, other, day, subscriptions.Failed, noon, never); err != nil {
		t.Fatal(err)
	}
	claim(other, day, noon, subscriptions.Entry{State: subscriptions.Failed, At: noon})
}

func testSettle(t *testing.T, k Keeper) {
	ctx, s := t.Context(), Full(Reader("telegram", 1))
	put(t, k, s)
	err := k.Settle(ctx, s.Place, day, subscriptions.Sent, noon, func(now *subscriptions.Subscription) bool {
		if !Same(*now, s) {
			t.Errorf("got %+v", *now)
		}
		now.Next, now.Progress.Parts = noon.Add(time.Hour), append(now.Progress.Parts, "more")
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Next, s.Progress.Parts = noon.Add(time.Hour), append(s.Progress.Parts, "more")
	expect(t, k, s.Place, &s)
	if got := due(t, k, "telegram", s.Next, 2); got != s.Place.User {
		t.Errorf("due: %q", got)
	}
	err = k.Settle(ctx, s.Place, later, subscriptions.Skipped, noon, func(now *subscriptions.Subscription) bool {
		now.Language = "de"
		return false
	})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, k, s.Place, &s)
	if e, _ := k.Entry(ctx, s.Place, later); e.State != subscriptions.Skipped {
		t.Errorf("entry: %v", e)
	}
	to := subscriptions.Place{Platform: "telegram", Chat: "-9"}
	err = k.Settle(ctx, s.Place, later, subscriptions.Failed, noon, func(now *subscriptions.Subscription) bool {
		now.Place = to
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, k, s.Place, nil)
	s.Place = to
	expect(t, k, to, &s)
	noted(t, k, to, later, subscriptions.Failed, nowhere)
}

func testIndex(t *testing.T, k Keeper) {
	var want []subscriptions.Place
	for n := range 3 {
		s := planned(subscriptions.Place{Platform: "discord", Chat: fmt.Sprint(n)}, noon)
		s.By = "discord 5"
		put(t, k, s)
		want = append(want, s.Place)
	}
	check := func(user string, want ...subscriptions.Place) {
		t.Helper()
		got, err := k.SubscribedBy(t.Context(), user)
		slices.SortFunc(got, func(a, b subscriptions.Place) int { return strings.Compare(a.Name(), b.Name()) })
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v, want %v", user, got, err, want)
		}
	}
	check("discord 5", want...)
	check("discord 50")
	check("")
	for n, by := range []string{"discord 50", ""} {
		err := k.Change(t.Context(), want[n], func(s *subscriptions.Subscription) bool { s.By = by; return true })
		if err != nil {
			t.Fatal(err)
		}
	}
	check("discord 5", want[2])
	check("discord 50", want[0])
	check("")
}

func testSwitch(t *testing.T, k Keeper) {
	for i, step := range []struct {
		pause bool
		at    time.Time
		since time.Time
	}{
		{false, noon, time.Time{}},
		{true, noon, noon},
		{true, noon.Add(time.Hour), noon},
		{false, noon, time.Time{}},
		{true, noon.Add(time.Hour), noon.Add(time.Hour)},
	} {
		if err := k.SetPaused(t.Context(), step.pause, step.at); err != nil {
			t.Fatal(err)
		}
		since, paused, err := k.Paused(t.Context())
		if paused != step.pause || !since.Equal(step.since) || err != nil {
			t.Errorf("step %d: got %v, %v, %v", i, since, paused, err)
		}
	}
}

// Of many who claim, one finds that nobody did.
func testOneClaims(t *testing.T, k Keeper) {
	var first atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			before, err := k.Claim(t.Context(), Reader("telegram", 1), day, noon)
			if err != nil {
				t.Error(err)
			}
			if before.State == subscriptions.Unknown {
				first.Add(1)
			}
		})
	}
	all.Wait()
	if n := first.Load(); n != 1 {
		t.Errorf("%d were first", n)
	}
}

// No change is lost among those made at the same time.
func testNoneLost(t *testing.T, k Keeper) {
	const workers, each = 8, 20
	place := Reader("telegram", 1)
	put(t, k, planned(place, noon))
	add := func(s *subscriptions.Subscription) bool { s.Plan.At++; return true }
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for range each {
				var err error
				if w%2 == 0 {
					err = k.Change(t.Context(), place, add)
				} else {
					err = k.Settle(t.Context(), place, day, subscriptions.Sent, noon, add)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if s, _, _ := k.Subscription(t.Context(), place); s.Plan.At != workers*each {
		t.Errorf("%d changes of %d", s.Plan.At, workers*each)
	}
}

func testEndedContext(t *testing.T, k Keeper) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	place := Reader("telegram", 1)
	never := func(*subscriptions.Subscription) bool { t.Error("called"); return true }
	errs := make(map[string]error)
	_, _, errs["Subscription"] = k.Subscription(ctx, place)
	errs["Change"] = k.Change(ctx, place, never)
	errs["DeleteSubscription"] = k.DeleteSubscription(ctx, place)
	_, errs["Due"] = k.Due(ctx, "telegram", noon, 1)
	_, errs["Latest"] = k.Latest(ctx, "telegram", noon, 1)
	_, errs["Claim"] = k.Claim(ctx, place, day, noon)
	errs["Settle"] = k.Settle(ctx, place, day, subscriptions.Sent, noon, never)
	_, errs["Entry"] = k.Entry(ctx, place, day)
	_, errs["SubscribedBy"] = k.SubscribedBy(ctx, "telegram 1")
	_, _, errs["Paused"] = k.Paused(ctx)
	errs["SetPaused"] = k.SetPaused(ctx, true, noon)
	for name, err := range errs {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
