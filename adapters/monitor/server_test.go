package monitor_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/monitor"
)

func TestCheckAddress(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:9464": true, "127.8.8.8:1": true, "[::1]:9464": true, "localhost:0": true,
		":9464": false, "0.0.0.0:9464": false, "[::]:9464": false, "192.0.2.1:80": false, "bot.example:80": false,
	} {
		if got, err := monitor.CheckAddress(address); got != want || err != nil {
			t.Errorf("%s: got %v, %v", address, got, err)
		}
	}
	for _, address := range []string{"", "9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1:9464", "http://127.0.0.1:9464"} {
		if _, err := monitor.CheckAddress(address); err == nil || !strings.Contains(err.Error(), "has to be like 127.0.0.1:9464") {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = monitor.Listen(l.Addr().String(), monitor.New(monitor.Options{}), monitor.ServerOptions{})
	if !errors.Is(err, monitor.ErrInUse) {
		t.Errorf("got %v", err)
	}
}

// Profiles are there only when they were asked for, and never for others.
func TestProfiles(t *testing.T) {
	m := monitor.New(monitor.Options{})
	if status, _ := get(t, served(t, m, monitor.ServerOptions{})+"/debug/pprof/"); status != http.StatusNotFound {
		t.Errorf("unasked: got %d", status)
	}
	url := served(t, m, monitor.ServerOptions{Profiles: true})
	for _, page := range []string{"/debug/pprof/", "/debug/pprof/goroutine?debug=1", "/debug/pprof/heap"} {
		if status, _ := get(t, url+page); status != http.StatusOK {
			t.Errorf("%s: got %d", page, status)
		}
	}
	if _, err := monitor.Listen("0.0.0.0:0", m, monitor.ServerOptions{Profiles: true}); err == nil {
		t.Error("profiles are served to all")
	}
}

// A web page whose name leads to a loopback address learns nothing.
func TestForeignHost(t *testing.T) {
	url := served(t, monitor.New(monitor.Options{}), monitor.ServerOptions{Profiles: true})
	for host, want := range map[string]int{
		"evil.example": 403, "evil.example:9464": 403, "127.0.0.1.evil.example": 403,
		"localhost": 200, "localhost:9464": 200, "127.0.0.1:9464": 200, "[::1]:9464": 200, "[::1]": 200,
	} {
		for _, page := range []string{"/healthz", "/metrics", "/debug/pprof/cmdline"} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+page, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Host = host
			resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			wanted := want
			if page == "/debug/pprof/cmdline" && want == 200 {
				continue // its status is TestCommandLine's
			}
			if resp.StatusCode != wanted {
				t.Errorf("%s at %s: got %d", page, host, resp.StatusCode)
			}
		}
	}
}

// The command line may hold a token; no page shows it.
func TestCommandLine(t *testing.T) {
	url := served(t, monitor.New(monitor.Options{}), monitor.ServerOptions{Profiles: true})
	if status, text := get(t, url+"/debug/pprof/cmdline"); status == http.StatusOK {
		t.Errorf("got %d %q", status, text)
	}
}

func TestOnlyGet(t *testing.T) {
	url := served(t, monitor.New(monitor.Options{}), monitor.ServerOptions{})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
		req, err := http.NewRequestWithContext(t.Context(), method, url+"/metrics", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: got %d", method, resp.StatusCode)
		}
	}
	if status, _ := get(t, url+"/other"); status != http.StatusNotFound {
		t.Errorf("got %d", status)
	}
	if status, text := get(t, url+"/"); status != http.StatusOK || !strings.Contains(text, "/healthz") {
		t.Errorf("got %d %s", status, text)
	}
}

// The server ends with its context, also while a profile is taken and a connection
// is idle, and so do its goroutines.
func TestEnds(t *testing.T) {
	before := runtime.NumGoroutine()
	server, err := monitor.Listen("127.0.0.1:0", monitor.New(monitor.Options{}), monitor.ServerOptions{Profiles: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()
	transport := new(http.Transport)
	client := http.Client{Transport: transport}
	resp, err := client.Get("http://" + server.Addr().String() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		if resp, err := client.Get("http://" + server.Addr().String() + "/debug/pprof/trace?seconds=60"); err == nil {
			_, _ = io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
	}()
	begun := time.Now()
	cancel()
	if err := <-ended; err != nil || time.Since(begun) > 5*time.Second {
		t.Errorf("ended with %v after %v", err, time.Since(begun))
	}
	<-asked
	transport.CloseIdleConnections()
	limit := time.NewTimer(5 * time.Second)
	defer limit.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for runtime.NumGoroutine() > before {
		select {
		case <-tick.C:
		case <-limit.C:
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
