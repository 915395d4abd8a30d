package discord

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Types of the first response to an interaction.
const (
	respondMessage = 4
	deferMessage   = 5
	deferUpdate    = 6
	respondUpdate  = 7
	respondChoices = 8
	respondForm    = 9
)

// response answers one interaction. Discord waits for the first response for
// 3 s: when the answer takes longer, it is told so, and the answer becomes an
// edit. The methods of a response may be called concurrently with its timer.
type response struct {
	bot       *Bot
	id, token string
	update    bool        // changes the message that was pressed, instead of a new one
	private   func() bool // whether only the one who asked is to see the answer; fixed when first asked

	forReader atomic.Bool
	until     time.Time // the first response comes too late after that

	mu    sync.Mutex
	state responseState
	shown bool // the reader sees something of the bot's
	timer *time.Timer
	done  chan struct{} // closed when deferring has ended, well or not
}

// firstWithin is how long Discord waits for the first response (Discord,
// "Interactions: Receiving and Responding").
const firstWithin = 3 * time.Second

// responseState goes from open to claimed, or to deferring and deferred. A first
// response that failed opens a claimed one again, without the timer.
type responseState int

const (
	open      responseState = iota
	deferring               // Discord is being told that it takes longer
	deferred                // it has been told, or cannot be: what follows are edits
	claimed                 // somebody gives, or gave, the first response
)

// newResponse begins to answer: from now on the interaction is deferred in
// time, whatever becomes of the answer.
func (b *Bot) newResponse(work context.Context, i *interaction, update bool, private func() bool) *response {
	r := &response{
		bot: b, id: i.ID, token: i.Token, update: update, private: sync.OnceValue(private),
		until: time.Now().Add(firstWithin), done: make(chan struct{}),
	}
	r.timer = time.AfterFunc(b.opts.DeferAfter, func() { r.takeLonger(work) })
	return r
}

// takeLonger tells Discord that the answer takes longer.
func (r *response) takeLonger(ctx context.Context) {
	r.mu.Lock()
	if r.state != open {
		r.mu.Unlock()
		return
	}
	r.state = deferring
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		r.state = deferred
		r.mu.Unlock()
		close(r.done)
	}()
	defer r.bot.recover()

	first := firstResponse{Type: deferUpdate}
	if !r.update {
		first.Type = deferMessage
		first.Data = map[string]any{"flags": r.flags()}
	}
	err := r.respond(ctx, first, nil)
	if quietly(err) != nil && ctx.Err() == nil {
		r.bot.opts.Log.Warn("an interaction was not acknowledged", "error", err)
	}
}

func (r *response) flags() int {
	if r.forReader.Load() || r.private() {
		return flagEphemeral
	}
	return 0
}

// send answers with messages, at least one. What comes too late for Discord is
// dropped without an error.
func (r *response) send(ctx context.Context, parts []payload) error {
	if _, err := r.first(ctx, parts[0], false); err != nil {
		return quietly(err)
	}
	for _, part := range parts[1:] {
		part.Flags |= r.flags()
		if err := r.bot.rest.post(ctx, r.path("?wait=true"), part, nil); err != nil {
			return quietly(err)
		}
	}
	return nil
}

// quietly drops an error that tells that Discord waits no more.
func quietly(err error) error {
	if isExpired(err) {
		return nil
	}
	return err
}

// first sends the first message and, if wanted, returns it.
func (r *response) first(ctx context.Context, first payload, wanted bool) (m message, err error) {
	if len(first.files) > 0 && !r.update {
		r.putOff(ctx)
	}
	if !r.claim() {
		err = persistently(ctx, func() error { // flags were given when it was deferred
			return r.bot.rest.edit(ctx, r.path("/messages/@original"), first, &m)
		})
		r.settle(err, deferred)
		return m, err
	}
	f := firstResponse{Type: respondUpdate}
	if !r.update {
		f.Type = respondMessage
		first.Flags |= r.flags()
	}
	f.Data = first
	var answer *callbackAnswer
	if wanted {
		answer = new(callbackAnswer)
		err = r.respond(ctx, f, answer)
		m = answer.Resource.Message
	} else {
		err = r.respond(ctx, f, nil)
	}
	r.settle(err, open)
	return m, err
}

// putOff tells at once that the answer takes longer: files may take longer than
// Discord waits.
func (r *response) putOff(ctx context.Context) {
	r.timer.Stop()
	r.takeLonger(ctx)
}

// settle notes what became of the first message, and the state after a failure.
func (r *response) settle(err error, failed responseState) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil || isExpired(err) {
		r.shown = true
		return
	}
	if !r.shown {
		r.state = failed
	}
}

// isShown tells whether the reader sees something of the bot's.
func (r *response) isShown() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.shown
}

// tell answers so that only the one who asked sees it, as far as Discord was not
// told otherwise. A message that was pressed stays as it is.
func (r *response) tell(ctx context.Context, part payload) error {
	if !r.update {
		r.forReader.Store(true)
		return r.send(ctx, []payload{part})
	}
	if err := r.pass(ctx); err != nil {
		return err
	}
	return quietly(r.whisper(ctx, part))
}

// end lets go of the interaction: nothing is sent any more, nor being sent.
func (r *response) end() { r.claim() }

// whisper sends a message that only the one who asked sees, after the first.
func (r *response) whisper(ctx context.Context, part payload) error {
	part.Flags |= flagEphemeral
	return r.bot.rest.post(ctx, r.path("?wait=true"), part, nil)
}

// pass acknowledges a press without anything to be seen.
func (r *response) pass(ctx context.Context) error {
	if !r.claim() {
		return nil
	}
	return quietly(r.respond(ctx, firstResponse{Type: deferUpdate}, nil))
}

// claim reports whether the first response is the caller's to give; otherwise
// it has been given.
func (r *response) claim() bool {
	r.timer.Stop()
	r.mu.Lock()
	state := r.state
	if state == open {
		r.state = claimed
	}
	r.mu.Unlock()
	if state == deferring {
		<-r.done
	}
	return state == open
}

func (r *response) path(rest string) string {
	return "/webhooks/" + r.bot.self.Application + "/" + r.token + rest
}

// firstResponse is the first response to an interaction.
type firstResponse struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// callbackAnswer is what Discord tells of it.
type callbackAnswer struct {
	Resource struct {
		Message message `json:"message"`
	} `json:"resource"`
}

// respond gives the first response while Discord waits for it.
func (r *response) respond(ctx context.Context, first firstResponse, answer *callbackAnswer) error {
	ctx, cancel := context.WithDeadline(ctx, r.until)
	defer cancel()
	return r.bot.respond(ctx, r.id, r.token, first, answer)
}

// respond gives the first response; answer may be nil.
func (b *Bot) respond(ctx context.Context, id, token string, first firstResponse, answer *callbackAnswer) error {
	ctx, cancel := context.WithTimeout(ctx, firstWithin)
	defer cancel()
	path := "/interactions/" + id + "/" + token + "/callback"
	if answer == nil {
		return b.rest.acknowledge(ctx, path, first, nil)
	}
	return b.rest.acknowledge(ctx, path+"?with_response=true", first, answer)
}
