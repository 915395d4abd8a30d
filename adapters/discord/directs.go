package discord

import (
	"context"
	"strconv"
	"sync"

	"dragoman/adapters/discord/internal/rest"
)

// directs remember the channels of direct messages with users, which never change.
// The zero value is empty; it may be used concurrently.
type directs struct {
	mu     sync.Mutex
	byUser map[uint64]uint64
}

// maxDirects bounds what is remembered, to some ten megabytes: one more forgets
// another.
const maxDirects = 200_000

func (d *directs) get(user string) (channel string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	id, ok := d.byUser[number(user)]
	return strconv.FormatUint(id, 10), ok
}

func (d *directs) put(user, channel string) {
	key, id := number(user), number(channel)
	if key == 0 || id == 0 {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byUser == nil {
		d.byUser = make(map[uint64]uint64)
	}
	d.byUser[key] = id
	for other := range d.byUser {
		if len(d.byUser) <= maxDirects {
			break
		}
		if other != key {
			delete(d.byUser, other)
		}
	}
}

func (d *directs) drop(user string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.byUser, number(user))
}

// number is an id as a number, 0 for what is none.
func number(id string) uint64 {
	n, _ := strconv.ParseUint(id, 10, 64)
	return n
}

// openDirect returns the channel of direct messages with a user.
func (b *Bot) openDirect(ctx context.Context, c calls, user string) (string, error) {
	if id, ok := b.directs.get(user); ok {
		return id, nil
	}
	var dm channel
	err := c.do(ctx, "POST", "/users/@me/channels", map[string]string{"recipient_id": user}, &dm, rest.Repeatable())
	if err != nil {
		return "", err
	}
	b.directs.put(user, dm.ID)
	return dm.ID, nil
}

// direct sends messages, which have nonces, to a user.
func (b *Bot) direct(ctx context.Context, c calls, user string, parts ...payload) error {
	for again := false; ; again = true {
		id, err := b.openDirect(ctx, c, user)
		for i := 0; err == nil && i < len(parts); i++ {
			err = c.post(ctx, "/channels/"+id+"/messages", parts[i], nil)
		}
		if again || !rest.HasCode(err, rest.UnknownChannel) {
			return err
		}
		b.directs.drop(user) // it was another's, or is no more
	}
}

// isUnwanted tells whether a user takes no messages from the bot.
func isUnwanted(err error) bool {
	return rest.HasCode(err, rest.CannotMessageUser, rest.NoMutualGuilds)
}
