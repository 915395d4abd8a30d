package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"dragoman/adapters/discord/internal/gateway"
	"dragoman/core/delivery"
	"dragoman/core/flood"
	"dragoman/core/lanes"
)

// receive takes on an event of the gateway. It only decodes and enqueues.
func (b *Bot) receive(work context.Context, e gateway.Event) {
	switch e.Type {
	case "INTERACTION_CREATE":
		var i interaction
		if err := json.Unmarshal(e.Data, &i); err != nil {
			b.opts.Log.Warn("an interaction cannot be read and is left out", "error", err)
			return
		}
		b.receiveInteraction(work, &i)
	case "MESSAGE_CREATE", "MESSAGE_UPDATE":
		var m message
		if err := json.Unmarshal(e.Data, &m); err != nil {
			b.opts.Log.Warn("a message cannot be read and is left out", "error", err)
			return
		}
		edited := e.Type == "MESSAGE_UPDATE"
		if edited && (m.Edited == nil || time.Since(*m.Edited) > answerWithin) {
			return // Discord has added a preview, or a pin
		}
		req := b.readMessage(&m, edited)
		if req == nil || edited && !b.isNewEdit(&m) || !edited && !b.flights.begin(m.ID) {
			return // not for the bot, or delivered twice
		}
		var h handler
		if !b.isFull(req) {
			h = b.admit(req)
		}
		switch {
		case h == nil && !req.edited:
			b.flights.end(m.ID)
			return
		case h == nil:
			return
		case !req.edited:
			b.keep(work, req, e.Data)
		}
		b.enqueue(work, req, h)
	}
}

// maxLane bounds what waits of one reader in one place, as when Discord does not
// answer. Further messages and interactions are dropped: those before them will be
// answered late enough.
const maxLane = 200

// isFull tells, and logs, that too much of a reader waits already.
func (b *Bot) isFull(req *request) bool {
	if b.lanes.Waiting(req.lane()) < maxLane {
		return false
	}
	b.opts.Log.Debug("a reader has to wait, and asks more than is kept for them: the rest goes unanswered")
	return true
}

// isNewEdit tells whether a message was edited since it came last: Discord also
// tells of previews and pins of those that were edited before.
func (b *Bot) isNewEdit(m *message) bool {
	edit := m.ID + " " + m.Edited.UTC().Format(time.RFC3339Nano)
	isNew := b.flights.begin(edit)
	if isNew {
		b.flights.end(edit)
	}
	return isNew
}

func (b *Bot) receiveInteraction(work context.Context, i *interaction) {
	if snowflake(i.ID) == 0 || !b.flights.begin(i.ID) {
		return // delivered twice
	}
	isForm := i.Type == pressType && isFollowUp(i.Data.CustomID)
	switch {
	case (i.Type == autocompleteType || isForm) && b.typed.Ask(i.userID(), "", time.Now()) != flood.Pass:
		b.flights.end(i.ID) // what no hand types is left without a response
	case i.Type == autocompleteType:
		b.aside(func() { b.complete(work, i) })
	case isForm:
		b.aside(func() { b.openForm(work, i) })
	default:
		req := readInteraction(i)
		if req == nil {
			b.flights.end(i.ID)
			b.opts.Log.Warn("an interaction of a kind that the bot does not know", "type", int(i.Type))
			return
		}
		if b.isFull(req) {
			b.flights.end(i.ID)
			return
		}
		h := b.admit(req)
		if h == nil {
			h = b.tellSlow // an interaction is never left without a response
		}
		req.reply = b.newResponse(work, i, req.updates(), func() bool { return b.isPrivate(work, req) })
		b.enqueue(work, req, h)
	}
}

// aside runs what must not wait for others.
func (b *Bot) aside(run func()) {
	b.asides.Go(func() {
		defer b.recover()
		run()
	})
}

// handler handles a request; what it returns are the ids of the messages that
// answer it, "" for none that could be edited.
type handler func(ctx context.Context, req *request) (answer string, err error)

// admit says how a request is to be handled; nil for not at all, as the reader
// asks too fast and knows it.
func (b *Bot) admit(req *request) handler {
	verdict := b.opts.Flood.Ask(req.userName(), "", req.at)
	req.refused = verdict != flood.Pass
	switch verdict {
	case flood.Pass:
		return b.handleUnlessBusy
	case flood.Tell:
		return b.tellSlow
	}
	return nil
}

func (b *Bot) enqueue(work context.Context, req *request, h handler) {
	b.lanes.Add(req.lane(), lanes.Job{ID: snowflake(req.id), Run: func(bool) { b.run(work, req, h) }})
}

// answerWithin bounds how long a request may take, waits and repetitions of
// calls included: so long the token of an interaction lives.
const answerWithin = 15 * time.Minute

