package subscriptions

import (
	"context"
	"fmt"

	"dragoman/core/briefing"
)

// Sender sends briefings on one platform, at the pace that it allows; replies to
// readers go first. Its methods may be called concurrently: Send waits for its
// turn, and for as long as the platform asks.
type Sender interface {
	// Platform is the name that places have.
	Platform() string
	// Parallel is how many sends at once make full use of the platform's limit.
	Parallel() int
	// Send sends a briefing to a place. The nonce is that of an attempt before,
	// if there was one. Its error is *Refused, *Moved, or one that may pass:
	// then it was not sent, as far as is known, and may be tried again.
	Send(ctx context.Context, place Place, nonce string, b briefing.Briefing, language string) error
	// Tell sends a sentence to a user, as in Subscription.By, alone.
	Tell(ctx context.Context, user, text string) error
}

// Refused is returned when a place takes no briefing.
type Refused struct {
	Reason Reason // Blocked, Kicked, Deleted or Forbidden
	Err    error  // the platform's, for the log
}

func (e *Refused) Error() string { return fmt.Sprintf("not taken (%s): %v", e.Reason, e.Err) }

// Unwrap returns the platform's error.
func (e *Refused) Unwrap() error { return e.Err }

// Moved is returned when a place has a new name, and nothing was sent.
type Moved struct{ To Place }

func (e *Moved) Error() string { return "the chat is now " + e.To.Name() }
