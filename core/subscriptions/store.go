package subscriptions

import (
	"context"
	"time"

	"dragoman/core/schedule"
)

// Store keeps subscriptions by their places. Its methods may be called
// concurrently; what they changed survives a crash when they return.
type Store interface {
	// Subscription returns that of a place; ok is false for none. One that
	// has ended is returned too, until it is deleted.
	Subscription(ctx context.Context, place Place) (s Subscription, ok bool, err error)
	// Change lets change rewrite the subscription of a place, in one
	// transaction. s is zero but for its Place when there is none. A change of
	// Place moves it, in place of one that is there, and what the ledger has on
	// it with it: see Elsewhere. When change returns false nothing is stored.
	// change may be called more than once and must not wait.
	Change(ctx context.Context, place Place, change func(s *Subscription) bool) error
	// DeleteSubscription deletes that of a place, and what the ledger has on
	// it for days before today is deleted with time. It is no error when there
	// is none. Nothing of it is in the file any more when it returns.
	DeleteSubscription(ctx context.Context, place Place) error
}

// Queue finds what is due.
type Queue interface {
	// Due returns up to n subscriptions of a platform whose Next is not after
	// now, the first due first. It does not look at the others.
	Due(ctx context.Context, platform string, now time.Time, n int) ([]Subscription, error)
	// Latest returns up to n subscriptions of a platform whose Next is after
	// from, the first due first: those that a clock gone wrong planned too far
	// ahead, or what is still to come.
	Latest(ctx context.Context, platform string, from time.Time, n int) ([]Subscription, error)
}

// Ledger notes what happened to the briefing of a place on a local date. Its
// notes are kept for MaxLedger.
type Ledger interface {
	// Claim notes that the briefing is being sent, unless the ledger says more
	// than Claimed already, and returns what it said before.
	Claim(ctx context.Context, place Place, date schedule.Date, now time.Time) (before Entry, err error)
	// Settle notes what became of it and lets change rewrite the subscription,
	// both or none, as Store.Change does. change is not called when there is
	// no subscription any more. When it has moved since the claim, Sent counts
	// for where it is now, and so does change; any other outcome says nothing
	// about that place, and does nothing.
	Settle(ctx context.Context, place Place, date schedule.Date, outcome State, now time.Time, change func(*Subscription) bool) error
	// Entry returns what the ledger says, a zero Entry for nothing.
	Entry(ctx context.Context, place Place, date schedule.Date) (Entry, error)
}

// MaxLedger is how long the ledger keeps a note, by its local date.
const MaxLedger = 8 * 24 * time.Hour

// Entry is a note of the ledger.
type Entry struct {
	State State
	At    time.Time // when it was first claimed, or settled without a claim
	To    Place     // of Elsewhere: where the subscription is now, zero when it is no more
}

// State is how far a briefing is.
type State byte

const (
	Unknown State = iota // the ledger says nothing
	Claimed              // it is being sent; after a crash, it may have been
	Sent
	Skipped // too late
	Failed  // the place cannot be reached
	Empty   // there was nothing to say
	// Elsewhere is what is left behind where a subscription was: for the date
	// that was planned when it moved, and for each that the ledger had a note
	// on. The notes are where it is now, but for those on which that place had
	// Sent already. Who is sending meanwhile finds it by this.
	Elsewhere
)

// Index is all the subscriptions that a reader made; for the reader who wants to
// be forgotten.
type Index interface {
	// SubscribedBy returns the places for which a user subscribed.
	SubscribedBy(ctx context.Context, user string) ([]Place, error)
}

// Switch stops the sending of all briefings, and lets it go on.
type Switch interface {
	// Paused tells whether, and since when, briefings are stopped.
	Paused(ctx context.Context) (since time.Time, paused bool, err error)
	// SetPaused stops them, or lets them go on.
	SetPaused(ctx context.Context, paused bool, now time.Time) error
}

// Census counts subscriptions for operators. Those that have ended, less than
// MaxEnded ago, count under their reason alone.
type Census struct {
	Active   int
	ByPlace  map[string]int // by platform, and " user" or " chat"
	ByZone   map[string]int
	ByHour   [24]int // of the local clock
	Ended    map[Reason]int
	Failing  int
	Paused   bool
	Today    map[State]int // of the ledger, over the last 24 hours, but for Elsewhere
	Earliest time.Time     // when the next is due, zero for none
}
