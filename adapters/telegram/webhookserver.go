package telegram

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/netutil"
)

// maxHookConns bounds the connections to the webhook: Telegram opens 40 unless it is
// told otherwise and 100 at most (Bot API, setWebhook), and who knows no secret
// keeps none.
const maxHookConns = 256

// serveWebhook serves until ctx ends.
func (b *Bot) serveWebhook(ctx, work context.Context) error {
	w := b.opts.Webhook
	certificate, err := w.certificate()
	if err != nil {
		return err
	}
	listener := w.Listener
	if listener == nil {
		address := w.Listen
		if address == "" {
			address = "127.0.0.1:8443"
		}
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
			rw.Header().Set("Connection", "close")
			http.NotFound(rw, r)
			return
		}
		hook.ServeHTTP(rw, r)
	})
	listener = netutil.LimitListener(listener, maxHookConns)
	var waiting newcomers
	server := &http.Server{
		Handler:           mux,
		ConnState:         waiting.note,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      holdMax + 10*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(b.opts.Log.Handler(), slog.LevelDebug),
	}
	if certificate != nil {
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12})
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	defer func() {
		// Requests that are held end as their updates are handled, or lost.
		end, cancel := context.WithTimeout(work, b.opts.Grace)
		defer cancel()
		waiting.close()
		if server.Shutdown(end) != nil {
			server.Close()
		}
	}()
	if err := b.setWebhook(ctx, certificate); err != nil {
		return err
	}
	b.opts.Log.Info("the webhook is set", "listen", listener.Addr().String())
	if b.opts.Ready != nil {
		b.opts.Ready()
	}
	b.opts.Connected(true)
	defer b.opts.Connected(false)
	select {
	case err := <-served:
		return fmt.Errorf("telegram: the webhook's server ended: %w", err)
	case <-ctx.Done():
		return nil
	}
}
