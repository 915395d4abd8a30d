package control_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/control"
)

// Whatever is asked at the socket: no panic, and no operation but by POST under its
// name, with arguments that can be read.
func FuzzRequest(f *testing.F) {
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { os.RemoveAll(dir) })
	done := false
	server, err := control.Listen(control.Options{State: filepath.Join(dir, "state.db"), Operations: map[string]control.Operation{
		"say": func(_ context.Context, args url.Values, w io.Writer) error {
			done = true
			_, err := io.WriteString(w, args.Get("words"))
			return err
		},
	}})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(server.Close)
	f.Add("POST", "/say", []byte("words=a%20b"))
	f.Add("GET", "/say", []byte("words=%zz"))
	f.Add("POST", "/../say", bytes.Repeat([]byte("x"), 70_000))
	f.Fuzz(func(t *testing.T, method, path string, body []byte) {
		done = false
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Method, r.URL.Path = method, path
		w := httptest.NewRecorder()
		server.ServeHTTP(patient{w}, r)
		_, wrong := url.ParseQuery(string(body))
		if may := method == http.MethodPost && strings.TrimPrefix(path, "/") == "say" && len(body) <= 64<<10 && wrong == nil; done != may {
			t.Errorf("%s %q with %d bytes: done is %v, status %d", method, path, len(body), done, w.Code)
		}
	})
}

// patient is a recorder that takes deadlines, as a connection does.
type patient struct{ *httptest.ResponseRecorder }

func (patient) SetReadDeadline(time.Time) error  { return nil }
func (patient) SetWriteDeadline(time.Time) error { return nil }

// Whatever the file beside a state file says where the socket is: asking fails, and
// nothing is asked elsewhere than at a socket.
func FuzzNote(f *testing.F) {
	f.Add([]byte("control socket: /nowhere/s\n"))
	f.Add([]byte("control socket: relative"))
	f.Add([]byte("control socket: /\x00"))
	f.Fuzz(func(t *testing.T, note []byte) {
		state := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
		if err := os.WriteFile(state+".sock", note, 0o600); err != nil {
			t.Fatal(err)
		}
		err := control.Ask(t.Context(), state, "say", nil, io.Discard)
		if !errors.Is(err, control.ErrNotRunning) && !errors.Is(err, control.ErrForbidden) {
			t.Errorf("%q: got %v", note, err)
		}
	})
}
