package telegram_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
)

// certify makes a certificate for the loopback interface, signed by itself.
func certify(t *testing.T) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "bot.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})
}

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The bot serves TLS itself; Telegram is given the certificate if it is to be,
// and never the key, not even out of a file that holds both.
func TestWebhookCertificates(t *testing.T) {
	cert, key := certify(t)
	both := write(t, "both.pem", append(bytes.Clone(key), cert...))
	for name, w := range map[string]*telegram.Webhook{
		"self-signed":               {CertFile: write(t, "cert.pem", cert), KeyFile: write(t, "key.pem", key), SelfSigned: true},
		"self-signed, one file":     {CertFile: both, KeyFile: both, SelfSigned: true},
		"signed by an authority":    {CertFile: write(t, "cert.pem", cert), KeyFile: write(t, "key.pem", key)},
		"self-signed, after faults": {CertFile: both, KeyFile: both, SelfSigned: true},
	} {
		t.Run(name, func(t *testing.T) {
			api := telegramtest.NewServer(token)
			defer api.Close()
			if !w.SelfSigned {
				api.Trust(cert)
			}
			if strings.HasSuffix(name, "faults") {
				api.Fail(telegramtest.Fault{Method: "setWebhook", Code: 500, Description: "Internal Server Error", Times: 1})
			}
			r, _ := webhooked(t, api, func(o *telegram.Options) {
				w.URL, w.Listener = strings.Replace(o.Webhook.URL, "http:", "https:", 1), o.Webhook.Listener
				o.Webhook = w
			})
			for chat := range int64(20) {
				api.Say(chat+1, "hi")
			}
			api.Await(t, 20)
			api.AwaitConfirmed(t)
			r.check(api)
			set := api.Calls("setWebhook")
			if given := set[len(set)-1].Params["certificate"] != ""; given != w.SelfSigned {
				t.Errorf("certificate given: %v", given)
			}
		})
	}
}

// What cannot be used is said before Telegram is told anything.
func TestWebhookCertificateThatIsNone(t *testing.T) {
	cert, key := certify(t)
	_, other := certify(t)
	good := write(t, "cert.pem", cert)
	for name, w := range map[string]telegram.Webhook{
		"no file":       {CertFile: good + "x", KeyFile: write(t, "key.pem", key)},
		"another's key": {CertFile: good, KeyFile: write(t, "key.pem", other)},
		"no PEM":        {CertFile: write(t, "cert.pem", []byte("hi")), KeyFile: write(t, "key.pem", key)},
	} {
		t.Run(name, func(t *testing.T) {
			api := telegramtest.NewServer(token)
			defer api.Close()
			w.URL = "https://bot.test/hook"
			r := run(t, api, func(o *telegram.Options) { o.Webhook = &w })
			err := <-r.done
			if err == nil || !strings.HasPrefix(err.Error(), "telegram: the webhook's certificate cannot be used: ") || len(api.Calls("setWebhook")) > 0 {
				t.Errorf("got %v", err)
			}
			r.done <- nil
			r.end()
		})
	}
}

// A refusal of the certificate ends the start, as it does for any other call.
func TestWebhookRefusedToken(t *testing.T) {
	cert, key := certify(t)
	api := telegramtest.NewServer(token)
	defer api.Close()
	api.Fail(telegramtest.Fault{Method: "setWebhook", Code: 401, Description: "Unauthorized"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, api, func(o *telegram.Options) {
		o.Webhook = &telegram.Webhook{
			URL: "https://bot.test/hook", Listener: l, SelfSigned: true,
			CertFile: write(t, "cert.pem", cert), KeyFile: write(t, "key.pem", key),
		}
	})
	if err := <-r.done; err != telegram.ErrToken {
		t.Errorf("got %v", err)
	}
	r.done <- nil
	r.end()
}
