package telegramtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net/http"
	"time"
)

type webhook struct {
	url, secret string
	client      *http.Client
	stop        chan struct{}
}

// Trust lets the server take webhooks whose certificates are signed by one of
// these, in PEM. One that is uploaded by setWebhook is taken without.
func (s *Server) Trust(certificates []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trusted = certificates
}

func (s *Server) setWebhook(r *http.Request, p map[string]string) (any, *apiError) {
	certificate, why := uploaded(r, "certificate")
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, given := p["certificate"]; given && why == "" {
		why = onlyCertificates(certificate)
	}
	if why != "" {
		s.problems = append(s.problems, "setWebhook: certificate: "+why)
		return nil, badRequest("bad webhook: %s", why)
	}
	if s.webhook.stop != nil {
		close(s.webhook.stop)
	}
	s.webhook = webhook{url: p["url"], secret: p["secret_token"]}
	if p["url"] != "" {
		s.webhook.stop = make(chan struct{})
		s.webhook.client = trusting(append(certificate, s.trusted...))
		hook := s.webhook
		s.wg.Go(func() { s.bring(hook) })
	}
	return true, nil
}

// bring takes the updates to the webhook, up to 40 at once, until each is
// answered with 200.
func (s *Server) bring(hook webhook) {
	slots := make(chan struct{}, 40)
	defer hook.client.CloseIdleConnections()
	for {
		select {
		case slots <- struct{}{}: // before an update is taken: another webhook may be set while this one is busy
		case <-hook.stop:
			return
		case <-s.stop:
			return
		}
		u, ok := s.nextFor(hook)
		if !ok {
			return
		}
		s.wg.Go(func() {
			defer func() { <-slots }()
			ok := post(hook, u.raw)
			if !ok {
				select {
				case <-time.After(100 * time.Millisecond):
				case <-s.stop:
				}
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			for i := range s.pending {
				if s.pending[i].id == u.id {
					if ok {
						s.pending = append(s.pending[:i], s.pending[i+1:]...)
					} else {
						s.pending[i].brought = false
					}
					break
				}
			}
			s.wake()
		})
	}
}

// nextFor waits for an update that is not on its way; not ok is the end of the
// webhook.
func (s *Server) nextFor(hook webhook) (u pendingUpdate, ok bool) {
	for {
		s.mu.Lock()
		select {
		case <-hook.stop:
			s.mu.Unlock()
			return u, false
		default:
		}
		for i := range s.pending {
			if !s.pending[i].brought {
				s.pending[i].brought = true
				u = s.pending[i]
				s.mu.Unlock()
				return u, true
			}
		}
		arrived := s.arrived
		s.mu.Unlock()
		select {
		case <-arrived:
		case <-hook.stop:
			return u, false
		case <-s.stop:
			return u, false
		}
	}
}

func post(hook webhook, raw []byte) bool {
	req, err := http.NewRequest(http.MethodPost, hook.url, bytes.NewReader(raw))
	if err != nil {
		return false
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", hook.secret)
	resp, err := hook.client.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	return resp.StatusCode == http.StatusOK
}

// uploaded returns the file in a field of a call, nil for none, or why it is
// none.
func uploaded(r *http.Request, field string) (data []byte, why string) {
	if r.MultipartForm == nil || len(r.MultipartForm.File[field]) == 0 {
		if r.Form.Has(field) {
			return nil, "it is not uploaded as a file"
		}
		return nil, ""
	}
	f, err := r.MultipartForm.File[field][0].Open()
	if err != nil {
		return nil, err.Error()
	}
	defer f.Close()
	if data, err = io.ReadAll(f); err != nil {
		return nil, err.Error()
	}
	return data, ""
}

// onlyCertificates tells why a file is not what Telegram is to get: at least
// one certificate in PEM, and no key.
func onlyCertificates(data []byte) (why string) {
	n := 0
	for rest := data; ; n++ {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		switch {
		case block == nil && n == 0:
			return "it is not PEM"
		case block == nil:
			return ""
		case block.Type != "CERTIFICATE":
			return "it holds a " + block.Type
		}
	}
}

// trusting is a client that trusts these certificates, in PEM, and no others.
func trusting(certificates []byte) *http.Client {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificates)
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots}, MaxIdleConnsPerHost: 40,
	}}
}
