package main_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

var servedAt = regexp.MustCompile(`health and metrics are served" listen=(\S+)`)

// monitored is where a bot with --listen 127.0.0.1:0 serves its health.
func monitored(t testing.TB, log *lockedBuffer) string {
	t.Helper()
	if !log.await("health and metrics are served") {
		t.Fatalf("nothing is served:\n%s", log)
	}
	until(t, "the address", func() bool { return servedAt.MatchString(log.String()) })
	return "http://" + servedAt.FindStringSubmatch(log.String())[1]
}

// until waits until something is so, for half a minute at most.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	limit := time.NewTimer(30 * time.Second)
	defer limit.Stop()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-tick.C:
		case <-limit.C:
			t.Fatal("waited in vain: ", what)
		}
	}
}

// seen returns the status and text of a page of a bot's.
func seen(t testing.TB, url string) (int, string) {
	t.Helper()
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// awaitNumber waits until a page of numbers has a line.
func awaitNumber(t testing.TB, url, line string) {
	t.Helper()
	until(t, line, func() bool {
		_, text := seen(t, url+"/metrics")
		return strings.Contains(text, line+"\n")
	})
}

// The real binary on both platforms shows that it is connected, what it was asked,
// and how its calls went.
func TestServeMonitor(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, discordToken)
	api := telegramtest.NewServer(botToken)
	t.Cleanup(api.Close)
	p := serveWith(t, filepath.Join(t.TempDir(), "state.db"),
		[]string{"DISCORD_TOKEN=" + discordToken, "TELEGRAM_TOKEN=" + botToken},
		"--discord-api", d.URL+"/api", "--telegram-api", api.URL, "--listen", "127.0.0.1:0")
	url := monitored(t, p.log)
	until(t, "both are connected", func() bool { status, _ := seen(t, url+"/readyz"); return status == http.StatusOK })

	for i, text := range []string{"how long is the harbour closed?", "who won the world cup in 1966?", "thanks!"} {
		api.Say(7, text)
		api.Await(t, i+1)
	}
	d.Write(discordtest.From{}, "how long is the harbour closed?", discordtest.Writing{Mention: true})
	d.AwaitSent(t, "", 1)
	for _, line := range []string{
		`dragoman_questions_total{outcome="answered",platform="telegram"} 1`,
		`dragoman_questions_total{outcome="declined",platform="telegram"} 1`,
		`dragoman_questions_total{outcome="courtesy",platform="telegram"} 1`,
		`dragoman_questions_total{outcome="answered",platform="discord"} 1`,
		`dragoman_platform_calls_total{code="200",platform="telegram",route="sendMessage"} 3`,
		`dragoman_platform_calls_total{code="200",platform="telegram",route="getMe"} 1`,
		`dragoman_platform_calls_total{code="200",platform="discord",route="POST /channels/{id}/messages"} 1`,
		`dragoman_queue_requests{platform="telegram",state="waiting"} 0`,
		`dragoman_queue_requests{platform="discord",state="running"} 0`,
		`dragoman_platform_connected{platform="discord"} 1`,
		`dragoman_sessions 2`,
		`dragoman_subscriptions_failing 0`,
	} {
		awaitNumber(t, url, line)
	}

	// Telegram fails for a while.
	api.Fail(telegramtest.Fault{Method: "getUpdates", Code: 502, Description: "Bad Gateway"})
	api.Say(7, "hello") // ends the call that waits
	awaitNumber(t, url, `dragoman_platform_connected{platform="telegram"} 0`)
	if status, text := seen(t, url+"/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(text, `"telegram":{"connected":false`) {
		t.Errorf("got %d %s", status, text)
	}
	if r := run(t, nil, "", "health", "--url", url+"/healthz"); r.status != 0 || r.stdout != "{\"healthy\":true}\n" {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "health", "--url", url+"/readyz"); r.status != 1 || !strings.HasPrefix(r.stderr, "bot:\nthe bot is not well: 503 Service Unavailable\n{\"ready\":false") {
		t.Errorf("got %+v", r)
	}
	api.Heal()
	awaitNumber(t, url, `dragoman_platform_connected{platform="telegram"} 1`)

	// So it does for good.
	api.Fail(telegramtest.Fault{Code: 401, Description: "Unauthorized"})
	api.Say(7, "hello")
	awaitNumber(t, url, `dragoman_platform_ended{platform="telegram"} 1`)
	r := run(t, map[string]string{"DRAGOMAN_LISTEN": strings.TrimPrefix(url, "http://")}, "", "health", "--or-chat")
	if r.status != 1 || r.stderr != "bot: the bot does not answer on telegram any more; the log says why\n" {
		t.Errorf("got %+v", r)
	}
	if status, passed := p.status(t); status != 1 || passed > 10*time.Second {
		t.Errorf("ended with %d after %v:\n%s", status, passed, p.log)
	}
	if r := run(t, nil, "", "health", "--url", url+"/healthz"); r.status != 1 || !strings.Contains(r.stderr, "no bot serves there") {
		t.Errorf("got %+v", r)
	}
}

