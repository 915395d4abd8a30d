package flood

import (
	"container/list"
	"sync"
	"time"
)

// Verdict is what to do with a message.
type Verdict int

// The verdicts.
const (
	Pass     Verdict = iota // answer it
	Tell                    // do not answer; tell the user, for the first time
	TellChat                // do not answer; tell the chat, for the first time
	Drop                    // do not answer, the user or the chat knows
)

// Rate is a bucket: Burst tokens at most, a new one each Every.
type Rate struct {
	Burst int
	Every time.Duration
}

// Options configure a [Limiter]. The zero value is usable.
type Options struct {
	User Rate // of one user in all chats; zero means 6, then one in 3 s
	Chat Rate // of one chat; zero means 20, then one in 3 s
	Max  int  // users and chats remembered; zero means 50,000
}

// Limiter tells who asks too much.
type Limiter struct {
	opts Options

	mu      sync.Mutex
	buckets map[string]*list.Element
	recency *list.List // of *bucket, the latest first
}

type bucket struct {
	key    string
	tokens float64
	at     time.Time
	told   bool
}

// New returns a limiter; its clock is that of the calls to Ask.
func New(o Options) *Limiter {
	return &Limiter{opts: o.withDefaults(), buckets: make(map[string]*list.Element), recency: list.New()}
}

func (o Options) withDefaults() Options {
	if o.User == (Rate{}) {
		o.User = Rate{Burst: 6, Every: 3 * time.Second}
	}
	if o.Chat == (Rate{}) {
		o.Chat = Rate{Burst: 20, Every: 3 * time.Second}
	}
	if o.Max == 0 {
		o.Max = 50_000
	}
	return o
}

// Ask takes a token of a user, and one of a chat unless chat is "". A message
// that does not pass takes none. A time before the last one counts as that.
func (l *Limiter) Ask(user, chat string, now time.Time) Verdict {
	l.mu.Lock()
	defer l.mu.Unlock()
	u := l.fill("user "+user, l.opts.User, now)
	if u.tokens < 1 {
		return u.refuse(Tell)
	}
	if chat != "" {
		c := l.fill("chat "+chat, l.opts.Chat, now)
		if c.tokens < 1 {
			return c.refuse(TellChat)
		}
		c.tokens--
	}
	u.tokens--
	return Pass
}

// AskChat takes a token of a chat alone, for a message whose user's is taken.
func (l *Limiter) AskChat(chat string, now time.Time) Verdict {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.fill("chat "+chat, l.opts.Chat, now)
	if c.tokens < 1 {
		return c.refuse(TellChat)
	}
	c.tokens--
	return Pass
}

// SetRates changes the rates from now on; who has asked much already has less left
// as before. A zero rate is the one that a zero Options means.
func (l *Limiter) SetRates(user, chat Rate) {
	l.mu.Lock()
	defer l.mu.Unlock()
	o := Options{User: user, Chat: chat}.withDefaults()
	l.opts.User, l.opts.Chat = o.User, o.Chat
}

// Len is the number of users and chats remembered.
func (l *Limiter) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.recency.Len()
}

func (b *bucket) refuse(first Verdict) Verdict {
	if b.told {
		return Drop
	}
	b.told = true
	return first
}

// fill returns the bucket of key as it is now.
func (l *Limiter) fill(key string, rate Rate, now time.Time) *bucket {
	e, ok := l.buckets[key]
	if !ok {
		b := &bucket{key: key, tokens: float64(rate.Burst), at: now}
		l.buckets[key] = l.recency.PushFront(b)
		if l.recency.Len() > l.opts.Max {
			last := l.recency.Back()
			l.recency.Remove(last)
			delete(l.buckets, last.Value.(*bucket).key)
		}
		return b
	}
	l.recency.MoveToFront(e)
	b := e.Value.(*bucket)
	if passed := now.Sub(b.at); passed > 0 {
		b.at = now
		b.tokens += float64(passed) / float64(rate.Every)
		if b.tokens >= float64(rate.Burst) {
			b.tokens, b.told = float64(rate.Burst), false
		}
	}
	return b
}
