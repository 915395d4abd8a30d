package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	writeTimeout = 10 * time.Second
	// closeTimeout is how long Discord has to confirm a close.
	closeTimeout = time.Second
	drainTimeout = time.Second
	restTime     = 100 * time.Millisecond
	// closeKeep closes a connection whose session is to be resumed: 1000 and
	// 1001 would end that. Discord: Gateway, Initiating a Disconnect.
	closeKeep = 4000
)

// link is one connection to Discord, with the library behind it.
type link struct {
	shard *shard
	up    *websocket.Conn // Discord; written by send
	down  *websocket.Conn // the library; written by receive
	turn  *turn           // nil to resume

	// Of receive alone.
	hello, ready bool

	quiet  chan struct{} // closed when receive has ended
	failed chan struct{} // closed when err is set

	mu       sync.Mutex
	err      error // why it ended; no event is handed over any more
	session  Session
	since    time.Time     // READY or RESUMED
	interval time.Duration // of heartbeats
	beat     time.Time     // the first heartbeat that is not answered, or zero
	passed   int           // events that the library has not handed over yet
	empty    chan struct{} // nil, or to be closed when there are none
}

// run keeps the link until ctx ends or something is amiss, and returns what.
// When it has returned, no event is handed over.
func (l *link) run(ctx context.Context) error {
	defer l.up.Close()
	near, far := net.Pipe()
	s := l.shard
	library, err := newLibrary(s.o, s.id, s.count, near, l.deliver)
	if err != nil {
		return err
	}
	s.closing.Go(func() {
		if err := library.run(); err != nil {
			l.fail(fmt.Errorf("the library: %w", err))
		}
		near.Close()
	})
	if l.down, err = accept(far); err != nil {
		far.Close()
		l.fail(err)
		return l.err
	}
	go l.receive() // ends with the connection; see quiet
	s.closing.Go(l.send)
	select {
	case <-l.failed:
		l.end(closeKeep)
	case <-ctx.Done():
		l.fail(ctx.Err())
		if l.shard.o.Reached != nil {
			l.end(closeKeep)
		} else {
			l.end(websocket.CloseNormalClosure)
		}
	}
	<-l.quiet
	s.closing.Go(func() {
		// The library closes with its lock held for a second. A heartbeat that
		// is under way comes to its end before, and does not wait for the lock.
		t := time.NewTimer(restTime)
		defer t.Stop()
		<-t.C
		far.Close()
	})
	return l.err
}

// fail notes why the link ends. Only the first reason counts.
func (l *link) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = err
		close(l.failed)
	}
}

// end closes the connection to Discord. A normal end waits for its confirmation.
func (l *link) end(code int) {
	deadline := time.Now().Add(closeTimeout)
	err := l.up.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), deadline)
	if err == nil && code == websocket.CloseNormalClosure {
		t := time.NewTimer(time.Until(deadline))
		defer t.Stop()
		select {
		case <-l.quiet:
		case <-t.C:
		}
	}
	l.up.Close()
}

// receive passes on what Discord sends.
func (l *link) receive() {
	defer close(l.quiet)
	deadline, waited := time.Now().Add(l.shard.o.HelloTimeout), errNoHello
	for {
		if l.ready {
			deadline, waited = time.Now().Add(2*l.interval), errSilent
		}
		l.up.SetReadDeadline(deadline)
		kind, text, err := l.up.ReadMessage()
		greeted := l.hello
		if err != nil {
			err = named(err, waited)
		} else {
			err = l.take(kind, text)
		}
		if err != nil {
			l.drain()
			l.fail(err)
			return
		}
		if l.hello && !greeted {
			deadline, waited = time.Now().Add(l.shard.o.ReadyTimeout), errNoReady
		}
	}
}

// take deals with a message of Discord's.
func (l *link) take(kind int, text []byte) error {
	f, err := readFrame(kind, text)
	if err != nil {
		return err
	}
	switch f.Op {
	case opHello:
		return l.greeted(f)
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		var resumable bool
		_ = json.Unmarshal(f.Data, &resumable) // what is no yes is no
		return &invalidSession{resumable}
	case opHeartbeatAck:
		l.answered()
		if !l.ready {
			return nil // in place of READY it would lock up the library
		}
		return l.pass(frame{Op: f.Op})
	case opHeartbeat:
		return l.pass(frame{Op: f.Op})
	case opDispatch:
		l.ready = l.ready || f.Type == "READY" || f.Type == "RESUMED"
		l.mu.Lock()
		l.passed++
		l.mu.Unlock()
		return l.pass(frame{Op: f.Op, Seq: f.Seq, Type: asIs + f.Type, Data: f.Data})
	}
	return nil // newer than we are
}

