package telegram

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"dragoman/core/sleep"
)

// Limits of Telegram, which it does not specify: about 30 messages a second over
// all, one a second in a chat, 20 a minute in a group (Bot API FAQ, "My bot is
// hitting limits"). What is kept here is a little less, so that messages that
// overtake others on their way stay within them.
const (
	perSecond = 29
	slack     = 10 * time.Millisecond // a timer that is late by this loses nothing

	// Where that is too much, each 429 of all takes one message a second off the
	// rate, and each calm puts one back.
	leastPerSecond = 15
	calmAfter      = 5 * time.Minute

	chatGap     = time.Second + 50*time.Millisecond
	groupMost   = 20
	groupWithin = 61 * time.Second

	// maxReplyWait bounds how long a reply waits for its slot while briefings
	// are sent.
	maxReplyWait = 200 * time.Millisecond
	forever      = time.Duration(math.MaxInt64)
	// maxHold bounds how long a briefing waits for its chat before it has begun,
	// and all for one 429: one chat that is told to wait an hour holds up no other.
	maxHold = time.Minute
)

// pace is when messages may go. Replies to readers go first: while briefings are
// sent each takes the next slot, and otherwise it goes at once. When some failed they
// come one after the other, and new ones after them. Briefings take the slots
// that are left, and wait as long as Telegram asks. The zero value is not ready: see
// newPace.
type pace struct {
	turn  chan struct{} // holds one while a briefing waits for a slot; others wait behind it
	again chan struct{} // likewise for replies

	mu      sync.Mutex
	replies int       // that wait for their turn, or have it
	rate    int       // messages a second
	slowed  time.Time // when the rate was changed
	next    time.Time // when the next slot begins
	briefed time.Time // when the last briefing went
	still   time.Time // until when no briefing goes
	told    time.Time // until when the last 429 asked to wait
	by      int64     // the chat that it was about
	chats   map[int64]*chatPace
	swept   int // chats after the last sweep
}

// chatPace is what went to a chat within groupWithin, at most groupMost times.
type chatPace struct {
	went  []time.Time
	still time.Time // until when nothing goes there
}

func newPace() *pace {
	return &pace{turn: make(chan struct{}, 1), again: make(chan struct{}, 1), rate: perSecond, chats: make(map[int64]*chatPace)}
}

// heldError is that of a chat in which no briefing may go for long.
type heldError struct{ wait time.Duration }

func (e heldError) Error() string {
	return fmt.Sprintf("telegram: the chat has to wait %v more", e.wait)
}

// reply takes a slot for a message to a reader, and waits for it if briefings are
// being sent, no longer than maxReplyWait. Where Telegram asks the chat to wait it
// waits, and where others are tried again it takes its turn after them.
func (p *pace) reply(ctx context.Context, chat int64) error {
	p.mu.Lock()
	now := time.Now()
	if p.replies > 0 || p.of(chat, now).still.After(now) {
		p.mu.Unlock()
		return p.retry(ctx, chat)
	}
	at := now
	if now.Sub(p.briefed) < time.Second && p.next.After(now) {
		at = earlier(p.next, now.Add(maxReplyWait))
	}
	p.take(chat, at)
	// Replies that come faster than the limit leave nothing to briefings, but what
	// lies back longer than a second takes nothing from the next.
	p.next = earlier(p.next, now.Add(time.Second))
	p.mu.Unlock()
	if at.After(now) {
		return sleep.For(ctx, at.Sub(now))
	}
	return ctx.Err()
}

// chat waits until a message may go to a chat, as far as that is the chat's
// matter. The error is heldError when that takes longer than hold.
func (p *pace) chat(ctx context.Context, chat int64, hold time.Duration) error {
	for {
		p.mu.Lock()
		wait := p.chatWait(chat, time.Now())
		p.mu.Unlock()
		switch {
		case wait <= 0:
			return ctx.Err()
		case wait > hold:
			return heldError{wait}
		}
		if err := sleep.For(ctx, wait); err != nil {
			return err
		}
	}
}

// retry takes a slot for a message to a reader that failed, and waits for it. When
// Telegram was away many are tried again: all at once would be too much for it.
func (p *pace) retry(ctx context.Context, chat int64) error {
	return p.queue(ctx, chat, forever, true)
}

