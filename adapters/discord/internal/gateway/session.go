package gateway

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Session is what Discord needs to take a connection for the continuation of
// another. The zero Session is none.
type Session struct {
	ID  string `json:"id"`
	Seq int64  `json:"seq"` // of the last event handed over
	URL string `json:"url"` // where to resume, "" for where all begin
}

// newSession is the session that a READY with a sequence number begins.
func newSession(ready json.RawMessage, seq int64) Session {
	var r struct {
		ID  string `json:"session_id"`
		URL string `json:"resume_gateway_url"`
	}
	if json.Unmarshal(ready, &r) != nil {
		return Session{}
	}
	return Session{ID: r.ID, Seq: seq, URL: r.URL}
}

// address is where to connect: what Discord wants for resuming, when it is a
// sibling of the gateway that Lookup named, as gateway-us-east1-b.discord.gg is
// of gateway.discord.gg. Nobody else gets the token.
func (s Session) address(gateway string) (string, error) {
	at, err := url.Parse(gateway)
	if err != nil {
		return "", err
	}
	if again, err := url.Parse(s.URL); err == nil && s.URL != "" && again.Scheme == at.Scheme && siblings(again.Host, at.Host) {
		at = again
	}
	if at.Path == "" {
		at.Path = "/"
	}
	query := at.Query()
	query.Set("v", discordgo.APIVersion)
	query.Set("encoding", "json")
	at.RawQuery = query.Encode()
	return at.String(), nil
}

// siblings reports whether two hosts are the same, or names in one domain below
// a top-level one.
func siblings(a, b string) bool {
	_, domainA, _ := strings.Cut(a, ".")
	_, domainB, _ := strings.Cut(b, ".")
	name := strings.ContainsFunc(domainA, func(r rune) bool { return r >= 'a' && r <= 'z' })
	return a == b || domainA == domainB && name && strings.Contains(domainA, ".")
}
