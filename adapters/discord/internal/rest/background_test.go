package rest_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/rest"
)

// sendBehind posts a message that nobody waits for.
func sendBehind(ctx context.Context, c *rest.Client, at string) error {
	return c.Do(ctx, http.MethodPost, at+"/messages", message{Content: "hi"}, nil, rest.Background())
}

// slow lets a server take its time over each call, as a network does.
type slow struct {
	next http.RoundTripper
	by   time.Duration
}

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(s.by):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return s.next.RoundTrip(r)
}

// Calls in the background use what the limit over all permits, all but five percent
// of it at least, while others are made as if there were none. Discord refuses none.
func TestBackgroundRate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, token)
		d.OnEvent(func(string, any) {})
		d.Limit(create, 5, 5*time.Second)
		d.LimitGlobal(50, time.Second)
		c := rest.New(rest.Options{Token: token, API: d.API(), Transport: slow{d.Transport(), 200 * time.Millisecond}})
		const (
			workers = 32
			sends   = 2000
			replies = 200
		)
		jobs := make(chan string)
		begun := time.Now()
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for at := range jobs {
					if err := sendBehind(t.Context(), c, at); err != nil {
						t.Error(err)
					}
				}
			})
		}
		var mu sync.Mutex
		var waits []time.Duration
		wg.Go(func() { // readers ask, sometimes several at once
			for n := range replies {
				if n%4 == 0 {
					time.Sleep(701 * time.Millisecond)
				}
				wg.Go(func() {
					at := channel(d)
					asked := time.Now()
					if err := post(t, c, at); err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					waits = append(waits, time.Since(asked)-200*time.Millisecond)
				})
			}
		})
		for range sends {
			jobs <- channel(d)
		}
		close(jobs)
		wg.Wait()
		rate := (sends + replies) / time.Since(begun).Seconds()
		slices.Sort(waits)
		p50, p99 := waits[len(waits)/2], waits[len(waits)*99/100]
		t.Logf("%.1f calls a second, refused %d; a reply waits %v (p50), %v (p99)", rate, count(d, 429), p50, p99)
		if rate < 0.95*50 || len(d.Sent("")) != sends+replies {
			t.Errorf("%.1f calls a second, %d messages", rate, len(d.Sent("")))
		}
		if n := count(d, 429); n > (sends+replies)/200 {
			t.Errorf("%d calls were refused", n)
		}
		if p99 > 120*time.Millisecond {
			t.Errorf("replies wait %v", p99)
		}
	})
}

// One that somebody waits for goes before those of the same route and resource that
// wait already.
func TestBackgroundLetsOthersGoFirst(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Limit(create, 1, time.Second)
		at := channel(d)
		if err := post(t, c, at); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 5 {
			wg.Go(func() {
				if err := sendBehind(t.Context(), c, at); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		took(t, time.Second, func() {
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
	})
}

// A pause that Discord asks for holds for all, and an end of the context ends the
// wait of one.
func TestBackgroundWaits(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Fail(discordtest.TooManyRequests(create, "global", 10*time.Second, 1))
		at := channel(d)
		var wg sync.WaitGroup
		wg.Go(func() {
			took(t, 10*time.Second, func() {
				if err := sendBehind(t.Context(), c, at); err != nil {
					t.Error(err)
				}
			})
		})
		synctest.Wait()
		took(t, 0, func() { // it would not live to see the end
			if e := asError(t, sendBehind(in(t, 5*time.Second), c, channel(d))); e.Status != 429 {
				t.Error(e)
			}
		})
		ctx, cancel := context.WithCancel(t.Context())
		wg.Go(func() {
			if err := sendBehind(ctx, c, channel(d)); err != nil { // waits for its turn
				t.Error(err)
			}
		})
		synctest.Wait()
		wg.Go(func() { // waits behind that one
			took(t, 3*time.Second, func() {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(3*time.Second, cancel)
				if err := sendBehind(ctx, c, channel(d)); !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		})
		wg.Wait()
		cancel()
		took(t, 0, func() {
			if err := sendBehind(ctx, c, at); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	})
}

// Those who let one go first go on when it gives up.
func TestBackgroundAfterOneThatGaveUp(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		d.Fail(discordtest.Fault{Route: create, Delay: 5 * time.Second, Times: 1})
		var wg sync.WaitGroup
		wg.Go(func() { // its answer tells the limit, which others wait for
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		wg.Go(func() {
			if err := c.Do(ctx, http.MethodPost, at+"/messages", message{Content: "hi"}, nil); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			took(t, 5*time.Second, func() {
				if err := sendBehind(t.Context(), c, at); err != nil {
					t.Error(err)
				}
			})
		})
		synctest.Wait()
		cancel()
		wg.Wait()
	})
}
