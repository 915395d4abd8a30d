package rest

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// maxMessage bounds, in bytes, what an error quotes of Discord's answer.
const maxMessage = 500

// minSecret is the length in bytes of the shortest text that is taken for a
// token. Real ones have 50 and more; less would make texts unreadable.
const minSecret = 4

// secretsOf returns the ways in which a token may stand in a text.
func secretsOf(token string) []string {
	if len(token) < minSecret {
		return nil
	}
	all := []string{token, url.PathEscape(token), url.QueryEscape(token)}
	// A token is three parts with dots between; the last is its signature.
	if i := strings.LastIndexByte(token, '.'); i >= 0 && len(token)-i > 8 {
		all = append(all, token[i+1:])
	}
	return all
}

// redact takes the tokens out of a text.
func (t *transport) redact(c *call, text string) string {
	for _, secret := range t.secrets {
		text = strings.ReplaceAll(text, secret, "[token]")
	}
	for _, secret := range secretsOf(c.secret) {
		text = strings.ReplaceAll(text, secret, "[token]")
	}
	return text
}

// clip shortens a text to what an error may quote.
func clip(text string) string {
	if len(text) <= maxMessage {
		return text
	}
	return strings.ToValidUTF8(text[:maxMessage], "") + "…"
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
