package discord

import (
	"context"
	"sync"
)

// channelCache remembers what channels are. The zero value is ready; it may be
// used concurrently.
type channelCache struct {
	mu   sync.Mutex
	byID map[string]channel
}

// maxChannels bounds the channels remembered: one more forgets another.
const maxChannels = 10_000

func (c *channelCache) get(id string) (channel, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ch, ok := c.byID[id]
	return ch, ok
}

func (c *channelCache) put(ch channel) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID == nil {
		c.byID = make(map[string]channel)
	}
	c.byID[ch.ID] = ch
	for other := range c.byID {
		if len(c.byID) <= maxChannels {
			break
		}
		if other != ch.ID {
			delete(c.byID, other)
		}
	}
}

// describe completes what is known of the channel of a message: the gateway
// gives only its id.
func (b *Bot) describe(ctx context.Context, req *request) {
	if req.reply != nil || req.guild == "" {
		return
	}
	ch, ok := b.channels.get(req.channel.ID)
	if !ok {
		if err := b.rest.get(ctx, "/channels/"+req.channel.ID, &ch); err != nil || ch.ID == "" {
			b.opts.Log.Debug("a channel cannot be looked up", "error", err)
			return // it counts as one without threads
		}
		b.channels.put(ch)
	}
	req.channel = ch
}

// maySpeak tells whether the bot may answer a message where it was written.
func (b *Bot) maySpeak(ctx context.Context, req *request) bool {
	c := b.settings(ctx, req)
	if c.MaySpeak(req.channel.ID) {
		return true
	}
	b.describe(ctx, req) // a thread of a channel that is allowed is allowed
	return c.MaySpeak(req.channel.ID, req.channel.Parent)
}