func (l *link) greeted(f frame) error {
	interval, err := f.interval()
	if err != nil || l.hello {
		return err
	}
	l.hello = true
	l.mu.Lock()
	l.interval = interval
	l.mu.Unlock()
	return l.pass(frame{Op: f.Op, Data: f.Data})
}

// pass writes to the library.
func (l *link) pass(f frame) error {
	if !l.hello {
		return fmt.Errorf("%w: it comes before the greeting", errGarbage)
	}
	l.down.SetWriteDeadline(time.Now().Add(writeTimeout))
	return l.down.WriteJSON(f)
}

// drain lets the library hand over what it got, above all a READY: without it,
// there would be nothing to resume.
func (l *link) drain() {
	l.mu.Lock()
	if l.passed == 0 || l.err != nil {
		l.mu.Unlock()
		return
	}
	empty := make(chan struct{})
	l.empty = empty
	l.mu.Unlock()
	t := time.NewTimer(drainTimeout)
	defer t.Stop()
	select {
	case <-empty:
	case <-l.failed:
	case <-t.C:
	}
}

// send passes on what the library sends: heartbeats, and who the bot is. It
// reads on after the end of the link, until the library is gone.
func (l *link) send() {
	for {
		_, text, err := l.down.ReadMessage()
		if err != nil {
			l.fail(fmt.Errorf("the library: %w", err))
			return
		}
		if err := l.say(text); err != nil {
			l.fail(err)
		}
	}
}

// say sends Discord what the library means to say.
func (l *link) say(text []byte) error {
	var f frame
	if err := json.Unmarshal(text, &f); err != nil {
		return err
	}
	switch f.Op {
	case opHeartbeat:
		return l.heartbeat()
	case opIdentify:
		return l.identify(f)
	}
	return nil
}

// heartbeat sends one, unless the one before was not answered.
func (l *link) heartbeat() error {
	l.mu.Lock()
	now := time.Now()
	late := !l.beat.IsZero() && now.Sub(l.beat) >= l.interval/2 // one that Discord asks for may come close after another
	if l.beat.IsZero() {
		l.beat = now
	}
	seq := l.session.Seq
	l.mu.Unlock()
	if late {
		return errNoAck
	}
	if seq == 0 {
		return l.write(command{opHeartbeat, nil})
	}
	return l.write(command{opHeartbeat, seq})
}

func (l *link) answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.beat = time.Time{}
}

// identify says who the bot is, or which session it resumes.
func (l *link) identify(f frame) error {
	if l.turn != nil {
		l.turn.use()
		return l.write(command{opIdentify, f.Data})
	}
	l.mu.Lock()
	s := l.session
	l.mu.Unlock()
	return l.write(command{opResume, resume{l.shard.o.Token, s.ID, s.Seq}})
}

// write writes to Discord.
func (l *link) write(c command) error {
	l.up.SetWriteDeadline(time.Now().Add(writeTimeout))
	return l.up.WriteJSON(c)
}

// deliver hands over an event. The library calls it.
func (l *link) deliver(e *discordgo.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.passed--; l.passed == 0 && l.empty != nil {
		close(l.empty)
		l.empty = nil
	}
	if l.err != nil {
		return // the next link gets it from Discord again
	}
	event := Event{Shard: l.shard.id, Type: strings.TrimPrefix(e.Type, asIs), Data: e.RawData}
	switch {
	case event.Type == "READY":
		l.session = newSession(e.RawData, e.Sequence)
		l.connected(Connected)
	case event.Type == "RESUMED":
		l.session.Seq = max(l.session.Seq, e.Sequence)
		l.connected(Resumed)
	case e.Sequence <= l.session.Seq:
		return // it came before
	default:
		l.session.Seq = e.Sequence
	}
	l.handle(event)
	if l.shard.o.Reached != nil {
		l.shard.o.Reached(l.shard.id, l.session)
	}
}

func (l *link) connected(s State) {
	l.since = time.Now()
	l.shard.connected(s)
}

func (l *link) handle(e Event) {
	defer func() {
		if p := recover(); p != nil {
			l.shard.o.Log.Error("handling an event panicked", "shard", e.Shard, "type", e.Type,
				"panic", l.shard.o.redacted(errors.New(fmt.Sprint(p))), "stack", string(debug.Stack()))
		}
	}()
	l.shard.o.Handle(e)
}
