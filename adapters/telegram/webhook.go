package telegram

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
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

func (w *Webhook) check() error {
	if err := CheckWebhookURL(w.URL); err != nil {
		return fmt.Errorf("telegram: %w", err)
	}
	if w.Secret != "" {
		if err := CheckWebhookSecret(w.Secret); err != nil {
			return fmt.Errorf("telegram: %w", err)
		}
	}
	switch {
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
