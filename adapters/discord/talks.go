package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"dragoman/core"
	"dragoman/core/feedback"
	"dragoman/core/forget"
)

// talks are the reader's conversations in a channel: its own first, then those of
// its threads that are open. A thread closes by itself after an hour of silence
// at the earliest, when what was said in it is forgotten anyway. With an error
// there is the first one only.
func (b *Bot) talks(ctx context.Context, req *request) ([]core.SessionKey, error) {
	all := []core.SessionKey{{Conversation: req.conversation(), User: req.userName()}}
	if !req.native || !req.channel.takesThreads() {
		return all, nil
	}
	var active struct {
		Threads []channel `json:"threads"` // of the whole server
	}
	if err := b.rest.get(ctx, "/guilds/"+req.guild+"/threads/active", &active); err != nil {
		return all, err
	}
	for _, t := range active.Threads {
		if t.Parent == req.channel.ID {
			all = append(all, core.SessionKey{Conversation: conversation(t.ID), User: req.userName()})
		}
	}
	return all, nil
}

// forget forgets what the reader asked in a channel and in its threads.
func (b *Bot) forget(ctx context.Context, req *request) error {
	all, err := b.talks(ctx, req)
	for i, key := range all {
		if i > 0 && b.opts.Sessions != nil { // most have none
			if s, err := b.opts.Sessions.Session(ctx, key); err == nil && len(s.Turns) == 0 {
				continue
			}
		}
		err = errors.Join(err, b.opts.Answerer.Forget(ctx, key))
	}
	return err
}

// forgetAll forgets all that there is of the reader, everywhere, the conversation
// first.
func (b *Bot) forgetAll(ctx context.Context, req *request) error {
	err := b.forget(ctx, req)
	if b.opts.Forgetter == nil {
		if desk := b.opts.Subscriptions; desk != nil {
			err = errors.Join(err, desk.Forget(ctx, req.userName()))
		}
		if votes, ok := b.opts.Feedback.(*feedback.Memory); ok {
			votes.ForgetUser(req.userName())
		}
		return err
	}
	reader := forget.Reader{User: req.userName(), Source: b.source, Sent: sentBy(req.user.ID)}
	if req.inDirect() {
		reader.Chats = []string{req.chatName()}
	} else if dm, err2 := b.openDirect(ctx, b.rest, req.user.ID); err2 == nil {
		reader.Chats = []string{conversation(dm)} // as chatName has it there
	} else if !isUnwanted(err2) {
		err = errors.Join(err, err2)
	}
	b.directs.drop(req.user.ID)
	_, err2 := b.opts.Forgetter.ForgetUser(ctx, reader)
	return errors.Join(err, err2)
}

// sentBy tells whether a message that is kept while it is answered is a user's.
func sentBy(id string) func(update []byte) bool {
	return func(update []byte) bool {
		var m message
		return json.Unmarshal(update, &m) == nil && m.Author != nil && m.Author.ID == id
	}
}

// lastItem is the id of the item that answered the reader last, in a channel or
// one of its threads; "" for none.
func (b *Bot) lastItem(ctx context.Context, req *request) string {
	if b.opts.Sessions == nil {
		return ""
	}
	all, err := b.talks(ctx, req)
	if err != nil {
		b.opts.Log.Debug("the threads of a channel cannot be looked up", "error", err)
	}
	item, latest := "", time.Time{}
	for _, key := range all {
		s, err := b.opts.Sessions.Session(ctx, key)
		if err == nil && len(s.Turns) > 0 && s.Seen.After(latest) {
			item, latest = s.Turns[len(s.Turns)-1].Item, s.Seen
		}
	}
	return item
}