// briefing takes a slot for a message that nobody waits for, and waits for it. The
// error is heldError, as that of chat, or the context's.
func (p *pace) briefing(ctx context.Context, chat int64, hold time.Duration) error {
	return p.queue(ctx, chat, hold, false)
}

func (p *pace) queue(ctx context.Context, chat int64, hold time.Duration, reply bool) error {
	for {
		if err := p.chat(ctx, chat, hold); err != nil {
			return err
		}
		err := p.inTurn(ctx, chat, reply)
		if !errors.Is(err, errChatFirst) {
			return err
		}
	}
}

// errChatFirst sends a message back to wait for its chat.
var errChatFirst = errors.New("the chat has to wait")

// inTurn takes a slot after those that wait already.
func (p *pace) inTurn(ctx context.Context, chat int64, reply bool) error {
	turn := p.turn
	if reply {
		turn = p.again
		p.mu.Lock()
		p.replies++
		p.mu.Unlock()
		defer func() {
			p.mu.Lock()
			p.replies--
			p.mu.Unlock()
		}()
	}
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-turn }()
	return p.await(ctx, chat, reply)
}

// await waits for a slot that nothing takes that goes first, and takes it. The turn
// is held.
func (p *pace) await(ctx context.Context, chat int64, reply bool) error {
	for {
		p.mu.Lock()
		now := time.Now()
		if p.chatWait(chat, now) > 0 {
			p.mu.Unlock()
			return errChatFirst
		}
		wait := p.next.Sub(now)
		if !reply { // a reply does not wait for what may be the limit of another chat
			wait = max(wait, p.still.Sub(now))
			if p.replies > 0 {
				wait = max(wait, time.Second/time.Duration(p.rate))
			}
		}
		if wait <= 0 {
			p.take(chat, now)
			if !reply {
				p.briefed = now
			}
		}
		p.mu.Unlock()
		if wait <= 0 {
			return ctx.Err()
		}
		if err := sleep.For(ctx, wait); err != nil {
			return err
		}
	}
}

// take notes a message. p.mu is held.
func (p *pace) take(chat int64, at time.Time) {
	if p.rate < perSecond && at.Sub(p.slowed) >= calmAfter {
		p.rate, p.slowed = p.rate+1, at
	}
	p.next = later(p.next, at.Add(-slack)).Add(time.Second / time.Duration(p.rate))
	c := p.of(chat, at)
	if len(c.went) == groupMost {
		c.went = c.went[1:]
	}
	c.went = append(c.went, at)
}

// of is what is known of a chat, without what is long ago. p.mu is held.
func (p *pace) of(chat int64, now time.Time) *chatPace {
	c, ok := p.chats[chat]
	if !ok {
		if len(p.chats) > 2*p.swept+1000 {
			for id, c := range p.chats {
				if c.rest(now); len(c.went) == 0 && !c.still.After(now) {
					delete(p.chats, id)
				}
			}
			p.swept = len(p.chats)
		}
		c = new(chatPace)
		p.chats[chat] = c
	}
	c.rest(now)
	return c
}

// rest drops what went before groupWithin.
func (c *chatPace) rest(now time.Time) {
	for len(c.went) > 0 && now.Sub(c.went[0]) >= groupWithin {
		c.went = c.went[1:]
	}
}

// chatWait is how long a chat takes no message that can wait. p.mu is held.
func (p *pace) chatWait(chat int64, now time.Time) time.Duration {
	c, ok := p.chats[chat]
	if !ok {
		return 0
	}
	c.rest(now)
	until := c.still
	if n := len(c.went); n > 0 {
		until = later(until, c.went[n-1].Add(chatGap))
		if chat < 0 && n == groupMost { // ids of groups are negative
			until = later(until, c.went[0].Add(groupWithin))
		}
	}
	return until.Sub(now)
}

// patience notes a 429. It does not tell whose limit it is. It is taken for that of
// the chat if the bot wrote there more than once lately, and no other chat was just
// told to wait as well; else for that of all, and no briefing goes.
func (p *pace) patience(chat int64, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	c := p.of(chat, now)
	c.still = later(c.still, now.Add(wait))
	if len(c.went) < 2 || p.by != chat && now.Before(p.told) {
		if !now.Before(p.still) { // else it was on its way when the one before came
			p.rate, p.slowed = max(leastPerSecond, p.rate-1), now
		}
		p.still = later(p.still, now.Add(min(wait, maxHold)))
	}
	p.by, p.told = chat, now.Add(min(wait, maxHold))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
