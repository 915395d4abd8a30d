package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Webhook configures how Telegram brings the updates.
type Webhook struct {
	// URL is where Telegram sends them, https. Its path is the only one that
	// is served. Ports: 443, 80, 88 or 8443 (Bot API, setWebhook).
	URL string
	// Listen is the address to listen at. "" means 127.0.0.1:8443. TLS is
	// ended in front of it unless CertFile is given.
	Listen string
	// Listener is listened on instead, if it is not nil.
	Listener net.Listener
	// CertFile and KeyFile serve TLS with one's own certificate, which is
	// given to Telegram with SelfSigned.
	CertFile, KeyFile string
	SelfSigned        bool
	// Secret is what Telegram shows with every update: 1-256 characters of
	// A-Za-z0-9_-. "" means one derived from the token.
	Secret string
}

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	maxBody      = 1 << 20          // bytes of an update
	maxFlights   = 1000             // updates taken on at once
	holdFor      = 10 * time.Second // an update is held open before it is set aside
	holdMax      = 50 * time.Second // then Telegram is to bring it again
)

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

func (w *Webhook) check() error {
	u, err := url.Parse(w.URL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return errors.New("telegram: the webhook's URL has to be like https://bot.example.org/telegram")
	case w.Secret != "" && !secretForm.MatchString(w.Secret):
		return errors.New("telegram: the webhook's secret has to be 1 to 256 of A-Z, a-z, 0-9, _ and -")
	case (w.CertFile == "") != (w.KeyFile == ""):
		return errors.New("telegram: a webhook's certificate and key come together")
	case w.SelfSigned && w.CertFile == "":
		return errors.New("telegram: a self-signed webhook needs its certificate")
	}
	return nil
}

// secret is what proves that an update comes from Telegram.
func (b *Bot) secret() string {
	if s := b.opts.Webhook.Secret; s != "" {
		return s
	}
	mac := hmac.New(sha256.New, []byte(b.opts.Token))
	mac.Write([]byte("dragoman webhook"))
	return hex.EncodeToString(mac.Sum(nil))
}

// serveWebhook serves until ctx ends.
func (b *Bot) serveWebhook(ctx, work context.Context) error {
	w := b.opts.Webhook
	listener := w.Listener
	if listener == nil {
		address := w.Listen
		if address == "" {
			address = "127.0.0.1:8443"
		}
		var err error
		if listener, err = new(net.ListenConfig).Listen(ctx, "tcp", address); err != nil {
			return fmt.Errorf("telegram: the webhook cannot listen: %w", err)
		}
	}
	mux := http.NewServeMux()
	u, _ := url.Parse(w.URL)
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	hook := b.hook(work)
	mux.HandleFunc("/", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.EscapedPath() != path {
			http.NotFound(rw, r)
			return
		}
		hook.ServeHTTP(rw, r)
	})
	server := &http.Server{
		Handler:           mux,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      holdMax + 10*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(b.opts.Log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() {
		if w.CertFile != "" {
			served <- server.ServeTLS(listener, w.CertFile, w.KeyFile)
		} else {
			served <- server.Serve(listener)
		}
	}()
	defer func() {
		// Requests that are held end as their updates are handled, or lost.
		end, cancel := context.WithTimeout(work, b.opts.Grace)
		defer cancel()
		if server.Shutdown(end) != nil {
			server.Close()
		}
	}()
	if err := b.setWebhook(ctx); err != nil {
		return err
	}
	b.opts.Log.Info("the webhook is set", "listen", listener.Addr().String())
	if b.opts.Ready != nil {
		b.opts.Ready()
	}
	select {
	case err := <-served:
		return fmt.Errorf("telegram: the webhook's server ended: %w", err)
	case <-ctx.Done():
		return nil
	}
}

// setWebhook tells Telegram where to bring the updates.
func (b *Bot) setWebhook(ctx context.Context) error {
	w := b.opts.Webhook
	params := tgbotapi.Params{
		"url": w.URL, "secret_token": b.secret(), "allowed_updates": asJSON(wanted), "max_connections": "40",
	}
	for n := 0; ; n++ {
		var err error
		if w.SelfSigned {
			err = b.api.upload(ctx, "setWebhook", params, "certificate", w.CertFile)
		} else {
			err = b.api.call(ctx, callTimeout, "setWebhook", params, nil)
		}
		if err == nil {
			return nil
		}
		if e, ok := asAPI(err); ok && e.Code == 401 {
			return ErrToken
		}
		if !isTransient(err) || ctx.Err() != nil {
			return err
		}
		if n == 0 {
			b.opts.Log.Warn("the webhook cannot be set; trying on", "error", err)
		}
		if err := sleep(ctx, pause(n, err)); err != nil {
			return err
		}
	}
}

// upload calls a method with a file.
func (a *api) upload(ctx context.Context, method string, params tgbotapi.Params, field, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("telegram: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	lib := tgbotapi.BotAPI{Token: placeholder, Client: doer{ctx, a}}
	lib.SetAPIEndpoint("http://bot.invalid/bot%s/%s")
	_, err = lib.UploadFiles(method, params, []tgbotapi.RequestFile{{Name: field, Data: tgbotapi.FileBytes{Name: "cert.pem", Bytes: data}}})
	return a.failure(method, err)
}

// hook takes updates. It answers 200 when an update is handled or set aside in
// the state file, and lets Telegram bring it again otherwise.
func (b *Bot) hook(work context.Context) http.Handler {
	secret := []byte(b.secret())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "only POST", http.StatusMethodNotAllowed)
			return
		}
		if subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), secret) != 1 {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, "the update cannot be read", http.StatusRequestEntityTooLarge)
			return
		}
		if flights, _ := b.inbox.size(); flights >= maxFlights || work.Err() != nil {
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

// hold keeps a request open until its update is handled.
func (b *Bot) hold(work context.Context, w http.ResponseWriter, r *http.Request, f *flight) {
	wait := holdFor
	for {
		timer := time.NewTimer(wait)
		select {
		case <-f.done:
			timer.Stop()
			if f.lost {
				http.Error(w, "again, please", http.StatusServiceUnavailable)
			}
			return
		case <-r.Context().Done():
			timer.Stop()
			return
		case <-timer.C:
			if wait == holdFor && !b.putAside(work, []*flight{f}) {
				wait = holdMax - holdFor
				continue
			}
			if wait != holdFor {
				http.Error(w, "again, please", http.StatusServiceUnavailable)
			}
			return
		}
	}
}
