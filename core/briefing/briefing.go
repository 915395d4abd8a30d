package briefing

import (
	"slices"
	"time"

	"dragoman/core"
	"dragoman/core/schedule"
	"dragoman/knowledge"
)

// Request is what a briefing is composed of.
type Request struct {
	Base     *knowledge.Base
	Date     schedule.Date // the subscriber's day
	Progress Progress      // what the subscriber has been told
	OnlyNew  bool          // nothing but what is on and what is new
	Repeat   bool          // begin with the first part again when all are told
	Missed   schedule.Date // the latest briefing that was skipped since the last, zero for none
	Welcome  bool          // asked for, now: never empty, and Progress may stay as it is
}

// Progress is what a subscriber has been told. It is plain data: a store may
// encode it as JSON. The zero value is nothing.
type Progress struct {
	Story  string    `json:"story,omitempty"`  // its id: for another story it begins anew
	AsOf   time.Time `json:"as_of,omitzero"`   // day of the newest article told about
	Parts  []string  `json:"parts,omitempty"`  // ids of the parts told, at most MaxTold, the latest
	Quotes []string  `json:"quotes,omitempty"` // short hashes of the quotes told, at most MaxTold, the latest
	Quiet  bool      `json:"quiet,omitempty"`  // was told that there will be nothing until there is news
}

// MaxTold bounds what is remembered of each kind.
const MaxTold = 64

// Briefing is what to tell a subscriber on one day.
type Briefing struct {
	Base     *knowledge.Base // that it was composed of, and that its picture is of
	Title    string          // of the story
	AsOf     time.Time       // day of its newest article, zero when that has no date
	Sections []Section       // none when there is nothing to say
	Question string          // worth asking, "" for none
	Source   core.Source     // of the story
	Once     bool            // asked for by who gets none daily: it tells how to subscribe, not how to stop
	Progress Progress        // after it was sent; of an empty one, at once: it may know of a newer article
}

// Empty tells whether there is nothing to send.
func (b Briefing) Empty() bool { return len(b.Sections) == 0 }

// Pictured tells whether the picture of the story goes with it: with the story in
// short, with something on and with something new. On other days it would be the
// same picture again.
func (b Briefing) Pictured() bool {
	return slices.ContainsFunc(b.Sections, func(s Section) bool {
		return s.Kind == Today || s.Kind == Tomorrow || s.Kind == New || s.Kind == Part && s.Part == ""
	})
}

// Highlight is the day that the picture highlights, midnight UTC: the subscriber's,
// when something is on then. On other days it is the zero time, for there is nothing
// to highlight: a picture is the same on all of them.
func (b Briefing) Highlight() time.Time {
	for _, s := range b.Sections {
		if s.Kind == Today {
			return midnight(s.Date)
		}
	}
	return time.Time{}
}

// Section is a piece of a briefing.
type Section struct {
	Kind  Kind
	Date  schedule.Date // of Today, Tomorrow and Missed; of New, the day since which; else zero
	Part  string        // of Part: its title in the language of the story
	Reply core.Reply    // what it says; empty for Missed and Quiet
}

// Kind is what a section is about.
type Kind int

const (
	Missed   Kind = iota // a briefing before could not be sent in time
	Today                // what the story's calendar has for the day
	Tomorrow             // and for the next
	New                  // what is new since the last briefing
	Part                 // the next part of the story
	Quote                // the quote of the day
	Quiet                // all is told: quiet until there is news
)
