package discord

import (
	"context"
	"encoding/json"
	"maps"
	"strconv"
	"sync"
	"time"

	"dragoman/adapters/discord/internal/gateway"
	"dragoman/core/delivery"
	"dragoman/core/sleep"
)

// bookmarks remember how far the events of each connection were taken on, so that
// a restart goes on there: Discord keeps what came meanwhile, for some minutes.
// The zero value is ready; its methods may be called concurrently.
type bookmarks struct {
	mu      sync.Mutex
	reached map[int]gateway.Session // by shard
	stored  map[int]gateway.Session
	keeping map[chan struct{}]bool // of messages that are being put into the state file
	moved   chan struct{}          // holds one where reached is not stored
	failed  bool                   // to store; it is logged
}

// bookmarkEvery is how often they are stored at most.
const bookmarkEvery = time.Second

// bookmark is how one is stored. A session is of so many shards, and of events.
type bookmark struct {
	gateway.Session
	Shards  int `json:"shards"`
	Intents int `json:"intents"`
}

// bookmarkName names the receipt that holds a bookmark: that all events up to it
// are handled. Messages have other names, and numbers above zero.
func bookmarkName(shard int) (name string, id int64) {
	return "gateway " + strconv.Itoa(shard), -1 - int64(shard)
}

// isKeeping says that done is closed when a message is in the state file.
func (m *bookmarks) isKeeping(done chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.keeping == nil {
		m.keeping = make(map[chan struct{}]bool)
	}
	m.keeping[done] = true
}

// isKept closes done.
func (m *bookmarks) isKept(done chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.keeping, done)
	close(done)
}

// reach moves a bookmark.
func (m *bookmarks) reach(shard int, s gateway.Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reached[shard] = s
	select {
	case m.moved <- struct{}{}:
	default:
	}
}

// settled returns the bookmarks as they are when it is called, once all messages
// before them are in the state file.
func (m *bookmarks) settled() map[int]gateway.Session {
	m.mu.Lock()
	reached, keeping := maps.Clone(m.reached), maps.Clone(m.keeping)
	m.mu.Unlock()
	for done := range keeping {
		<-done
	}
	return reached
}

// bookmarking stores how far the shards have come, until ctx ends. What it adds
// to the gateway's options is nothing without a state file.
func (b *Bot) bookmarking(o *gateway.Options) (keep func(ctx context.Context)) {
	if b.shelf == nil {
		return func(ctx context.Context) { <-ctx.Done() }
	}
	m := &b.marks
	m.reached, m.stored = make(map[int]gateway.Session), make(map[int]gateway.Session)
	m.moved = make(chan struct{}, 1)
	shards := 0
	begin := o.Begin
	o.Begin = func(n int) { shards = n; begin(n) }
	o.Resume, o.Reached = b.bookmark, m.reach
	return func(ctx context.Context) {
		for {
			select {
			case <-m.moved:
			case <-ctx.Done():
				b.storeBookmarks(context.WithoutCancel(ctx), shards)
				return
			}
			b.storeBookmarks(context.WithoutCancel(ctx), shards)
			_ = sleep.For(ctx, bookmarkEvery) // ends early with ctx
		}
	}
}

func (b *Bot) storeBookmarks(ctx context.Context, shards int) {
	m := &b.marks
	for shard, s := range m.settled() {
		if m.stored[shard] == s {
			continue
		}
		name, id := bookmarkName(shard)
		err := b.opts.Deliveries.Mark(ctx, delivery.Receipt{
			Source: b.source, ID: id, Question: name, Answer: string(marshal(bookmark{s, shards, intents})),
		})
		if err == nil {
			m.stored[shard] = s
		} else if !m.failed {
			b.opts.Log.Error("how far events were read is not stored; a restart may miss some", "error", err)
		}
		m.failed = err != nil
	}
}

// bookmark is where a shard goes on, the zero Session for anew.
func (b *Bot) bookmark(shard, shards int) gateway.Session {
	name, _ := bookmarkName(shard)
	text, err := b.opts.Deliveries.Answer(context.Background(), b.source, name)
	var at bookmark
	if err != nil || text == "" || json.Unmarshal([]byte(text), &at) != nil || at.Shards != shards || at.Intents != intents {
		return gateway.Session{} // what cannot be read is told of by those who write
	}
	return at.Session
}
