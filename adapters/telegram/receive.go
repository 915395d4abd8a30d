package telegram

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"strconv"
	"time"

	"dragoman/core/delivery"
	"dragoman/core/flood"
	"dragoman/core/lanes"
)

// receive takes on an update, unless it is known, handled or not for the bot.
// Its flight is nil then. isNew tells whether it was seen for the first time.
func (b *Bot) receive(work context.Context, raw []byte, aside bool) (f *flight, isNew bool) {
	var u update
	err := json.Unmarshal(raw, &u)
	if err != nil {
		// One field that is not as expected must not stop the rest.
		var id struct {
			ID int64 `json:"update_id"`
		}
		if json.Unmarshal(raw, &id) != nil || id.ID == 0 {
			b.opts.Log.Warn("an update without an id is left out")
			return nil, false
		}
		b.opts.Log.Warn("an update cannot be read and is left out", "update", id.ID)
		u = update{ID: id.ID}
	}
	f, isNew = b.inbox.admit(u.ID, raw, aside)
	if !isNew {
		return f, false
	}
	done, err := b.opts.Deliveries.Handled(work, b.source, u.ID)
	if err != nil {
		b.opts.Log.Error("the state cannot be read; an update may be handled twice", "error", err)
	}
	var req *request
	if !done {
		req = b.read(&u)
	}
	if req == nil && aside { // it is not to come at each start
		_ = b.opts.Deliveries.Mark(work, delivery.Receipt{Source: b.source, ID: u.ID})
	}
	if req == nil {
		b.inbox.land(f, false)
		return nil, true
	}
	run := b.handle
	if req.limited() {
		group := ""
		if !req.chat.private() {
			group = req.chatName()
		}
		switch b.opts.Flood.Ask(req.userName(), group, req.at) {
		case flood.Tell:
			run = b.tellSlow
		case flood.TellChat:
			run = b.tellBusy
		case flood.Drop:
			run = b.dropped
		}
	}
	b.lanes.Add(req.lane(), lanes.Job{ID: u.ID, Run: func(latest bool) {
		req.latest = latest
		b.run(work, f, req, run)
	}})
	return f, true
}

// handler handles a request; what it returns is the message that answers the
// question, "" for none.
type handler func(ctx context.Context, req *request) (answer string, err error)

// run handles a request and notes that it is handled.
func (b *Bot) run(work context.Context, f *flight, req *request, h handler) {
	if work.Err() != nil {
		b.inbox.land(f, true)
		return
	}
	answer, err := b.guarded(work, req, h)
	if work.Err() != nil && err != nil {
		b.inbox.land(f, true) // it comes again
		return
	}
	b.report(req, err)
	receipt := delivery.Receipt{Source: b.source, ID: f.id}
	if answer != "" {
		receipt.Question, receipt.Answer = req.questionName(), answer
	}
	if err := b.opts.Deliveries.Mark(context.WithoutCancel(work), receipt); err != nil {
		b.opts.Log.Error("the state cannot be written; an update may be handled twice", "error", err)
	}
	b.inbox.land(f, false)
}

// guarded keeps a panic over one update from ending the others'.
func (b *Bot) guarded(ctx context.Context, req *request, h handler) (answer string, err error) {
	defer func() {
		if v := recover(); v != nil {
			b.opts.Log.Error("panic while handling an update", "panic", b.api.redact(text(v)), "stack", string(debug.Stack()))
		}
	}()
	return h(ctx, req)
}

func text(v any) string {
	if err, ok := v.(error); ok {
		return err.Error()
	}
	if s, ok := v.(string); ok {
		return s
	}
	return "of an unusual kind"
}

// report logs why a request failed.
func (b *Bot) report(req *request, err error) {
	switch {
	case err == nil:
	case isGone(err):
		b.opts.Log.Info("a chat cannot be written to any more", "error", err)
	default:
		b.opts.Log.Warn("an update was not answered", "kind", req.kind.String(), "error", err)
	}
}

const (
	// asideAfter is how long an update may hold back the confirmation of those
	// after it.
	asideAfter = 2 * time.Second
	maxAside   = 1000
)

// putAside keeps updates so that Telegram need not. It reports whether they are
// kept, or handled meanwhile.
func (b *Bot) putAside(work context.Context, flights []*flight) bool {
	if len(flights) == 0 {
		return true
	}
	if _, aside := b.inbox.size(); b.shelf == nil || aside+len(flights) > maxAside {
		return false
	}
	updates := make([]delivery.Update, len(flights))
	for i, f := range flights {
		updates[i] = delivery.Update{ID: f.id, Data: f.raw}
	}
	if err := b.shelf.SetAside(work, b.source, updates); err != nil {
		if work.Err() == nil {
			b.opts.Log.Error("updates were not set aside", "error", err)
		}
		return false
	}
	b.inbox.setAside(flights)
	return true
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
