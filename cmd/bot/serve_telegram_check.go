package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"

	"dragoman/adapters/telegram"
)

// check notes what is wrong with the flags of the bot on Telegram, and reads its
// secrets. It returns whether the bot is to be there.
func (f *telegramFlags) check(p *process) bool {
	token, tried := p.secret("telegram-token", f.Token, f.TokenFile)
	f.Token = token
	if token != "" {
		if err := telegram.CheckToken(token); err != nil {
			p.refuse("telegram-token", "%v; copy it again, as @BotFather gives it: a number, a colon, letters", err)
		}
	}
	if f.API != "" {
		p.refuseFor("telegram-api", telegram.CheckAPI(f.API))
	}
	if f.Webhook == "" {
		f.checkWithoutWebhook(p)
	} else {
		f.checkWebhook(p)
	}
	return token != "" || tried
}

// checkWithoutWebhook notes flags that make no sense without a webhook.
func (f *telegramFlags) checkWithoutWebhook(p *process) {
	for _, flag := range []struct {
		name  string
		given bool
	}{
		{"telegram-webhook-listen", f.WebhookListen != ""},
		{"telegram-webhook-cert", f.WebhookCert != ""},
		{"telegram-webhook-key", f.WebhookKey != ""},
		{"telegram-webhook-self-signed", f.WebhookSelf},
		{"telegram-webhook-secret", f.WebhookSecret != ""},
		{"telegram-webhook-secret-file", f.SecretFile != ""},
	} {
		if flag.given {
			p.refuse(flag.name, "--%s needs --telegram-webhook", flag.name)
		}
	}
}

// webhookPorts are those that Telegram comes to. Source: Bot API, setWebhook.
var webhookPorts = []string{"", "443", "80", "88", "8443"}

// checkWebhook notes what is wrong with the flags of a webhook.
func (f *telegramFlags) checkWebhook(p *process) {
	if f.DropWebhook {
		p.refuse("telegram-drop-webhook", "--telegram-drop-webhook removes the webhook that --telegram-webhook sets: give one of them")
	}
	if err := telegram.CheckWebhookURL(f.Webhook); err != nil {
		p.refuseFor("telegram-webhook", err)
	} else if u, err := url.Parse(f.Webhook); err == nil && f.API == "" {
		// A Bot API server of one's own comes to any address.
		if u.Scheme != "https" {
			p.refuse("telegram-webhook", "Telegram comes to https addresses only: --telegram-webhook has to be like https://bot.example.org/telegram")
		}
		if !slices.Contains(webhookPorts, u.Port()) {
			p.refuse("telegram-webhook", "Telegram does not come to port %s: --telegram-webhook has to be at 443, 80, 88 or 8443", u.Port())
		}
	}
	p.refuseFor("telegram-webhook-listen", checkListen(f.WebhookListen))
	secret, _ := p.secret("telegram-webhook-secret", f.WebhookSecret, f.SecretFile)
	f.WebhookSecret = secret
	if secret != "" {
		p.refuseFor("telegram-webhook-secret", telegram.CheckWebhookSecret(secret))
	}
	f.checkCertificate(p)
}

// checkCertificate notes what is wrong with the certificate of a webhook.
func (f *telegramFlags) checkCertificate(p *process) {
	switch {
	case f.WebhookCert == "" && f.WebhookKey == "":
		if f.WebhookSelf {
			p.refuse("telegram-webhook-self-signed", "--telegram-webhook-self-signed needs --telegram-webhook-cert and --telegram-webhook-key")
		}
		return
	case f.WebhookCert == "":
		p.refuse("telegram-webhook-key", "--telegram-webhook-key needs --telegram-webhook-cert")
		return
	case f.WebhookKey == "":
		p.refuse("telegram-webhook-cert", "--telegram-webhook-cert needs --telegram-webhook-key")
		return
	}
	certificate, wrong := os.ReadFile(f.WebhookCert)
	p.refuseFor("telegram-webhook-cert", fileError(f.WebhookCert, "a certificate in PEM", wrong))
	key, err := os.ReadFile(f.WebhookKey)
	p.refuseFor("telegram-webhook-key", fileError(f.WebhookKey, "its key in PEM", err))
	if wrong != nil || err != nil {
		return
	}
	if readableByAll(f.WebhookKey) {
		p.doubtful = append(p.doubtful, fmt.Sprintf("everybody on this machine may read the key in %q: chmod 600", f.WebhookKey))
	}
	if _, err := tls.X509KeyPair(certificate, key); err != nil {
		p.refuse("telegram-webhook-cert", "the certificate %q and the key %q cannot be used: %v", f.WebhookCert, f.WebhookKey, err)
	}
}

// checkListen says what is wrong with an address to listen at; "" is the default.
func checkListen(address string) error {
	if address == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		if _, err = strconv.ParseUint(port, 10, 16); err == nil {
			return nil
		}
	}
	return errors.New(strconv.Quote(address) + " is no address to listen at: write one like 127.0.0.1:8443 or :8443")
}
