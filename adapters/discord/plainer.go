package discord

import (
	"sync"
	"time"

	"dragoman/adapters/discord/internal/rest"
)

// plainer remembers channels where embeds or pictures are not permitted, so that a
// briefing is not refused there every day: Discord shuts out who is refused too
// often. The zero value is empty; it may be used concurrently.
type plainer struct {
	mu      sync.Mutex
	byPlace map[string]plainNote
}

type plainNote struct {
	looks looks
	until time.Time // then it is tried again
}

const (
	plainFor   = 7 * 24 * time.Hour
	maxPlainer = 50_000
)

// get returns what may be sent to a channel, as far as is known.
func (p *plainer) get(channel string, now time.Time) looks {
	p.mu.Lock()
	defer p.mu.Unlock()
	if note := p.byPlace[channel]; now.Before(note.until) {
		return note.looks
	}
	return looks{}
}

// put notes what was taken by a channel that had refused more.
func (p *plainer) put(channel string, f looks, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byPlace == nil || len(p.byPlace) >= maxPlainer {
		p.byPlace = make(map[string]plainNote)
	}
	p.byPlace[channel] = plainNote{f, now.Add(plainFor)}
}

// looks are how much a message may have where it goes. The zero value is all.
type looks struct {
	bare  bool // no files
	plain bool // no embeds
}

// less is what to try where more is refused; ok is false when there is nothing
// less.
func (f looks) less() (less looks, ok bool) {
	if !f.bare {
		return looks{bare: true, plain: f.plain}, true
	}
	return looks{bare: true, plain: true}, !f.plain
}

// refusesLooks tells whether an error may be about files or embeds: a message
// without its embeds may be an empty one.
func refusesLooks(err error) bool {
	return rest.HasCode(err, rest.MissingPermissions, rest.EmptyMessage, rest.TooLarge)
}
