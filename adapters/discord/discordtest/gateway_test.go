package discordtest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dragoman/adapters/discord/discordtest"
)

// gatewayClient is a bot by hand.
type gatewayClient struct {
	t  *testing.T
	ws *websocket.Conn
}

func dialGateway(t *testing.T, g *discordtest.Gateway) gatewayClient {
	t.Helper()
	ws, _, err := g.Dialer().DialContext(t.Context(), "ws://gateway.test/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	c := gatewayClient{t, ws}
	if op, _, _, data := c.next(); op != 10 || data["heartbeat_interval"] != 41250. {
		t.Fatalf("greeted with op %d, %v", op, data)
	}
	return c
}

func (c gatewayClient) send(format string, args ...any) {
	c.t.Helper()
	if err := c.ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, format, args...)); err != nil {
		c.t.Fatal(err)
	}
}

func (c gatewayClient) next() (op, seq int, kind string, data map[string]any) {
	c.t.Helper()
	_, text, err := c.ws.ReadMessage()
	if err != nil {
		c.t.Fatal(err)
	}
	var f struct {
		Op   int
		S    int
		T    string
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(text, &f); err != nil {
		c.t.Fatal(err)
	}
	_ = json.Unmarshal(f.Data, &data) // nil where it is no object
	return f.Op, f.S, f.T, data
}

func (c gatewayClient) identify() map[string]any {
	c.t.Helper()
	c.send(`{"op":2,"d":{"token":"secret","intents":1,"properties":{"os":"a","browser":"b","device":"c"}}}`)
	_, seq, kind, ready := c.next()
	if seq != 1 || kind != "READY" {
		c.t.Fatalf("got %d %s", seq, kind)
	}
	return ready
}

func TestGatewayResume(t *testing.T) {
	t.Parallel()
	g := discordtest.NewGateway(discordtest.GatewayOptions{Token: "secret", Guilds: []string{"77"}})
	defer g.Close()
	c := dialGateway(t, g)
	ready := c.identify()
	for _, key := range []string{"v", "user", "guilds", "session_id", "resume_gateway_url", "application"} {
		if ready[key] == nil {
			t.Errorf("READY has no %s", key)
		}
	}
	g.Send("MESSAGE_CREATE", map[string]any{"content": "one"})
	c.next()
	c.ws.Close()
	if err := g.AwaitConnected(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	g.Send("MESSAGE_CREATE", map[string]any{"content": "two"})

	c = dialGateway(t, g)
	c.send(`{"op":6,"d":{"token":"secret","session_id":%q,"seq":2}}`, ready["session_id"])
	if _, seq, kind, data := c.next(); seq != 3 || kind != "MESSAGE_CREATE" || data["content"] != "two" {
		t.Errorf("got %d %s %v", seq, kind, data)
	}
	if _, seq, kind, _ := c.next(); seq != 4 || kind != "RESUMED" {
		t.Errorf("got %d %s", seq, kind)
	}
	c.send(`{"op":1,"d":4}`)
	if op, _, _, _ := c.next(); op != 11 {
		t.Errorf("a heartbeat is answered with op %d", op)
	}
	if beats := g.Heartbeats(); len(beats) != 1 || *beats[0].Seq != 4 {
		t.Errorf("heartbeats %+v", beats)
	}

	// A close as done ends the session.
	c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
	if err := g.AwaitConnected(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if got := g.Closes(); !slices.Equal(got, []int{1006, 1000}) {
		t.Errorf("closed with %v", got)
	}
	c = dialGateway(t, g)
	c.send(`{"op":6,"d":{"token":"secret","session_id":%q,"seq":2}}`, ready["session_id"])
	if op, _, _, _ := c.next(); op != 9 {
		t.Errorf("got op %d", op)
	}
}

func TestGatewayRefuses(t *testing.T) {
	t.Parallel()
	const properties = `"properties":{"os":"a","browser":"b","device":"c"}`
	for name, tt := range map[string]struct {
		text string
		code int
	}{
		"no JSON":          {`{`, 4002},
		"no op":            {`{}`, 4002},
		"strange op":       {`{"op":99}`, 4001},
		"presence":         {`{"op":3,"d":{}}`, 4003},
		"wrong token":      {`{"op":2,"d":{"token":"x","intents":1,` + properties + `}}`, 4004},
		"resume's token":   {`{"op":6,"d":{"token":"x","session_id":"y","seq":1}}`, 4004},
		"no properties":    {`{"op":2,"d":{"token":"secret","intents":1}}`, 4002},
		"no intents":       {`{"op":2,"d":{"token":"secret",` + properties + `}}`, 4013},
		"strange intents":  {`{"op":2,"d":{"token":"secret","intents":67108864,` + properties + `}}`, 4013},
		"disallowed":       {`{"op":2,"d":{"token":"secret","intents":32769,` + properties + `}}`, 4014},
		"shard of no use":  {`{"op":2,"d":{"token":"secret","intents":1,"shard":[2,2],` + properties + `}}`, 4010},
		"too few shards":   {`{"op":2,"d":{"token":"secret","intents":1,"shard":[0,1],` + properties + `}}`, 4011},
		"heartbeat's data": {`{"op":1,"d":"x"}`, 4002},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := discordtest.NewGateway(discordtest.GatewayOptions{Token: "secret", Disallowed: 1 << 15, Shards: 2})
			defer g.Close()
			c := dialGateway(t, g)
			c.send("%s", tt.text)
			_, _, err := c.ws.ReadMessage()
			if closed, ok := errors.AsType[*websocket.CloseError](err); !ok || closed.Code != tt.code {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("identify twice", func(t *testing.T) {
		t.Parallel()
		g := discordtest.NewGateway(discordtest.GatewayOptions{})
		defer g.Close()
		c := dialGateway(t, g)
		c.identify()
		c.send(`{"op":2,"d":{"token":"secret"}}`)
		if _, _, err := c.ws.ReadMessage(); !websocket.IsCloseError(err, 4005) {
			t.Errorf("got %v", err)
		}
	})
}
