package subscriptions

import (
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
)

// Subscription is one place's daily briefing. It is plain data: a store encodes
// it as JSON.
type Subscription struct {
	Place    Place             `json:"place"`
	By       string            `json:"by,omitempty"`       // who subscribed, as in core.SessionKey.User; "" once they asked to be forgotten
	Language string            `json:"language,omitempty"` // of the bot's own phrases, BCP 47
	Plan     schedule.Plan     `json:"plan"`
	OnlyNew  bool              `json:"only_new,omitempty"`
	Repeat   bool              `json:"repeat,omitempty"` // go round when all is told, instead of quiet
	Since    time.Time         `json:"since"`            // when it was made
	Progress briefing.Progress `json:"progress,omitzero"`
	Missed   schedule.Date     `json:"missed,omitzero"` // the latest that was skipped since the last one sent

	// Next is when the next briefing is due, jitter included, and Date the
	// local date that it is of. Next is zero when Ended is not "".
	Next time.Time     `json:"next,omitzero"`
	Date schedule.Date `json:"date,omitzero"`

	// Failing is since when the bot lacks a permission there; By was told.
	Failing time.Time `json:"failing,omitzero"`
	// Ended is why nothing is sent any more: one of the Reasons, "" while it runs.
	Ended Reason `json:"ended,omitempty"`
	// EndedAt is since when. Stores delete it MaxEnded after that.
	EndedAt time.Time `json:"ended_at,omitzero"`
}

// Reason is why a place gets nothing.
type Reason string

// The reasons that a Sender gives, and Runner keeps.
const (
	Blocked   Reason = "blocked"    // the reader blocked the bot, or takes no messages from it
	Kicked    Reason = "kicked"     // the bot is no member of the chat any more
	Deleted   Reason = "deleted"    // the chat, the topic or the reader's account is no more
	Forbidden Reason = "forbidden"  // the bot lacks a permission: not for good
	BadZone   Reason = "zone"       // nothing knows the zone any more
	LostAgain Reason = "permission" // Forbidden for MaxForbidden
)

// MaxForbidden is how long a subscription is kept where the bot may not write.
const MaxForbidden = 14 * 24 * time.Hour

// MaxEnded is how long a subscription that has ended is kept: its reason is shown to
// who looks for it, and its time and zone are offered to who subscribes again.
const MaxEnded = 30 * 24 * time.Hour

// Grace is how late a briefing may be. One that is later is skipped, and the
// next says so.
const Grace = 2 * time.Hour

// Jitter is the time over which briefings of one minute are spread.
const Jitter = time.Minute
