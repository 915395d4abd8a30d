package telegram

import (
	"errors"
	"sync"
	"time"

	"dragoman/core/card"
	"dragoman/knowledge"
)

// pictures are the cards of the current edition as Telegram keeps them: each is
// drawn and uploaded once, and named from then on. The zero value is empty.
type pictures struct {
	mu   sync.Mutex
	base *knowledge.Base // that they show
	all  map[pictureKey]*picture
}

// pictureKey names a picture of an edition.
type pictureKey struct {
	kind pictureKind
	day  time.Time // that it highlights, zero for none
}

type pictureKind int

const (
	pictureBriefing pictureKind = iota
	pictureTimeline
	pictureWho
)

// maxPictures bounds the pictures of an edition. At any moment it is one of three
// days somewhere on Earth.
const maxPictures = 32

// of returns a picture of a base. Those of other bases are forgotten.
func (p *pictures) of(base *knowledge.Base, kind pictureKind, day time.Time) *picture {
	key := pictureKey{kind, day}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.base != base || len(p.all) >= maxPictures && p.all[key] == nil {
		p.base, p.all = base, make(map[pictureKey]*picture)
	}
	if p.all[key] == nil {
		p.all[key] = &picture{draw: func() (card.Card, bool) { return drawn(base, key) }}
	}
	return p.all[key]
}

func drawn(base *knowledge.Base, key pictureKey) (card.Card, bool) {
	switch key.kind {
	case pictureTimeline:
		return card.Timeline(base, key.day)
	case pictureWho:
		return card.Who(base)
	}
	return card.Briefing(base, key.day)
}

// picture is a card, drawn when it is first needed. Its methods may be called
// concurrently.
type picture struct {
	draw func() (card.Card, bool)

	once sync.Once
	png  []byte // nil when the story has nothing to draw

	mu     sync.Mutex
	id     string        // by which Telegram knows it, "" before it is uploaded
	upload chan struct{} // closed when the upload for briefings is over, nil for none
	failed time.Time     // when an upload for briefings last failed, zero for never
}

// uploadAgain is after how long a picture that could not be uploaded is tried again.
// Till then briefings go without: else each would wait for an upload of its own, one
// after the other.
const uploadAgain = time.Minute

// bytes is the picture as a file, nil for none.
func (p *picture) bytes() []byte {
	p.once.Do(func() {
		if c, ok := p.draw(); ok {
			p.png, _ = c.PNG() // its error is that there is nothing to draw
		}
	})
	return p.png
}

// name is how Telegram knows the picture, "" if it does not.
func (p *picture) name() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.id
}

// claim returns the name of the picture; or, when somebody uploads it, a channel
// that is closed when that is over; or neither, and the caller is to upload it and to
// call settle. The error is errNoUpload when an upload has just failed.
func (p *picture) claim() (id string, busy <-chan struct{}, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.id == "" && p.upload == nil {
		if !p.failed.IsZero() && time.Since(p.failed) < uploadAgain {
			return "", nil, errNoUpload
		}
		p.upload = make(chan struct{})
		return "", nil, nil
	}
	return p.id, p.upload, nil
}

// settle ends what claim began; failed tells whether that was for the picture's sake
// and not for the chat's.
func (p *picture) settle(failed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.upload)
	p.upload, p.failed = nil, time.Time{}
	if failed {
		p.failed = time.Now()
	}
}

// errNoUpload is returned for a picture that could not be uploaded a moment ago.
var errNoUpload = errors.New("telegram: the picture could not be uploaded a moment ago")

// named notes the name that Telegram gave, or "" when it does not take the name
// that was used any more.
func (p *picture) named(id, used string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if id != "" || p.id == used {
		p.id = id
	}
}