// run handles a request.
func (b *Bot) run(work context.Context, req *request, h handler) {
	if req.reply != nil {
		defer req.reply.end()
	}
	if !req.edited {
		defer b.flights.end(req.id)
	}
	if req.keeping != nil {
		<-req.keeping
	}
	if req.done || work.Err() != nil {
		return // a message that is stored is answered after the restart
	}
	receipt := delivery.Receipt{Source: b.source, ID: snowflake(req.id)}
	if req.reply != nil {
		// Discord brings it again when the process before ended in this moment. Its
		// question would stand in the conversation twice.
		if done, err := b.opts.Deliveries.Handled(work, receipt.Source, receipt.ID); err == nil && done {
			return
		}
	}
	ctx, cancel := context.WithTimeout(work, answerWithin)
	defer cancel()
	answer, err := b.guarded(ctx, req, h)
	if err != nil && work.Err() != nil {
		return
	}
	if err != nil {
		b.opts.Log.Warn("a request was not answered", "kind", req.kind.String(), "error", err)
	}
	switch {
	case req.reply != nil:
		b.aside(func() { b.mark(work, receipt) }) // nothing waits for it
	case answer != "":
		receipt.Question, receipt.Answer = req.id, answer
		b.mark(work, receipt)
	case req.stored:
		b.mark(work, receipt)
	}
}

// mark notes that something is handled.
func (b *Bot) mark(work context.Context, receipt delivery.Receipt) {
	if err := b.opts.Deliveries.Mark(context.WithoutCancel(work), receipt); err != nil {
		b.opts.Log.Error("the state cannot be written; a question may be answered twice", "error", err)
	}
}

// guarded handles a request, and tells a reader who is shown nothing that
// something went wrong.
func (b *Bot) guarded(ctx context.Context, req *request, h handler) (answer string, err error) {
	if answer, err = b.attempt(ctx, req, h); err == nil || ctx.Err() != nil {
		return answer, err
	}
	untold := errors.Is(err, errPanic) && !req.edited // a message that cannot be answered for another reason cannot be answered so
	if req.reply != nil {
		untold = !req.reply.isShown()
	}
	if untold {
		err = errors.Join(err, b.say(ctx, req, b.phrases(ctx, req).Trouble))
	}
	return answer, err
}

// attempt keeps a panic over one request from ending the others'.
func (b *Bot) attempt(ctx context.Context, req *request, h handler) (answer string, err error) {
	defer func() {
		if v := recover(); v != nil {
			b.panicked(v)
			err = errPanic
		}
	}()
	return h(ctx, req)
}

// errPanic stands for a panic that is logged.
var errPanic = errors.New("discord: handling it panicked")

func (b *Bot) recover() {
	if v := recover(); v != nil {
		b.panicked(v)
	}
}

func (b *Bot) panicked(v any) {
	b.opts.Log.Error("panic while handling an event", "panic", strings.ReplaceAll(fmt.Sprint(v), b.opts.Token, "[token]"), "stack", string(debug.Stack()))
}

// keep begins to store a message until it is marked as answered, so that a
// crash does not lose it: Discord brings none twice. It is not handled before
// that has ended.
func (b *Bot) keep(work context.Context, req *request, raw []byte) {
	if b.shelf == nil {
		return
	}
	req.keeping = make(chan struct{})
	b.marks.isKeeping(req.keeping)
	b.aside(func() {
		defer b.marks.isKept(req.keeping)
		if done, err := b.opts.Deliveries.Handled(work, b.source, snowflake(req.id)); err == nil && done {
			req.done = true
			return
		}
		err := b.shelf.SetAside(work, b.source, []delivery.Update{{ID: snowflake(req.id), Data: raw}})
		req.stored = err == nil
		if err != nil && work.Err() == nil {
			b.opts.Log.Error("a message is not kept while it is answered", "error", err)
		}
	})
}

// resume takes up the messages that were not answered when the process ended.
func (b *Bot) resume(work context.Context) {
	if b.shelf == nil {
		return
	}
	updates, err := b.shelf.Aside(work, b.source)
	if err != nil {
		b.opts.Log.Error("messages from before the start are not answered, as the state cannot be read", "error", err)
	}
	for _, u := range updates {
		var m message
		if err := json.Unmarshal(u.Data, &m); err == nil {
			if req := b.readMessage(&m, false); req != nil && b.flights.begin(m.ID) {
				req.stored = true
				b.enqueue(work, req, b.handle)
				continue
			}
		}
		_ = b.opts.Deliveries.Mark(work, delivery.Receipt{Source: b.source, ID: u.ID}) // else it comes again
	}
}
