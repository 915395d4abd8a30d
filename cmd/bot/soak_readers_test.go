package main_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/phrases"
)

// turn is what a reader says, and what the answer says. Without a text a button of the
// answer before is pressed.
type turn struct{ text, want string }

// turns of a conversation, again and again.
var turns = []turn{
	{"who is Ida Brandt?", "Ida Brandt is the Mayor"},
	{"what did she say?", "The river Orm flooded"},
	{"how many sheep had Olaf Lund lost?", "Farmer Olaf Lund said"},
	{"what would the repair cost?", "Engineer Jonas Falk said"},
	{},
}

// begins are where readers begin: not with what goes on from something before.
var begins = []int{0, 2, 3}

// chatPause is longer than Telegram wants between two messages in a chat.
const chatPause = 1100 * time.Millisecond

// reader is one who asks.
type reader struct {
	on    medium
	asked []*asking // the latest, in order
	turn  int
	rest  time.Time // asks nothing before
}

// medium is where a reader asks.
type medium interface {
	// say writes a text; press presses a button of an answer. Both return how the
	// answer will be recognised. They are called with readers.mu held.
	say(text string) ask
	press(answer came) (a ask, want string)
}

// ask is a question on its way.
type ask struct {
	key         string // what the answer refers to
	interaction string // of Discord, "" for none
}

// asking is a question and its answers.
type asking struct {
	ask
	by     *reader
	want   string // what the answer begins with, on Discord what is in it
	at     time.Time
	copies []copied
	answer came // the first
	over   bool // it will not be answered: the platform was not reached
}

func (a *asking) done() bool { return a.over || !a.answer.at.IsZero() }

// copied is an answer that came.
type copied struct {
	program int64
	id      int64 // on Telegram
	at      time.Time
}

// came is a message of the program.
type came struct {
	program  int64
	at       time.Time
	telegram telegramtest.Message
	discord  discordtest.Message // if it has an id
	reached  chan struct{}       // none of them, but the end of a catchUp
}

// readers ask, and keep account of what is answered.
type readers struct {
	*soak
	came    chan came
	mu      sync.Mutex
	all     []*reader
	open    map[*asking]bool
	byKey   map[string]*reader
	changed chan struct{}       // holds one when an answer has come
	pending []*asking           // interactions
	ends    map[int64]time.Time // of programs

	questions, presses, again, unreached, told int
	quick, slow                                []time.Duration // until the answer: in quiet times, and in others
}

func newReaders(s *soak) *readers {
	r := &readers{
		soak: s, came: make(chan came, 1<<16), open: make(map[*asking]bool), byKey: make(map[string]*reader),
		changed: make(chan struct{}, 1), ends: make(map[int64]time.Time),
	}
	for n := range s.size.readers {
		place := r.placeOnDiscord
		if n%5 < 3 {
			place = r.placeOnTelegram
		}
		r.all = append(r.all, &reader{on: place(n), turn: begins[n%len(begins)]})
	}
	s.telegram.Watch(func(m telegramtest.Message) {
		r.came <- came{program: s.program.Load(), at: time.Now(), telegram: m}
	})
	s.discord.Watch(func(m discordtest.Message) {
		r.came <- came{program: s.program.Load(), at: time.Now(), discord: m}
	})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for c := range r.came {
			r.take(c)
		}
	}()
	s.t.Cleanup(func() {
		s.telegram.Watch(nil)
		s.discord.Watch(nil)
		close(r.came)
		<-ended
	})
	return r
}

// kindsOfReaders is how many readers there are before their kinds come again.
const kindsOfReaders = 20

// warmUp lets readers of each kind ask, so that what is opened once is open.
func (r *readers) warmUp() {
	r.t.Helper()
	for range 2 {
		r.mu.Lock()
		for _, one := range r.all[:min(len(r.all), kindsOfReaders)] {
			one.ask(r)
		}
		r.mu.Unlock()
		r.await(r.t)
		<-time.After(chatPause)
	}
}

