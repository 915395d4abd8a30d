package telegram

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"net/url"
	"regexp"
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
