package monitor_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/monitor"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// fake answers and calls as a test wants.
type fake struct {
	reply func() (core.Reply, error)
	call  func() (*http.Response, error)
}

func (f fake) Reply(context.Context, core.Message) (core.Reply, error) { return f.reply() }
func (fake) Forget(context.Context, core.SessionKey) error             { return nil }
func (f fake) RoundTrip(*http.Request) (*http.Response, error)         { return f.call() }

// stand is one with the built-in story.
func stand(t testing.TB) *edition.Stand {
	t.Helper()
	base, err := knowledge.Embedded(knowledge.EmbeddedNames()[0])
	if err != nil {
		t.Fatal(err)
	}
	s, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// served runs a monitor's server until the test ends, and returns its address.
func served(t testing.TB, m *monitor.Monitor, o monitor.ServerOptions) string {
	t.Helper()
	server, err := monitor.Listen("127.0.0.1:0", m, o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + server.Addr().String()
}

// get returns the status and text of a page.
func get(t testing.TB, url string) (int, string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// full is a monitor of which every number is there, and its address.
func full(t testing.TB) (*monitor.Monitor, string) {
	t.Helper()
	m := monitor.New(monitor.Options{
		Version: "v1.2.3", Story: stand(t),
		Size: func(context.Context) (monitor.Size, error) { return monitor.Size{Sessions: 12, Bytes: 34567}, nil },
		Census: func(context.Context, time.Time) (subscriptions.Census, error) {
			return subscriptions.Census{
				Active: 3, ByPlace: map[string]int{"telegram user": 2, "discord chat": 1},
				Ended:   map[subscriptions.Reason]int{subscriptions.Blocked: 4},
				Failing: 1, Paused: true, Earliest: time.UnixMilli(1739779200500),
			}, nil
		},
	})
	p := m.Platform("telegram")
	p.Connected(true)
	p.Queue(func() (int, int) { return 5, 2 })
	answer := func(r core.Reply, err error) {
		_, _ = p.Answerer(fake{reply: func() (core.Reply, error) { return r, err }}).Reply(t.Context(), core.Message{})
	}
	answer(core.Reply{Answer: "x", Answered: true, Findings: make([]core.Finding, 1)}, nil)
	answer(core.Reply{Answer: "x", Answered: true, Findings: make([]core.Finding, 1)}, errors.New("not stored"))
	answer(core.Reply{Answer: "x", Findings: make([]core.Finding, 1)}, nil)
	answer(core.Reply{Answer: "Hello!"}, nil)
	answer(core.Reply{}, errors.New("no"))
	call := func(resp *http.Response, err error) {
		r := httptest.NewRequest(http.MethodPost, "/botSECRET/sendMessage", nil)
		_, _ = p.Transport(fake{call: func() (*http.Response, error) { return resp, err }}, func(*http.Request) string { return "sendMessage" }).RoundTrip(r)
	}
	call(&http.Response{StatusCode: 200}, nil)
	call(&http.Response{StatusCode: 429}, nil)
	call(&http.Response{StatusCode: 999}, nil)
	call(nil, errors.New("no route"))
	call(nil, context.Canceled)
	m.Briefing(subscriptions.Event{Platform: "telegram", Kind: subscriptions.EventDue})
	m.Briefing(subscriptions.Event{Platform: "telegram", Kind: subscriptions.EventSent, Late: 40 * time.Second})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m.Count(ctx) // once
	return m, served(t, m, monitor.ServerOptions{})
}

func TestNumbers(t *testing.T) {
	_, url := full(t)
	status, text := get(t, url+"/metrics")
	if status != http.StatusOK {
		t.Fatalf("got %d %s", status, text)
	}
	for _, want := range []string{
		`dragoman_build_info{version="v1.2.3"} 1`,
		`dragoman_questions_total{outcome="answered",platform="telegram"} 2`,
		`dragoman_questions_total{outcome="declined",platform="telegram"} 1`,
		`dragoman_questions_total{outcome="courtesy",platform="telegram"} 1`,
		`dragoman_questions_total{outcome="failed",platform="telegram"} 1`,
		`dragoman_answer_seconds_count{platform="telegram"} 5`,
		`dragoman_platform_calls_total{code="200",platform="telegram",route="sendMessage"} 1`,
		`dragoman_platform_calls_total{code="429",platform="telegram",route="sendMessage"} 1`,
		`dragoman_platform_calls_total{code="other",platform="telegram",route="sendMessage"} 1`,
		`dragoman_platform_calls_total{code="none",platform="telegram",route="sendMessage"} 1`,
		`dragoman_platform_calls_total{code="canceled",platform="telegram",route="sendMessage"} 1`,
		`dragoman_platform_connected{platform="telegram"} 1`,
		`dragoman_platform_ended{platform="telegram"} 0`,
		`dragoman_queue_requests{platform="telegram",state="waiting"} 5`,
		`dragoman_queue_requests{platform="telegram",state="running"} 2`,
		`dragoman_briefings_total{event="due",platform="telegram"} 1`,
		`dragoman_briefings_total{event="sent",platform="telegram"} 1`,
		`dragoman_briefings_total{event="failed",platform="telegram"} 0`,
		`dragoman_briefing_late_seconds_bucket{platform="telegram",le="30"} 0`,
		`dragoman_briefing_late_seconds_bucket{platform="telegram",le="60"} 1`,
		`dragoman_subscriptions{kind="user",platform="telegram"} 2`,
		`dragoman_subscriptions{kind="chat",platform="discord"} 1`,
		`dragoman_subscriptions_ended{reason="blocked"} 4`,
		`dragoman_subscriptions_failing 1`,
		`dragoman_briefings_paused 1`,
		`dragoman_briefings_next_timestamp_seconds 1.7397792005e+09`,
		`dragoman_story_articles 1`,
		`dragoman_state_up 1`,
		`dragoman_sessions 12`,
		`dragoman_state_bytes 34567`,
		"go_goroutines ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if !strings.Contains(text, `dragoman_story_info{as_of="2025-02-17",version="`) || strings.Contains(text, "SECRET") {
		t.Errorf("got %s", text)
	}
}

// A new edition has another version and load time.
func TestNewEdition(t *testing.T) {
	s := stand(t)
	m := monitor.New(monitor.Options{Story: s})
	url := served(t, m, monitor.ServerOptions{})
	_, before := get(t, url+"/metrics")
	src, err := os.ReadFile("../../cmd/bot/testdata/harbour.yaml")
	if err != nil {
		t.Fatal(err)
	}
	base, err := knowledge.Parse("harbour.yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Replace(base); err != nil {
		t.Fatal(err)
	}
	_, after := get(t, url+"/metrics")
	for _, name := range []string{"dragoman_story_info{", "dragoman_story_loaded_timestamp_seconds "} {
		if is, was := line(after, name), line(before, name); is == was || is == "" {
			t.Errorf("%s: %q stays", name, was)
		}
	}
	if strings.Contains(after, "dragoman_state_up") {
		t.Error("a state file is told of that is not there")
	}
}

// line is the line of a page that begins with a text.
func line(page, begin string) string {
	for l := range strings.Lines(page) {
		if strings.HasPrefix(l, begin) {
			return l
		}
	}
	return ""
}

func TestHealth(t *testing.T) {
	var broken error
	m := monitor.New(monitor.Options{Size: func(context.Context) (monitor.Size, error) { return monitor.Size{}, broken }})
	url := served(t, m, monitor.ServerOptions{})
	p := m.Platform("telegram")
	health := func() (int, monitor.Health) {
		status, text := get(t, url+"/healthz")
		var h monitor.Health
		if err := json.Unmarshal([]byte(text), &h); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return status, h
	}
	// A platform out of reach is no reason to restart.
	if status, h := health(); status != 200 || !h.Healthy {
		t.Errorf("got %d %+v", status, h)
	}
	m.Stopping()
	if status, h := health(); status != 200 || !h.Healthy {
		t.Errorf("when it ends: got %d %+v", status, h)
	}
	broken = errors.New("bolt: the state file is corrupt")
	p.Ended()
	status, h := health()
	want := "the state file cannot be used: bolt: the state file is corrupt\nthe bot does not answer on telegram any more; the log says why"
	if got := strings.Join(h.Reasons, "\n"); status != 503 || h.Healthy || got != want {
		t.Errorf("got %d %q", status, got)
	}
	if _, text := get(t, url+"/metrics"); line(text, "dragoman_state_up") != "dragoman_state_up 0\n" || line(text, "dragoman_platform_ended") != "dragoman_platform_ended{platform=\"telegram\"} 1\n" {
		t.Errorf("got %s", text)
	}
}

func TestReady(t *testing.T) {
	now := time.Date(2025, 2, 17, 8, 0, 0, 0, time.UTC)
	m := monitor.New(monitor.Options{Now: func() time.Time { return now }})
	url := served(t, m, monitor.ServerOptions{})
	check := func(want int, text string) {
		t.Helper()
		if status, got := get(t, url+"/readyz"); status != want || strings.TrimSpace(got) != text {
			t.Errorf("got %d %s\nwant %d %s", status, got, want, text)
		}
	}
	check(503, `{"ready":false,"platforms":{}}`)
	telegram, discord := m.Platform("telegram"), m.Platform("discord")
	now = now.Add(time.Minute)
	telegram.Connected(true)
	check(503, `{"ready":false,"platforms":{"discord":{"connected":false,"since":"2025-02-17T08:00:00Z"},"telegram":{"connected":true,"since":"2025-02-17T08:01:00Z"}}}`)
	discord.Connected(true)
	now = now.Add(time.Minute)
	discord.Connected(true) // as before
	check(200, `{"ready":true,"platforms":{"discord":{"connected":true,"since":"2025-02-17T08:01:00Z"},"telegram":{"connected":true,"since":"2025-02-17T08:01:00Z"}}}`)
	discord.Ended()
	check(503, `{"ready":false,"platforms":{"discord":{"connected":false,"ended":true,"since":"2025-02-17T08:02:00Z"},"telegram":{"connected":true,"since":"2025-02-17T08:01:00Z"}}}`)
	m.Stopping()
	if _, got := get(t, url+"/readyz"); !strings.Contains(got, `"stopping":true`) {
		t.Errorf("got %s", got)
	}
}
