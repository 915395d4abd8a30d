package main_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

// Platforms as a soak names them.
const (
	onTelegram = "telegram"
	onDiscord  = "discord"
)

// weather is what goes wrong, and when it did.
type weather struct {
	*soak
	mu     sync.Mutex
	spells []spell
	counts map[string]int
	away   int // the spell in which no program serves
}

// spell is a time in which something was amiss, and what.
type spell struct {
	from, to time.Time // to is zero while it lasts
	on       string    // the platform, "" for all
	what     string
}

func newWeather(s *soak) *weather {
	w := &weather{soak: s, counts: make(map[string]int)}
	w.stopped()
	return w
}

// storm is something that goes wrong for a while.
type storm struct {
	on, what string
	begin    func()
}

const posts = "POST /channels/{channel_id}/messages"

func (w *weather) storms() []storm {
	t, d := w.telegram, w.discord
	return []storm{
		{onTelegram, "too many requests (429)", func() { t.Fail(telegramtest.TooManyRequests("sendMessage", 0, 1, 0)) }},
		{onTelegram, "server errors (502)", func() { t.Fail(telegramtest.Fault{Code: 502, Body: "<html>502 Bad Gateway</html>"}) }},
		{onTelegram, "broken connections", func() { t.Fail(telegramtest.Fault{Drop: true}) }},
		{onTelegram, "slow answers", func() { t.Fail(telegramtest.Fault{Delay: w.size.storm / 4}) }},
		{onTelegram, "lost answers", func() {
			t.Fail(telegramtest.Fault{Method: "sendMessage", After: true, Times: 3})
			t.Fail(telegramtest.Fault{Method: "sendPhoto", After: true, Times: 2})
		}},
		{onTelegram, "updates come twice", func() { t.Again(20) }},
		{onDiscord, "too many requests (429)", func() { d.Fail(discordtest.TooManyRequests(posts, "user", time.Second, 20)) }},
		{onDiscord, "too many requests of all (429)", func() { d.Fail(discordtest.TooManyRequests("", "global", time.Second, 3)) }},
		{onDiscord, "server errors (502)", func() { d.Fail(discordtest.Cloudflare("", 502, 0)) }},
		{onDiscord, "broken connections", func() { d.Fail(discordtest.Fault{Drop: true}) }},
		{onDiscord, "slow answers", func() { d.Fail(discordtest.Fault{Delay: w.size.storm / 8}) }},
		{onDiscord, "lost answers", func() { d.Fail(discordtest.Fault{Route: posts, After: true, Times: 5}) }},
		{onDiscord, "events come twice", func() { w.gateway(func(g *discordtest.Gateway) { g.Again(0) }) }},
		{onDiscord, "the gateway breaks", func() { w.gateway(func(g *discordtest.Gateway) { g.Drop(0) }) }},
		{onDiscord, "the gateway closes", func() { w.gateway(func(g *discordtest.Gateway) { g.Kick(0, 4000) }) }},
		{onDiscord, "the gateway wants another connection", func() { w.gateway(func(g *discordtest.Gateway) { g.Frame(0, discordtest.GatewayReconnect) }) }},
	}
}

// gateway does something with the connection of the bot, if there is one.
func (w *weather) gateway(do func(*discordtest.Gateway)) {
	defer func() { _ = recover() }() // it panics when there is none
	do(w.discord.Gateway)
}

// run lets one thing after the other go wrong until it is told to end.
func (w *weather) run(end <-chan struct{}) {
	var left []storm
	for {
		if !w.pass(end, w.size.calm) {
			return
		}
		if len(left) == 0 {
			left = w.storms()
			rand.Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
		}
		next := left[0]
		left = left[1:]
		at := w.begin(next.on, next.what)
		next.begin()
		on := w.pass(end, w.size.storm)
		w.telegram.Heal()
		w.discord.Heal()
		w.end(at)
		if !on {
			return
		}
	}
}

// pass lets time pass; it returns false at the end.
func (w *weather) pass(end <-chan struct{}, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-end:
		return false
	}
}

func (w *weather) begin(on, what string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[on+": "+what]++
	w.spells = append(w.spells, spell{from: time.Now(), on: on, what: what})
	return len(w.spells) - 1
}

func (w *weather) end(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spells[n].to = time.Now()
}

// note notes something that was amiss.
func (w *weather) note(from, to time.Time, on, what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[what]++
	w.spells = append(w.spells, spell{from, to, on, what})
}

// clearing is how long what was amiss is felt: calls that failed are tried again
// later and later.
const clearing = 3 * time.Second

// was tells what was amiss in a time on a platform, on any for "". Nothing is "".
func (w *weather) was(from, to time.Time, on string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range slices.Backward(w.spells) {
		if (on == "" || s.on == "" || s.on == on) && !s.from.After(to) && (s.to.IsZero() || s.to.Add(clearing).After(from)) {
			return s.what
		}
	}
	return ""
}

// stopping is what is amiss when a program is ended.
const stopping = "the program is started anew"

// stopped begins the time in which no program serves.
func (w *weather) stopped() { w.away = w.begin("", stopping) }

// serves ends it.
func (w *weather) serves() { w.end(w.away) }

// ended tells whether a program was ended in a time.
func (w *weather) ended(from, to time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.ContainsFunc(w.spells, func(s spell) bool {
		return s.what == stopping && !s.from.After(to) && s.from.After(from.Add(-time.Second))
	})
}