// run lets readers ask until it is told to end.
func (r *readers) run(end <-chan struct{}) {
	tick := time.NewTicker(time.Second / time.Duration(r.size.rate))
	defer tick.Stop()
	next, last := 0, time.Now()
	for {
		select {
		case <-end:
			return
		case <-tick.C:
		}
		if now := time.Now(); now.Sub(last) > 300*time.Millisecond {
			r.weather.note(last, now, "", "this machine was busy")
		}
		last = time.Now()
		r.mu.Lock()
		for range r.all { // the next one who waits for nothing
			next = (next + 1) % len(r.all)
			if one := r.all[next]; one.idle() {
				one.ask(r)
				break
			}
		}
		r.lookAtInteractions()
		r.mu.Unlock()
	}
}

func (one *reader) idle() bool {
	n := len(one.asked)
	return (n == 0 || one.asked[n-1].done()) && time.Now().After(one.rest)
}

// keptAsked is how many questions of a reader are known: one that is answered again
// is among the last two, and the turns tell them apart.
const keptAsked = 4

// ask asks the next question of a reader. r.mu is held.
func (one *reader) ask(r *readers) {
	a := &asking{by: one, at: time.Now()}
	r.open[a] = true
	if now := turns[one.turn]; now.text != "" {
		r.questions++
		a.want = now.want
		a.ask = one.on.say(now.text)
	} else {
		r.presses++
		a.ask, a.want = one.on.press(one.asked[len(one.asked)-1].answer)
	}
	one.turn = (one.turn + 1) % len(turns)
	one.asked = append(one.asked, a)
	if old := len(one.asked) - keptAsked; old > 0 {
		delete(r.byKey, one.asked[old-1].key)
		one.asked = slices.Clone(one.asked[old:])
	}
	r.byKey[a.key] = one
	if a.interaction != "" {
		r.pending = append(r.pending, a)
	}
}

