package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"dragoman/adapters/monitor"
	"dragoman/knowledge"
)

// healthCmd asks a bot that serves whether it is well.
type healthCmd struct {
	listenFlag `embed:""`
	URL        string `name:"url" placeholder:"URL" help:"Where to ask, as in http://127.0.0.1:9464/readyz; without it, /healthz at the address of --listen."`
	OrChat     bool   `name:"or-chat" help:"Be content when nothing listens there, as in the image of a bot that chats in the terminal: then look at the built-in stories only."`
}

// Help is shown by "bot help health".
func (*healthCmd) Help() string {
	return `Asks a bot serve that runs whether it is well. The exit status is 0 when it is, and 1 when it is not or does not answer within five seconds. With --url .../readyz it tells whether each platform is connected.`
}

// healthWithin is how long a bot may take to answer.
const healthWithin = 5 * time.Second

// Run executes the command.
func (c *healthCmd) Run(p *process) error {
	if c.URL == "" && c.off() {
		if c.OrChat {
			return p.healthyStories()
		}
		return usageError("--listen off: there is no address to ask at; give --url")
	}
	at, err := c.address()
	if err != nil {
		return usageError(err.Error())
	}
	ctx, cancel := context.WithTimeout(p.ctx, healthWithin)
	defer cancel()
	status, text, err := ask(ctx, at)
	switch {
	case err != nil && p.ctx.Err() != nil:
		return p.ctx.Err()
	case err != nil && c.OrChat && nothingListens(err):
		return p.healthyStories()
	case err != nil && nothingListens(err):
		return fmt.Errorf("nothing listens at %s: no bot serves there", at.Host)
	case err != nil:
		return fmt.Errorf("the bot does not answer at %s: %w", at.Host, err)
	case status != http.StatusOK:
		return errors.New(unwell(status, text))
	}
	_, err = fmt.Fprintln(p.stdout, strings.TrimSpace(text))
	return err
}

// address is where to ask.
func (c *healthCmd) address() (*url.URL, error) {
	if c.URL != "" {
		u, err := url.Parse(c.URL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("--url has to be like http://%s/healthz", defaultListen)
		}
		return u, nil
	}
	if _, err := monitor.CheckAddress(c.Listen); err != nil {
		return nil, fmt.Errorf("--listen: %w", err)
	}
	host, port, _ := net.SplitHostPort(c.Listen)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // who listens at all addresses does at this one
		if ip != nil && ip.To4() == nil {
			host = "::1"
		}
	}
	return &url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: "/healthz"}, nil
}

// maxHealth bounds what is read of an answer, in bytes.
const maxHealth = 64 << 10

// ask gets a page. It goes through no proxy and follows no redirect.
func ask(ctx context.Context, at *url.URL) (status int, text string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return 0, "", err
	}
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(req)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("not within %v", healthWithin)
		}
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxHealth))
	return resp.StatusCode, string(body), err
}

// refusedOnWindows is WSAECONNREFUSED; other systems have no such error.
const refusedOnWindows = syscall.Errno(10061)

func nothingListens(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, refusedOnWindows)
}

// unwell says why a bot is not well.
func unwell(status int, text string) string {
	var h monitor.Health
	if json.Unmarshal([]byte(text), &h) == nil && len(h.Reasons) > 0 {
		return strings.Join(h.Reasons, "\n")
	}
	return fmt.Sprintf("the bot is not well: %d %s\n%s", status, http.StatusText(status), strings.TrimSpace(text))
}

// healthyStories tells whether the program can read the stories that are built in:
// all that can be known of a bot that serves nobody.
func (p *process) healthyStories() error {
	for _, name := range knowledge.EmbeddedNames() {
		if _, err := p.loadStory(name); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(p.stdout, "no bot serves here; the built-in stories are sound")
	return err
}
