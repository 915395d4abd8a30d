package feed_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/feed"
)

// server of a test without a network, so that time is the bubble's.
type answerer func(n int, r *http.Request) (*http.Response, error)

// clocked notes when it is asked.
type clocked struct {
	answer answerer
	at     []time.Duration
	begun  time.Time
}

func (c *clocked) RoundTrip(r *http.Request) (*http.Response, error) {
	c.at = append(c.at, time.Since(c.begun))
	return c.answer(len(c.at)-1, r)
}

func reply(code int, body string, header ...string) (*http.Response, error) {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body))}, nil
}

// run lets a feed run for some time, and returns when it asked and what it said.
func run(t *testing.T, dir string, during time.Duration, answer answerer) (at []time.Duration, log string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := &clocked{begun: time.Now()}
		c.answer = func(n int, r *http.Request) (*http.Response, error) {
			resp, err := answer(n, r)
			if resp != nil {
				resp.Request = r
			}
			return resp, err
		}
		var told bytes.Buffer
		f, newErr := feed.New(feed.Options{URL: "https://a.example/feed", Folder: dir, Transport: c, Log: slog.New(slog.NewTextHandler(&told, nil))})
		if newErr != nil {
			t.Fatal(newErr)
		}
		ctx, cancel := context.WithTimeout(t.Context(), during)
		defer cancel()
		err = f.Run(ctx)
		at, log = c.at, told.String()
	})
	return at, log, err
}

func TestRunPaces(t *testing.T) {
	feedText := rssOf(itemOf("a1", "Strike", strike))
	for _, tt := range []struct {
		name   string
		answer answerer
		gaps   []time.Duration // at least; a tenth more at most
	}{
		{"by default", func(int, *http.Request) (*http.Response, error) { return reply(200, feedText) },
			[]time.Duration{10 * time.Minute, 10 * time.Minute}},
		{"max-age", func(int, *http.Request) (*http.Response, error) {
			return reply(200, feedText, "Cache-Control", "public, max-age=3600", "Age", "600")
		}, []time.Duration{50 * time.Minute}},
		{"a short max-age", func(int, *http.Request) (*http.Response, error) {
			return reply(200, feedText, "Cache-Control", "max-age=5")
		}, []time.Duration{10 * time.Minute}},
		{"max-age that does not count", func(int, *http.Request) (*http.Response, error) {
			return reply(200, feedText, "Cache-Control", "no-cache, max-age=3600")
		}, []time.Duration{10 * time.Minute}},
		{"ttl", func(int, *http.Request) (*http.Response, error) {
			return reply(200, strings.Replace(feedText, "<language>", "<ttl>90</ttl><language>", 1))
		}, []time.Duration{90 * time.Minute}},
		{"a mad ttl", func(int, *http.Request) (*http.Response, error) {
			return reply(200, strings.Replace(feedText, "<language>", "<ttl>99999999</ttl><language>", 1))
		}, []time.Duration{24 * time.Hour}},
		{"Retry-After", func(int, *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "7200") },
			[]time.Duration{2 * time.Hour, 2 * time.Hour}},
		{"Retry-After with a date", func(int, *http.Request) (*http.Response, error) {
			return reply(503, "", "Retry-After", time.Now().Add(3*time.Hour).UTC().Format(http.TimeFormat))
		}, []time.Duration{3 * time.Hour}},
		{"failures", func(int, *http.Request) (*http.Response, error) { return nil, errors.New("no route") },
			[]time.Duration{10 * time.Minute, 20 * time.Minute, 40 * time.Minute, 80 * time.Minute, 160 * time.Minute, 320 * time.Minute, 6 * time.Hour, 6 * time.Hour}},
		{"failures and then none", func(n int, _ *http.Request) (*http.Response, error) {
			if n < 2 {
				return reply(500, "")
			}
			return reply(200, feedText)
		}, []time.Duration{10 * time.Minute, 20 * time.Minute, 10 * time.Minute}},
		{"slow", func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}, []time.Duration{10*time.Minute + 30*time.Second, 20*time.Minute + 30*time.Second}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at, _, err := run(t, t.TempDir(), 60*time.Hour, tt.answer)
			if err != nil {
				t.Error(err)
			}
			if len(at) <= len(tt.gaps) || at[0] != 0 {
				t.Fatalf("asked at %v", at)
			}
			for i, want := range tt.gaps {
				if got := at[i+1] - at[i]; got < want-time.Second || got > want+want/10+time.Second {
					t.Errorf("pause %d is %v, want %v", i, got, want)
				}
			}
		})
	}
}

func TestRunSaysOnce(t *testing.T) {
	for _, code := range []int{401, 403, 404} {
		_, log, err := run(t, t.TempDir(), 24*time.Hour, func(int, *http.Request) (*http.Response, error) { return reply(code, "") })
		if err != nil || strings.Count(log, "\n") != 1 {
			t.Errorf("%d: %v, said:\n%s", code, err, log)
		}
	}
	_, log, _ := run(t, t.TempDir(), 24*time.Hour, func(int, *http.Request) (*http.Response, error) {
		return reply(200, rssOf(`<item><guid>1</guid><title>Empty</title></item>`))
	})
	if strings.Count(log, "passed over") != 1 {
		t.Errorf("an item without text is told of:\n%s", log)
	}
}

func TestRunEndsWhenGone(t *testing.T) {
	at, _, err := run(t, t.TempDir(), 24*time.Hour, func(int, *http.Request) (*http.Response, error) { return reply(410, "") })
	if !errors.Is(err, feed.ErrGone) || len(at) != 1 {
		t.Errorf("got %v after %d calls", err, len(at))
	}
}

func TestRunWaitsAfterRestart(t *testing.T) {
	dir := t.TempDir()
	busy := func(int, *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "3600") }
	run(t, dir, time.Minute, busy)
	// Time in a bubble begins at the same moment each time.
	if at, _, _ := run(t, dir, 2*time.Hour, busy); len(at) == 0 || at[0] != time.Hour {
		t.Errorf("asked at %v", at)
	}
}