// take finds the question that a message answers. What answers none is a briefing.
func (r *readers) take(c came) {
	if c.reached != nil {
		close(c.reached)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var one *reader
	for _, key := range c.keys() {
		if one = r.byKey[key]; one != nil {
			break
		}
	}
	if one == nil {
		r.briefings.take(c)
		return
	}
	var about *asking
	for _, a := range slices.Backward(one.asked) {
		if slices.Contains(c.keys(), a.key) && (a.interaction != "" || c.says(a.want)) {
			about = a
			break
		}
	}
	if about == nil {
		r.t.Errorf("%s: %q does not answer what was asked", one.asked[len(one.asked)-1].key, c.text())
		return
	}
	if len(about.copies) > 0 {
		r.wasAgain(about, c)
	}
	about.copies = append(about.copies, copied{c.program, c.telegram.ID, c.at})
	if len(about.copies) == 1 && about.interaction == "" {
		r.answered(about, c)
	}
}

// catchUp waits until all that has come is accounted for.
func (r *readers) catchUp() {
	reached := make(chan struct{})
	r.came <- came{reached: reached}
	<-reached
}

// keys are what a message may refer to.
func (c came) keys() []string {
	switch {
	case c.discord.Interaction != "":
		return []string{c.discord.Interaction}
	case c.discord.ID != "":
		return []string{c.discord.ReplyTo}
	case c.telegram.ReplyTo != 0:
		return []string{telegramKey(c.telegram.ReplyTo)}
	}
	return []string{telegramKey(c.telegram.Chat)}
}

func (c came) text() string {
	if c.discord.ID != "" {
		return c.discord.Text()
	}
	return c.telegram.Text
}

func (c came) says(want string) bool {
	if c.discord.ID != "" {
		return strings.Contains(c.text(), want)
	}
	return strings.HasPrefix(c.text(), want)
}

// answered notes the first answer to a question. r.mu is held.
func (r *readers) answered(a *asking, c came) {
	a.answer = c
	a.by.rest = c.at.Add(chatPause)
	took := c.at.Sub(a.at)
	if r.weather.was(a.at, c.at, "") == "" {
		r.quick = append(r.quick, took)
	} else {
		r.slow = append(r.slow, took)
	}
	r.close(a)
}

func (r *readers) close(a *asking) {
	delete(r.open, a)
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// wasAgain notes that an answer came again, which it may not but after Telegram's
// answer to it was lost, or when it was the last of a program that was ended.
func (r *readers) wasAgain(a *asking, c came) {
	before := a.copies[len(a.copies)-1]
	r.again++
	if c.discord.ID == "" && (r.telegram.Lost(before.id) || before.program != c.program && a.by.lastOf(before.program) == a && r.justBeforeEnd(before)) {
		return
	}
	r.t.Errorf("%s: %q came again, by program %d after %d", a.key, c.text(), c.program, before.program)
}

// atWork is how long before its end a program may have sent what it did not get to
// note: that is a matter of milliseconds where disks are not busy.
const atWork = time.Second

// ended notes when a program did.
func (r *readers) ended(p *soaked) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ends[int64(p.number)] = time.Now()
}

func (r *readers) justBeforeEnd(c copied) bool {
	end := r.ends[c.program]
	return end.Sub(c.at) < atWork
}

// lastOf is the last question that a program has answered to a reader.
func (one *reader) lastOf(program int64) *asking {
	for _, a := range slices.Backward(one.asked) {
		if slices.ContainsFunc(a.copies, func(c copied) bool { return c.program == program }) {
			return a
		}
	}
	return nil
}

// lookAtInteractions notes those that are answered. One that comes while the platform
// or the program is not well may have no answer: Discord waits three seconds for the
// first word, and brings none twice. r.mu is held.
func (r *readers) lookAtInteractions() {
	r.pending = slices.DeleteFunc(r.pending, func(a *asking) bool {
		i, ok := r.discord.Interaction(a.interaction)
		if !ok {
			r.t.Errorf("Discord does not know the interaction %s any more", a.interaction)
			return true
		}
		if i.Message != nil && !i.Answered.IsZero() {
			c := came{program: r.program.Load(), at: i.Answered, discord: *i.Message}
			if c.says(phrases.For("en").Trouble) && r.weather.was(a.at, i.Answered, onDiscord) != "" {
				r.told++
				r.giveUp(a)
				return true
			}
			if !c.says(a.want) || len(i.Followups) > 0 {
				r.t.Errorf("%q does not answer %q, or not alone", c.text(), a.want)
			}
			r.answered(a, c)
			return true
		}
		end := a.at.Add(interactionLimit)
		if i.Response != 0 {
			end = time.Now() // it may take longer, if nobody ends the program
		}
		if time.Now().Before(end) {
			return false
		}
		if why := r.weather.was(a.at, end, onDiscord); why != "" && (i.Response == 0 || r.weather.ended(a.at, end)) {
			r.unreached++
			r.giveUp(a)
			return true
		}
		if i.Response == 0 {
			r.t.Errorf("an interaction was not acknowledged, though nothing was amiss: %+v", i)
			r.giveUp(a)
			return true
		}
		return false
	})
}

// giveUp lets a reader begin again. r.mu is held.
func (r *readers) giveUp(a *asking) {
	a.over, a.by.turn = true, 0
	r.close(a)
}

// interactionLimit is how long Discord waits for the first word, and a little more.
const interactionLimit = 3200 * time.Millisecond

// await waits until all questions are answered.
func (r *readers) await(t *testing.T) {
	t.Helper()
	limit, tick := time.NewTimer(2*time.Minute), time.NewTicker(20*time.Millisecond)
	defer limit.Stop()
	defer tick.Stop()
	for {
		r.mu.Lock()
		r.lookAtInteractions()
		left := len(r.open)
		r.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-r.changed:
		case <-tick.C:
		case <-limit.C:
			r.mu.Lock()
			defer r.mu.Unlock()
			for a := range r.open {
				t.Errorf("not answered: %s, which wants %q, asked at %v", a.key, a.want, a.at)
			}
			t.FailNow()
		}
	}
}
