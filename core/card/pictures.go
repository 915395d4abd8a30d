package card

import (
	"sync"
	"time"

	"dragoman/knowledge"
)

// Subject is what a picture shows.
type Subject struct {
	Base *knowledge.Base
	Kind Kind
	Day  time.Time // it highlights the day of this time, UTC; zero for none
}

// Kind is which picture of a story, and a name for its file.
type Kind string

const (
	KindBriefing Kind = "briefing" // that of [Briefing]
	KindTimeline Kind = "timeline" // that of [Timeline]
	KindWho      Kind = "who"      // that of [Who], which highlights no day
)

func (s Subject) card() (Card, bool) {
	switch s.Kind {
	case KindTimeline:
		return Timeline(s.Base, s.Day)
	case KindWho:
		return Who(s.Base)
	}
	return Briefing(s.Base, s.Day)
}

// Pictures are those of one edition of a story, each drawn once and kept with what
// an adapter has to remember of it, a T. The zero value is empty.
type Pictures[T any] struct {
	mu   sync.Mutex
	base *knowledge.Base // that they show
	all  map[Subject]*Picture[T]
}

// maxPictures bounds the pictures of an edition, of some 100 KB each. At any moment
// it is one of three days somewhere on Earth.
const maxPictures = 16

// Of returns a picture. Those of other editions are forgotten, and all when there
// are too many; whoever has one may go on with it.
func (p *Pictures[T]) Of(what Subject) *Picture[T] {
	what.Day = what.Day.UTC().Truncate(24 * time.Hour)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.base != what.Base || len(p.all) >= maxPictures && p.all[what] == nil {
		p.base, p.all = what.Base, make(map[Subject]*Picture[T])
	}
	if p.all[what] == nil {
		p.all[what] = &Picture[T]{what: what}
	}
	return p.all[what]
}

// Picture is a card that is drawn when it is first needed.
type Picture[T any] struct {
	Own T // the adapter's, its zero value at first

	what Subject
	once sync.Once
	png  []byte
	alt  string
}

// Draw returns the picture as a file, which must not be changed, and what it shows
// as text, see [Card.Alt]. png is nil when the story has nothing to draw. Whoever
// comes while it is being drawn waits.
func (p *Picture[T]) Draw() (png []byte, alt string) {
	p.once.Do(func() {
		if c, ok := p.what.card(); ok {
			p.png, _ = c.PNG() // its error is that there is nothing to draw
			p.alt = c.Alt()
		}
	})
	return p.png, p.alt
}
