package telegram

import (
	"crypto/tls"
	"encoding/pem"
	"fmt"
)

// certificate reads what the webhook is served with, nil for no TLS.
func (w *Webhook) certificate() (*tls.Certificate, error) {
	if w.CertFile == "" {
		return nil, nil
	}
	c, err := tls.LoadX509KeyPair(w.CertFile, w.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("telegram: the webhook's certificate cannot be used: %w", err)
	}
	return &c, nil
}

// publicPEM is a certificate with those that it comes with, in PEM. The file
// that they were read from may hold the key as well, which is nobody's business.
func publicPEM(c *tls.Certificate) []byte {
	var all []byte
	for _, der := range c.Certificate {
		all = append(all, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	return all
}
