package delivery

import "context"

// Receipt tells that an update is handled.
type Receipt struct {
	Source string // platform and bot, as in "telegram 123"
	ID     int64  // the update's

	// Question names the message that was answered and Answer the message
	// that answers it, in the adapter's own words; both "" when the update was
	// no question.
	Question, Answer string
}

// Log remembers what is handled; a bounded number, the latest. Its methods may
// be called concurrently.
type Log interface {
	// Handled reports whether an update has a receipt.
	Handled(ctx context.Context, source string, id int64) (bool, error)
	// Mark stores a receipt, and takes the update from the shelf.
	Mark(ctx context.Context, r Receipt) error
	// Answer returns the message that answers a question, "" when it is not
	// known (any more).
	Answer(ctx context.Context, source, question string) (string, error)
}

// Shelf holds updates that the platform need not hold any longer. Its methods
// may be called concurrently.
type Shelf interface {
	// SetAside keeps updates until they are marked, all of them or, with an
	// error, none. Those that are marked already are left out.
	SetAside(ctx context.Context, source string, updates []Update) error
	// Aside returns the updates set aside, by ascending id.
	Aside(ctx context.Context, source string) ([]Update, error)
}

// Update is one that was set aside.
type Update struct {
	ID   int64
	Data []byte
}
