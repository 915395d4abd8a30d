package discord_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
)

// The bot is connected while all shards are.
func TestConnected(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var mu sync.Mutex
		var got []bool
		r := start(t, d, func(o *discord.Options) {
			o.Shards = 2
			o.Connected = func(is bool) {
				mu.Lock()
				defer mu.Unlock()
				got = append(got, is)
			}
		})
		<-r.ready
		d.Gateway.Drop(1)
		time.Sleep(time.Minute) // of the bubble
		synctest.Wait()
		r.stop()
		<-r.done
		mu.Lock()
		defer mu.Unlock()
		if !slices.Equal(got, []bool{true, false, true, false}) {
			t.Errorf("got %v", got)
		}
	})
}

// What a call is for is told with neither ids nor tokens.
func TestRoute(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var mu sync.Mutex
		var routes []string
		r := start(t, d, func(o *discord.Options) {
			next := o.Transport
			o.Transport = transport(func(req *http.Request) (*http.Response, error) {
				mu.Lock()
				routes = append(routes, discord.Route(req))
				mu.Unlock()
				return next.RoundTrip(req)
			})
		})
		<-r.ready
		d.Write(discordtest.From{}, known, discordtest.Writing{Mention: true})
		d.AwaitSent(t, "", 1)
		d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, "ask", discordtest.Text("question", known))))
		r.stop()
		<-r.done
		mu.Lock()
		defer mu.Unlock()
		for _, want := range []string{"GET /applications/@me", "GET /gateway/bot", "POST /channels/{id}/messages", "POST /interactions/{id}/{token}/callback"} {
			if !slices.Contains(routes, want) {
				t.Errorf("no %s in %q", want, routes)
			}
		}
		if got := discord.Route(new(http.Request)); got != "" {
			t.Errorf("a request of others: %q", got)
		}
	})
}

type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
