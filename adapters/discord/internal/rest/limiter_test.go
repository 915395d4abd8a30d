package rest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/rest"
)

// limitedBy answers with headers of a limit.
func limitedBy(bucket, limit, remaining, resetAfter string) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		resp, err := respond(200, "application/json", "{}")(r)
		resp.Header.Set("X-RateLimit-Bucket", bucket)
		resp.Header.Set("X-RateLimit-Limit", limit)
		resp.Header.Set("X-RateLimit-Remaining", remaining)
		resp.Header.Set("X-RateLimit-Reset-After", resetAfter)
		return resp, err
	}
}

// Limits that are over are forgotten: each interaction has one of its own.
func TestMemoryIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T, _ *discordtest.Server, _ *rest.Client) {
		c := rest.New(rest.Options{Token: token, API: "http://d", Transport: limitedBy("abc", "5", "4", "1")})
		most := 0
		for n := range 20_000 {
			path := fmt.Sprintf("/webhooks/1/token%d/messages/@original", n)
			if err := c.Do(t.Context(), http.MethodPatch, path, map[string]any{}, nil); err != nil {
				t.Fatal(err)
			}
			most = max(most, c.Limits())
			time.Sleep(time.Millisecond) // a thousand a second
		}
		if most > 4*1024 {
			t.Errorf("%d limits are remembered", most)
		}
	})
}

// Routes that Discord gives one name share a limit, for each channel.
func TestRoutesShareALimit(t *testing.T) {
	bubble(t, func(t *testing.T, _ *discordtest.Server, _ *rest.Client) {
		c := rest.New(rest.Options{Token: token, API: "http://d", Transport: limitedBy("abc", "1", "0", "2.5")})
		do := func(method, path string) {
			t.Helper()
			if err := c.Do(t.Context(), method, path, nil, nil); err != nil {
				t.Error(err)
			}
		}
		took(t, 0, func() {
			do(http.MethodGet, "/channels/1/messages/5")
			do(http.MethodDelete, "/channels/2/messages/5") // learns that it is the same limit
		})
		took(t, 2500*time.Millisecond, func() { do(http.MethodDelete, "/channels/1/messages/5") })
		took(t, 0, func() { do(http.MethodGet, "/channels/3/messages/5") })
	})
}

// Headers that make no sense are as good as none, and nothing waits for ever.
func TestAbsurdHeaders(t *testing.T) {
	for _, tt := range [][3]string{
		{"", "", ""}, {"x", "y", "z"}, {"-1", "-5", "-1"}, {"0", "0", "5"}, {"5", "9", "NaN"},
		{"5", "x", "1"}, {"1", "0", "-Inf"}, {"999999999999999999999", "1", "1e308"},
	} {
		t.Run(strings.Join(tt[:], " "), func(t *testing.T) {
			bubble(t, func(t *testing.T, _ *discordtest.Server, _ *rest.Client) {
				c := rest.New(rest.Options{Token: token, API: "http://d", Transport: limitedBy("abc", tt[0], tt[1], tt[2])})
				took(t, 0, func() {
					for range 3 {
						if err := c.Do(in(t, time.Second), http.MethodGet, "/channels/1", nil, nil); err != nil {
							t.Error(err)
						}
					}
				})
			})
		})
	}
}

func BenchmarkDo(b *testing.B) {
	c := rest.New(rest.Options{Token: token, API: "http://d", Transport: limitedBy("abc", "1000000000", "999999999", "1")})
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Do(b.Context(), http.MethodPatch, "/webhooks/1/x/messages/@original", struct{}{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
