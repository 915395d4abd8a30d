package discord_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/oneoff"
)

// BenchmarkServe lets readers in 500 servers ask 1,000 times a second, over
// loopback HTTP and a websocket, with the built-in story's index and a durable
// state file. Of ten interactions seven are questions, two are words being typed
// and one is a press.
//
// It reports the time from the event to the first response, which is the answer,
// how many first responses took more than Discord's three seconds, and the growth
// of the heap after the first 15,000, when the fake and the sessions are full. The fake server's work is part of all figures: it shares the
// process and the cores. A minute of it: -benchtime 60000x.
func BenchmarkServe(b *testing.B) {
	base := riyadh(b)
	store, err := bolt.Open(filepath.Join(b.TempDir(), "state.db"), bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	story := stand(b, base, core.Options{Sessions: oneoff.Sessions(store)})
	d := discordtest.NewServer(b, token)
	d.Quiet()
	ready, done := make(chan struct{}), make(chan error, 1)
	bot, err := discord.New(discord.Options{
		Token: token, Story: story, Answerer: story, API: d.URL + "/api", Flood: noLimit(),
		Settings: store, Feedback: store, Deliveries: store, Sessions: store,
		Log:   slog.New(slog.NewTextHandler(io.Discard, nil)),
		Ready: func() { close(ready) },
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { done <- bot.Run(ctx) }()
	<-ready

	const servers, readers, rate = 500, 10_000, 1000
	channels := make([]string, servers)
	for i := range channels {
		channels[i] = d.AddChannel(discordtest.Channel{Guild: d.NewID()})
	}
	var ways []string
	for _, item := range base.Items() {
		for _, ask := range item.Asks {
			ways = append(ways, ask.Ways[:min(1, len(ask.Ways))]...)
		}
	}
	pressed := discordtest.Message{ID: d.NewID(), Author: d.App()}
	heap, begun := heapNow(), time.Now()
	const warm = 15_000
	b.ResetTimer()
	watch := newWatch(d)
	for n := range b.N {
		if n == warm {
			heap = heapNow()
		}
		if ahead := time.Duration(n)*time.Second/rate - time.Since(begun); ahead > 0 {
			<-time.After(ahead)
		}
		who := discordtest.From{User: fmt.Sprint(70_000 + n%readers), Channel: channels[n%servers]}
		question := ways[n%len(ways)]
		var p discordtest.Payload
		switch n % 10 {
		case 3, 7:
			p = d.Type(who, "ask", discordtest.Text("question", question[:len(question)/2]))
		case 5:
			pressed.Channel = who.Channel
			p = d.Press(who, pressed, "g:AAAAAAAAAAA")
		default:
			p = d.Slash(who, "ask", discordtest.Text("question", question))
		}
		watch.add(d.Interact(p))
	}
	spent := watch.finish(b)
	b.StopTimer()
	passed := time.Since(begun)
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	slices.Sort(spent)
	late := 0
	for _, s := range spent {
		if s > 3*time.Second {
			late++
		}
	}
	b.ReportMetric(float64(b.N)/passed.Seconds(), "interactions/s")
	b.ReportMetric(float64(spent[len(spent)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(spent[len(spent)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(spent[len(spent)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(float64(late), "late")
	b.ReportMetric(float64(heapNow()-heap)/(1<<20), "heap-growth-MiB")
	if late > 0 || len(spent) != b.N {
		b.Errorf("%d of %d in time", len(spent)-late, b.N)
	}
}

// watch collects how long first responses take: the server forgets interactions
// after some thousands.
type watch struct {
	d     *discordtest.Server
	ids   chan string
	spent chan []time.Duration
}

func newWatch(d *discordtest.Server) *watch {
	w := &watch{d: d, ids: make(chan string, 5000), spent: make(chan []time.Duration, 1)}
	go func() {
		var all []time.Duration
		for id := range w.ids {
			i, ok := d.Interaction(id)
			for deadline := i.Sent.Add(10 * time.Second); ok && i.Response == 0 && time.Now().Before(deadline); {
				<-time.After(time.Millisecond)
				i, ok = d.Interaction(id)
			}
			if ok && i.Response != 0 {
				all = append(all, i.Responded.Sub(i.Sent))
			}
		}
		w.spent <- all
	}()
	return w
}

func (w *watch) add(id string) { w.ids <- id }

// finish waits for the responses to all that was added.
func (w *watch) finish(b *testing.B) []time.Duration {
	b.Helper()
	close(w.ids)
	return <-w.spent
}

// heapNow is the size of what is in use, in bytes.
func heapNow() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
