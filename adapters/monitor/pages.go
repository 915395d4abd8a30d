package monitor

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// maxScrapes bounds how many ask for the numbers at once; the others get 503.
const maxScrapes = 4

// handler serves the pages. To who is at the same machine it serves them under the
// machine's own names only: a web page that gives its own name a loopback address
// learns nothing.
func (m *Monitor) handler(loopback, profiles bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("/healthz\n/readyz\n/metrics\n"))
	})
	mux.HandleFunc("GET /healthz", m.health)
	mux.HandleFunc("GET /readyz", m.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		MaxRequestsInFlight: maxScrapes, ErrorHandling: promhttp.ContinueOnError,
	}))
	if profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if loopback && !isOwnName(r.Host) {
			http.Error(w, "unknown host", http.StatusForbidden)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

// isOwnName tells whether a Host header names the machine by an address, or as
// localhost.
func isOwnName(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return host == "localhost" || net.ParseIP(trimBrackets(host)) != nil
}

func trimBrackets(host string) string {
	if len(host) > 1 && host[0] == '[' && host[len(host)-1] == ']' {
		return host[1 : len(host)-1]
	}
	return host
}

// Health is the answer of /healthz.
type Health struct {
	Healthy bool     `json:"healthy"`
	Reasons []string `json:"reasons,omitempty"` // sentences, why it is not
}

func (m *Monitor) health(w http.ResponseWriter, r *http.Request) {
	var h Health
	if m.o.Size != nil {
		if _, err := m.o.Size(r.Context()); err != nil {
			h.Reasons = append(h.Reasons, "the state file cannot be used: "+err.Error())
		}
	}
	for _, p := range m.all() {
		if _, ended, _, _ := p.state(); ended {
			h.Reasons = append(h.Reasons, "the bot does not answer on "+p.name+" any more; the log says why")
		}
	}
	h.Healthy = len(h.Reasons) == 0
	show(w, h.Healthy, h)
}

// Readiness is the answer of /readyz.
type Readiness struct {
	Ready     bool                  `json:"ready"`
	Stopping  bool                  `json:"stopping,omitempty"` // the bot was told to end
	Platforms map[string]Connection `json:"platforms"`
}

// Connection is how a platform stands.
type Connection struct {
	Connected bool      `json:"connected"`
	Ended     bool      `json:"ended,omitempty"` // for good
	Since     time.Time `json:"since"`           // when that changed last
}

func (m *Monitor) ready(w http.ResponseWriter, _ *http.Request) {
	platforms := m.all()
	r := Readiness{Stopping: m.stopping.Load(), Platforms: make(map[string]Connection, len(platforms))}
	r.Ready = len(platforms) > 0 && !r.Stopping
	for _, p := range platforms {
		var c Connection
		c.Connected, c.Ended, c.Since, _ = p.state()
		c.Since = c.Since.UTC().Truncate(time.Second)
		r.Platforms[p.name] = c
		r.Ready = r.Ready && c.Connected
	}
	show(w, r.Ready, r)
}

func show(w http.ResponseWriter, well bool, v any) {
	w.Header().Set("Content-Type", "application/json")
	if !well {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(v) // who has gone learns nothing
}
