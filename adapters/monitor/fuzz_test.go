package monitor_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dragoman/adapters/monitor"
)

// Whatever is asked under whatever name: pages are read only, and a web page under a
// name of its own gets none.
func FuzzRequest(f *testing.F) {
	f.Add("GET", "/metrics", "localhost:9464")
	f.Add("POST", "/healthz", "[::1]")
	f.Add("GET", "/debug/pprof/profile?seconds=9", "127.0.0.1")
	f.Add("GET", "//../readyz", "localhost.evil.example")
	m := monitor.New(monitor.Options{Version: "v1", Story: stand(f)})
	handler := monitor.Handler(m, true, false)
	f.Fuzz(func(t *testing.T, method, target, host string) {
		r := httptest.NewRequest(http.MethodGet, "/", strings.NewReader("x=1"))
		r.Method, r.Host = method, host
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code == http.StatusOK && method != http.MethodGet && method != http.MethodHead {
			t.Errorf("%s %q does something", method, target)
		}
		if strings.Contains(host, "evil") && w.Code != http.StatusForbidden {
			t.Errorf("%q is told %d", host, w.Code)
		}
		if strings.Contains(w.Body.String(), "goroutine") && strings.Contains(target, "pprof") {
			t.Errorf("%q shows profiles that nobody asked for", target)
		}
	})
}
