package gateway

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Whatever the gateway sends: what is no frame is garbage, heartbeats are neither
// endless nor for ever, and the session is resumed nowhere but at a sibling.
func FuzzFrame(f *testing.F) {
	f.Add([]byte(`{"op":10,"d":{"heartbeat_interval":41250}}`))
	f.Add([]byte(`{"op":10,"d":{"heartbeat_interval":9223372036854775807}}`))
	f.Add([]byte(`{"op":0,"t":"READY","s":1,"d":{"session_id":"x","resume_gateway_url":"wss://gateway-us-east1-b.discord.gg"}}`))
	f.Add([]byte(`{"op":0,"t":"READY","s":1,"d":{"session_id":"x","resume_gateway_url":"wss://discord.gg@evil.example/?a=%zz#"}}`))
	f.Add([]byte(`{"op":9,"d":[[[{}]]]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		fr, err := readFrame(websocket.TextMessage, text)
		if err != nil {
			if !errors.Is(err, errGarbage) {
				t.Errorf("got %v", err)
			}
			return
		}
		if d, err := fr.interval(); err == nil && (d < time.Millisecond || d > time.Hour) {
			t.Errorf("a heartbeat every %v", d)
		}
		s := newSession(fr.Data, fr.Seq)
		at, err := s.address("wss://gateway.discord.gg")
		if err != nil {
			return
		}
		u, err := url.Parse(at)
		if err != nil || u.Scheme != "wss" || u.Host != "gateway.discord.gg" && !strings.HasSuffix(u.Host, ".discord.gg") {
			t.Errorf("resumes at %q", at)
		}
		if raw, err := json.Marshal(s); err != nil || len(raw) == 0 {
			t.Errorf("the session cannot be kept: %v", err)
		}
	})
}
