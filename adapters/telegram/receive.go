package telegram

import (
	"context"
	"encoding/json"
	"errors"
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
		b.alarm("the state cannot be read; an update may be handled twice", err)
	}
	var req *request
	if !done {
		req = b.read(&u)
	}
	var run handler
	if req != nil {
		run = b.admitted(work, req)
	}
	behind := 0
	if run != nil {
		behind = b.inbox.join(f, req.lane())
	}
	switch {
	case run != nil && behind == maxLane && req.kind != searches: // these have no chat to be told in
		run = b.tellBusy
	case run != nil && behind > maxLane:
		b.alarm("a chat has to wait, and asks more than is kept for it: the rest goes unanswered", errLane)
		run = nil
	}
	if run == nil {
		if aside { // it is not to come at each start
			_ = b.opts.Deliveries.Mark(work, delivery.Receipt{Source: b.source, ID: u.ID})
		}
		b.inbox.land(f, false)
		return nil, true
	}
	b.lanes.Add(req.lane(), lanes.Job{ID: u.ID, Run: func(latest bool) {
		req.latest = latest
		b.run(work, f, req, run)
	}})
	return f, true
}

// maxLane bounds what waits in one chat, as when Telegram has the bot wait: one
// more is told that, and further ones are dropped.
const maxLane = 200

var errLane = errors.New("too many wait")

// admitted is what is to be done with a request as far as flood control lets
// it, nil for nothing: what is dropped waits for nobody, and nobody for it.
func (b *Bot) admitted(work context.Context, req *request) handler {
	if req.kind == searches && b.typed.Ask(req.userName(), "", req.at) != flood.Pass {
		return nil
	}
	if !req.limited() {
		return b.handle
	}
	group := ""
	if req.crowds() {
		// Where only admins ask, others take nothing of what the chat may.
		if req.chatLater = b.settings(work, req).AdminsOnly; !req.chatLater {
			group = req.chatName()
		}
	}
	switch b.opts.Flood.Ask(req.userName(), group, req.at) {
	case flood.Tell:
		return b.tellSlow
	case flood.TellChat:
		return b.tellBusy
	case flood.Drop:
		if req.press == nil {
			return nil
		}
		return b.dropped // no button waits for ever
	}
	return b.handle
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
	if err != nil && (work.Err() != nil || isRefusal(err)) {
		b.inbox.land(f, true) // it comes again
		return
	}
	b.report(req, err)
	receipt := delivery.Receipt{Source: b.source, ID: f.id}
	if answer != "" {
		receipt.Question, receipt.Answer = req.questionName(), answer
		if req.message != 0 {
			receipt.Answer = answered{answer, b.mark(req)}.String()
		}
	}
	if err := b.opts.Deliveries.Mark(context.WithoutCancel(work), receipt); err != nil {
		b.alarm("the state cannot be written; an update may be handled twice", err)
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
	maxAside   = 4000 // of the 10,000 that a state file keeps for all platforms
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
			b.alarm("updates were not set aside", err)
		}
		return false
	}
	b.inbox.setAside(flights)
	return true
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
