package discordtest_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dragoman/adapters/discord/discordtest"

	"github.com/gorilla/websocket"
)

// The gateway is where GET /gateway/bot says, and sends what the server emits.
func TestGatewayIsMounted(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, "x")
	_, about := call(t, d, http.MethodGet, "/gateway/bot", "")
	ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), about["url"].(string)+"?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	next := func() (kind string, data map[string]any) {
		var frame struct {
			Op   int             `json:"op"`
			Type string          `json:"t"`
			Data json.RawMessage `json:"d"`
		}
		if err := ws.ReadJSON(&frame); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(frame.Data, &data); err != nil {
			t.Fatalf("%s: %v", frame.Data, err)
		}
		return frame.Type, data
	}
	next() // Hello
	identify := `{"op":2,"d":{"token":"x","intents":4096,"properties":{"os":"a","browser":"b","device":"c"},"shard":[0,1]}}`
	if err := ws.WriteMessage(websocket.TextMessage, []byte(identify)); err != nil {
		t.Fatal(err)
	}
	kind, ready := next()
	if user, _ := ready["user"].(map[string]any); kind != "READY" || user["id"] != d.App() {
		t.Fatalf("%s %v", kind, ready)
	}
	id := d.Interact(d.Slash(discordtest.From{Locale: "de"}, "ask", discordtest.Text("q", "who?")))
	kind, event := next()
	if kind != "INTERACTION_CREATE" || event["id"] != id || event["locale"] != "de" || event["guild_id"] == nil {
		t.Errorf("%s %v", kind, event)
	}
	if secret, _ := event["token"].(string); strings.ContainsAny(secret, "/+= ") || len(secret) < 100 {
		t.Errorf("token %q", secret)
	}
}
