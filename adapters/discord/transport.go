package discord

import "net/http"

// NewTransport returns a transport like http.DefaultTransport, with more
// connections kept.
func NewTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 64 // readers are answered side by side
	return t
}
