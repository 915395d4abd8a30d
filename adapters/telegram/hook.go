package telegram

import (
	"context"
	"crypto/subtle"
	"io"
	"net/http"
	"time"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token" // #nosec G101 -- the name of a header
	maxBody      = 1 << 20                           // bytes of an update
	maxFlights   = 1000                              // updates that Telegram waits for at once
	holdMax      = 50 * time.Second
)

// hook takes updates. It answers 200 when an update is handled or set aside in
// the state file, and lets Telegram bring it again otherwise.
func (b *Bot) hook(work context.Context) http.Handler {
	secret := []byte(b.secret())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Connection", "close")
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "only POST", http.StatusMethodNotAllowed)
			return
		}
		if subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), secret) != 1 {
			w.Header().Set("Connection", "close") // none of the few is kept for a stranger
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, "the update cannot be read", http.StatusRequestEntityTooLarge)
			return
		}
		if flights, aside := b.inbox.size(); flights-aside >= maxFlights || work.Err() != nil {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		f, _ := b.receive(work, raw, false)
		if f == nil {
			return
		}
		b.hold(work, w, r, f)
	})
}

// hold keeps a request open until its update is handled or set aside. Telegram
// keeps few requests open at once: where there is no state file to set updates
// aside in, those that take long come again.
func (b *Bot) hold(work context.Context, w http.ResponseWriter, r *http.Request, f *flight) {
	for _, wait := range []time.Duration{asideAfter, holdMax - asideAfter} {
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
			if b.putAside(work, []*flight{f}) {
				return
			}
			continue
		case <-f.done:
			if f.lost {
				http.Error(w, "again, please", http.StatusServiceUnavailable)
			}
		case <-r.Context().Done():
		}
		timer.Stop()
		return
	}
	http.Error(w, "again, please", http.StatusServiceUnavailable)
}
