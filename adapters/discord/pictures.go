package discord

import (
	"sync"
	"time"

	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/briefing"
	"dragoman/core/card"
	"dragoman/knowledge"
)

// pictures are the cards of the current edition, each drawn once. Discord keeps no
// file for another message: each message takes it along. The zero value is empty;
// it may be used concurrently.
type pictures struct {
	mu   sync.Mutex
	base *knowledge.Base // that they show
	all  map[pictureOf]*picture
}

// pictureOf names a picture.
type pictureOf struct {
	kind string // briefingPicture, timelinePicture or whoPicture
	base *knowledge.Base
	day  time.Time // that it highlights, midnight UTC; zero for none
}

// Kinds of pictures, and the names of their files.
const (
	briefingPicture = "briefing"
	timelinePicture = "timeline"
	whoPicture      = "who"
)

// maxPictures bounds the pictures of an edition, of some 100 KB each. At any moment
// it is one of three days somewhere on Earth.
const maxPictures = 16

// picture is a card, drawn when it is first needed.
type picture struct {
	once sync.Once
	png  []byte // nil when the story has nothing to draw
	alt  string
}

// of returns a picture; one without png when there is none. Those of other
// editions are forgotten.
func (p *pictures) of(what pictureOf) *picture {
	p.mu.Lock()
	if p.base != what.base || len(p.all) >= maxPictures && p.all[what] == nil {
		p.base, p.all = what.base, make(map[pictureOf]*picture)
	}
	if p.all[what] == nil {
		p.all[what] = new(picture)
	}
	one := p.all[what]
	p.mu.Unlock()
	one.once.Do(func() {
		if c, ok := what.card(); ok {
			one.png, _ = c.PNG() // its error is that there is nothing to draw
			one.alt = c.Alt()
		}
	})
	return one
}

func (what pictureOf) card() (card.Card, bool) {
	switch what.kind {
	case timelinePicture:
		return card.Timeline(what.base, what.day)
	case whoPicture:
		return card.Who(what.base)
	}
	return card.Briefing(what.base, what.day)
}

// attach puts a picture into messages, if there is one: into the embed of the first,
// or beside its text.
func (p *pictures) attach(parts []payload, what pictureOf) {
	one := p.of(what)
	if one.png == nil {
		return
	}
	first := &parts[0]
	name := what.kind + ".png"
	first.files = []rest.File{{Name: name, Type: "image/png", Data: one.png}}
	first.Attachments = []attachment{{ID: "0", Name: name, Description: one.alt}}
	if len(first.Embeds) > 0 {
		first.Embeds[0].Image = &image{URL: "attachment://" + name, Description: one.alt}
	}
}

// detach takes the pictures out of messages.
func detach(parts []payload) []payload {
	var without []payload
	for _, part := range parts {
		part.files, part.Attachments = nil, nil
		part.Embeds = append([]embed{}, part.Embeds...)
		for i := range part.Embeds {
			part.Embeds[i].Image = nil
		}
		without = append(without, part)
	}
	return without
}

// pictureOfBriefing is the picture of the day that a briefing is of, as far as it
// says so. ok is false for one that goes without, or is of another edition.
func pictureOfBriefing(base *knowledge.Base, br briefing.Briefing) (what pictureOf, ok bool) {
	what = pictureOf{kind: briefingPicture, base: base}
	for _, s := range br.Sections {
		switch s.Kind {
		case briefing.Today:
			what.day = time.Date(s.Date.Year, s.Date.Month, s.Date.Day, 0, 0, 0, 0, time.UTC)
		case briefing.Tomorrow:
			if what.day.IsZero() {
				what.day = time.Date(s.Date.Year, s.Date.Month, s.Date.Day-1, 0, 0, 0, 0, time.UTC)
			}
		}
	}
	return what, br.Pictured() && br.Title == base.Story().Title
}

// dayOf is the day of a time, as pictures have it.
func dayOf(t time.Time) time.Time {
	year, month, day := t.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
