package main_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

var soakTime = flag.Duration("soak", 0, "how long TestSoak asks, such as 2m or 1h, of a program built with the race detector; 0 is some seconds, of one without")

// The real binary serves both platforms while what may go wrong does: readers ask,
// go on, and press buttons, briefings are due every second, the story changes,
// platforms fail in each of their ways, and the program is killed and started anew.
//
// Each question is answered with the right words, once; on Telegram once more only
// when the program was killed while it was being answered, or when Telegram's
// answer to it was lost. Each briefing comes, on the same terms. In the end, when
// all is quiet, the program holds no more than it did before.
//
// The figures are logged: go test -v.
func TestSoak(t *testing.T) {
	t.Parallel()
	started := time.Now()
	s := newSoak(t)
	first := s.start(false)
	s.readers.warmUp()
	base := s.settled(first, math.MaxInt)

	asking, cancel := context.WithCancel(t.Context())
	var ended sync.WaitGroup
	begun := time.Now()
	for _, run := range []func(<-chan struct{}){s.readers.run, s.weather.run, s.reload} {
		ended.Go(func() { run(asking.Done()) })
	}
	end := func() { cancel(); ended.Wait() }
	t.Cleanup(end)
	// What is killed does not live long enough to leak: the last is left alone.
	last := first
	for n, isLast := 1, false; !isLast; n++ {
		<-time.After(s.size.lives/2 + rand.N(s.size.lives))
		isLast = time.Since(begun) >= s.size.load/2
		s.stop(last, n%4 == 0)
		last = s.start(n%2 == 1 && !isLast)
	}
	<-time.After(time.Until(begun.Add(s.size.load)))
	end()
	asked := time.Since(begun)
	closing := time.Now()

	s.readers.await(t)
	s.briefings.await(t)
	s.telegram.AwaitConfirmed(t)
	s.hasNewest(last)
	after := s.settled(last, base.goroutines+spareGoroutines)
	if after.goroutines > base.goroutines+spareGoroutines {
		_, text := seen(t, last.url+"/debug/pprof/goroutine?debug=1")
		t.Errorf("%d goroutines, %d at the start:\n%s", after.goroutines, base.goroutines, text)
	}
	if after.heap > base.heap+spareHeap {
		_, text := seen(t, last.url+"/debug/pprof/heap?debug=1")
		t.Errorf("%d bytes in use, %d at the start:\n%.20000s", after.heap, base.heap, text)
	}
	s.stop(last, true)
	s.briefings.check(t)
	s.report(base, after, begun.Sub(started), asked, time.Since(closing))
}

// What may be left when all is quiet, of what is bounded: conversations, paces and
// limits of the readers of the last minutes.
const (
	spareGoroutines = 6
	spareHeap       = 12 << 20
)

// soakSize is how much a soak does.
type soakSize struct {
	load    time.Duration // how long readers ask
	lives   time.Duration // how long a program lives, on average
	storm   time.Duration // how long something fails
	calm    time.Duration // how long nothing does
	readers int           // of Telegram three in five, of Discord two
	rate    int           // questions a second
	limits  telegramtest.Limits
}

// soak is what takes part.
type soak struct {
	t         *testing.T
	size      soakSize
	binary    string
	races     bool // it looks for data races
	home      string
	state     string
	story     string // a folder of articles
	telegram  *telegramtest.Server
	discord   *discordtest.Server
	readers   *readers
	briefings *dailies
	weather   *weather
	editions  int

	program  atomic.Int64 // the number of the one that runs
	programs []*soaked
	kills    int
	stops    int // with SIGTERM
	reloads  int
	calls    map[string]int // by platform and code
	logged   map[string]int // warnings and errors
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	s := &soak{
		t: t, home: t.TempDir(), story: t.TempDir(), calls: make(map[string]int), logged: make(map[string]int),
		telegram: telegramtest.NewServer(botToken), discord: discordtest.NewServer(t, discordToken),
		size: soakSize{
			load: 5 * time.Second, lives: 1500 * time.Millisecond, storm: 300 * time.Millisecond, calm: 300 * time.Millisecond,
			readers: 25, rate: 20, limits: telegramtest.Limits{Second: 30, Chat: 1},
		},
	}
	t.Cleanup(s.telegram.Close)
	s.binary = builtBefore(t)
	if *soakTime > 0 {
		s.buildForRaces()
		s.size = soakSize{
			load: *soakTime, lives: max(12*time.Second, min(*soakTime/10, 2*time.Minute)), storm: 2500 * time.Millisecond, calm: 4 * time.Second,
			readers: 1000, rate: 25, limits: telegramtest.TelegramLimits,
		}
	}
	s.telegram.Limit(s.size.limits)
	s.telegram.Remember(20_000)
	s.discord.LimitGlobal(50, time.Second)
	s.discord.Remember(6000) // more than come in the minutes for which a nonce is known
	put(t, s.story, "2025-05-12-flood.txt", soakArticle)
	s.edition()
	s.weather = newWeather(s)
	s.readers = newReaders(s)
	s.briefings = newDailies(s)
	return s
}

// soakArticle is what the readers' questions are about.
const soakArticle = `Flood closes the Kelda bridge

KELDA - The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.

Brandt said that 12 families had left their homes.

"The bridge will stay closed until the water is gone," Brandt told reporters on Tuesday.

Engineer Jonas Falk said that the repair would cost 4 million euros.

Farmer Olaf Lund said that he had lost 30 sheep.
`

// trades are what she is in one edition after the other.
var trades = []string{"teacher", "painter", "sailor"}

// edition changes an article.
func (s *soak) edition() {
	s.editions++
	text := fmt.Sprintf("Water falls in Kelda\n\nKELDA - The water of the Orm fell on Wednesday, %s Vera Holm said.\n", trades[s.editions%len(trades)])
	put(s.t, s.story, "2025-05-14-water.txt", text)
}

// reload changes the story now and then.
func (s *soak) reload(end <-chan struct{}) {
	for {
		select {
		case <-time.After(s.size.lives / 3):
			s.edition()
		case <-end:
			return
		}
	}
}

// hasNewest asks for what only the newest edition says.
func (s *soak) hasNewest(p *soaked) {
	s.t.Helper()
	before := len(s.telegram.Sent(soakEditor))
	trade := trades[s.editions%len(trades)]
	until(s.t, "the newest edition", func() bool {
		s.telegram.Say(soakEditor, "who is Vera Holm?")
		var sent []telegramtest.Message
		s.telegram.Until(s.t, "an answer", func() bool {
			sent = sent[:0]
			for _, m := range s.telegram.SentLocked() {
				if m.Chat == soakEditor {
					sent = append(sent, m)
				}
			}
			return len(sent) > before
		})
		before = len(sent)
		return strings.Contains(sent[len(sent)-1].Text, trade)
	})
	s.telegram.AwaitConfirmed(s.t)
}

// soakEditor asks for what is new, and belongs to no readers.
const soakEditor = 99