func TestHealthCommand(t *testing.T) {
	free := freeAddress(t)
	for name, tt := range map[string]struct {
		args   []string
		status int
		want   string // of the output
	}{
		"nothing listens":    {[]string{"--listen", free}, 1, "bot: nothing listens at " + free + ": no bot serves there\n"},
		"it chats":           {[]string{"--listen", free, "--or-chat"}, 0, "no bot serves here; the built-in stories are sound\n"},
		"it chats, off":      {[]string{"--listen", "off", "--or-chat"}, 0, "no bot serves here; the built-in stories are sound\n"},
		"off":                {[]string{"--listen", "off"}, 2, "bot: --listen off: there is no address to ask at; give --url\n"},
		"no address":         {[]string{"--listen", "9464"}, 2, "bot: --listen: the address \"9464\" has to be like 127.0.0.1:9464\n"},
		"no URL":             {[]string{"--url", "here"}, 2, "bot: --url has to be like http://127.0.0.1:9464/healthz\n"},
		"nothing at the URL": {[]string{"--url", "http://" + free + "/readyz"}, 1, "bot: nothing listens at " + free + ": no bot serves there\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, "", append([]string{"health"}, tt.args...)...)
			if r.status != tt.status || r.stdout+r.stderr != tt.want {
				t.Errorf("got %+v", r)
			}
		})
	}
	// Who listens at all addresses is asked at this machine's.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	other := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, r.Host+r.URL.Path) })}
	go other.Serve(l)
	t.Cleanup(func() { other.Close() })
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for _, listen := range []string{":" + port, "0.0.0.0:" + port} {
		if r := run(t, nil, "", "health", "--listen", listen); r.status != 0 || r.stdout != "127.0.0.1:"+port+"/healthz\n" {
			t.Errorf("%s: got %+v", listen, r)
		}
	}
}

// What is wrong with the address is said in a sentence.
func TestServeListens(t *testing.T) {
	api := telegramtest.NewServer("1:other")
	defer api.Close()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	for name, tt := range map[string]struct {
		args   []string
		status int
		want   string
	}{
		"no address":         {[]string{"--listen", "9464"}, 2, `--listen: the address "9464" has to be like 127.0.0.1:9464, or off`},
		"in use":             {[]string{"--listen", address}, 1, "bot: another program listens at " + address + ": stop it, or give another --listen, or --listen off"},
		"profiles for all":   {[]string{"--listen", ":0", "--pprof"}, 2, "--pprof is for a loopback address"},
		"profiles nowhere":   {[]string{"--listen", "off", "--pprof"}, 2, "--pprof needs an address of --listen"},
		"others can reach":   {[]string{"--listen", ":0"}, 1, "health and metrics are served to others too"},
		"no such log format": {[]string{"--log-format", "xml"}, 2, "--log-format"},
		"no such log level":  {[]string{"--log-level", "loud"}, 2, "--log-level"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, map[string]string{"TELEGRAM_TOKEN": botToken}, "",
				append([]string{"--story", harbour, "--state", "none", "serve", "--telegram-api", api.URL}, tt.args...)...)
			if r.status != tt.status || !strings.Contains(r.stderr, tt.want) {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// The port that nobody named may be in use by another bot; this one goes on.
func TestServeWithoutItsPort(t *testing.T) {
	if l, err := net.Listen("tcp", "127.0.0.1:9464"); err == nil {
		defer l.Close()
	}
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	s := serveInside(t, time.Now, api, "none")
	if !s.log.await("health and metrics are not served, as another program listens at 127.0.0.1:9464") {
		t.Errorf("log:\n%s", s.log)
	}
	api.Say(7, "how long is the harbour closed?")
	api.Await(t, 1)
}
