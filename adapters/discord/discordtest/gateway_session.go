package discordtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// gatewaySession is what a bot resumes.
type gatewaySession struct {
	id     string
	conn   *gatewayConn   // nil while away
	seq    int64          // of the last event
	events []gatewayEvent // the latest, at least keptEvents of them
}

// keptEvents are those that a bot may have missed and still resume.
const keptEvents = 5000

type gatewayEvent struct {
	seq   int64
	frame []byte
}

// dispatch adds an event, and queues it when the bot is there. g.mu is held.
func (s *gatewaySession) dispatch(kind string, data any) {
	s.seq++
	raw, err := json.Marshal(map[string]any{"t": kind, "s": s.seq, "op": 0, "d": data})
	if err != nil {
		panic(err)
	}
	if len(s.events) == 2*keptEvents {
		s.events = append(s.events[:0:0], s.events[keptEvents:]...)
	}
	s.events = append(s.events, gatewayEvent{s.seq, raw})
	if c := s.conn; c != nil {
		c.put(func() error { return c.text(raw) })
	}
}

// take deals with a frame of the bot's; it returns a close code, or 0. g.mu is
// held.
func (c *gatewayConn) take(op int, data json.RawMessage) int {
	switch op {
	case 1:
		return c.heartbeat(data)
	case 2:
		return c.identify(data)
	case 6:
		return c.resume(data)
	case 3, 4, 8, 31: // presence, voice, members, sounds: nothing comes of them
		if c.session == nil {
			return 4003
		}
		return 0
	}
	return 4001
}

func (c *gatewayConn) heartbeat(data json.RawMessage) int {
	h := GatewayHeartbeat{Time: time.Now()}
	if err := json.Unmarshal(data, &h.Seq); err != nil {
		return 4002
	}
	for key, s := range c.g.shards {
		if s == c.session {
			h.Shard = key[0]
		}
	}
	c.g.heartbeats = append(c.g.heartbeats, h)
	if !c.fault.NoAcks {
		c.frame(11, nil)
	}
	return 0
}

func (c *gatewayConn) identify(data json.RawMessage) int {
	g := c.g
	if c.session != nil {
		return 4005
	}
	i := GatewayIdentify{Time: time.Now(), URL: c.url, Host: c.host}
	if err := json.Unmarshal(data, &i); err != nil {
		return 4002
	}
	g.identifies = append(g.identifies, i)
	shard := [2]int{0, 1}
	if i.Shard != nil {
		shard = *i.Shard
	}
	property := func(name string) bool { return i.Properties[name] != "" || i.Properties["$"+name] != "" }
	switch {
	case i.Token == "" || g.opts.Token != "" && strings.TrimPrefix(i.Token, "Bot ") != g.opts.Token:
		return 4004
	case !property("os") || !property("browser") || !property("device"):
		return 4002
	case i.Intents == nil || *i.Intents < 0 || *i.Intents >= 1<<26:
		return 4013
	case *i.Intents&g.opts.Disallowed != 0:
		return 4014
	case shard[0] < 0 || shard[0] >= shard[1]:
		return 4010
	case shard[1] < g.opts.Shards:
		return 4011
	}
	if n := g.opts.Concurrency; n > 0 {
		last, before := g.identified[shard[0]%n]
		g.identified[shard[0]%n] = i.Time
		if before && i.Time.Sub(last) < 5*time.Second {
			c.frame(9, false)
			return 0
		}
	}
	if c.spoil() {
		return 0
	}
	g.lastID++
	s := &gatewaySession{id: fmt.Sprintf("%032x", 0xd0000+g.lastID), conn: c}
	g.count = shard[1]
	g.shards[shard] = s
	g.sessions[s.id] = s
	c.session = s
	s.dispatch("READY", c.ready(s.id, shard))
	return 0
}

func (c *gatewayConn) resume(data json.RawMessage) int {
	g := c.g
	if c.session != nil {
		return 4005
	}
	r := GatewayResume{Time: time.Now(), URL: c.url, Host: c.host}
	if err := json.Unmarshal(data, &r); err != nil {
		return 4002
	}
	g.resumes = append(g.resumes, r)
	if r.Token == "" || g.opts.Token != "" && strings.TrimPrefix(r.Token, "Bot ") != g.opts.Token {
		return 4004
	}
	s := g.sessions[r.Session]
	switch {
	case s == nil:
		c.frame(9, false)
		return 0
	case r.Seq < 0 || r.Seq > s.seq:
		return 4007
	case r.Seq < s.seq-int64(len(s.events)): // too much was missed
		c.frame(9, false)
		return 0
	case c.spoil():
		return 0
	}
	if old := s.conn; old != nil {
		old.ws.Close() // a session has one connection
	}
	s.conn, c.session = c, s
	for _, e := range s.events[int64(len(s.events))-(s.seq-r.Seq):] {
		c.put(func() error { return c.text(e.frame) })
	}
	s.dispatch("RESUMED", map[string]any{"_trace": []string{`["gateway-test",{"micros":0.0}]`}})
	return 0
}

// spoil does what the fault wants before or in place of READY or RESUMED; it
// reports whether these do not come. g.mu is held.
func (c *gatewayConn) spoil() bool {
	f := c.fault
	for _, text := range []string{f.Before, f.Instead} {
		if text != "" {
			c.put(func() error { return c.text([]byte(text)) })
		}
	}
	if f.Close != 0 {
		c.put(func() error { return c.kick(f.Close) })
	}
	if f.Drop {
		c.put(func() error { return errGatewayDrop })
	}
	return f.Silent || f.Instead != "" || f.Close != 0 || f.Drop
}

// ready is the data of READY, as bots get it.
func (c *gatewayConn) ready(session string, shard [2]int) map[string]any {
	o := c.g.opts
	resumeURL := o.ResumeURL
	if resumeURL == "" {
		path, _, _ := strings.Cut(c.url, "?")
		resumeURL = c.scheme + c.host + path
	}
	guilds := []map[string]any{}
	for _, id := range o.Guilds {
		guilds = append(guilds, map[string]any{"id": id, "unavailable": true})
	}
	return map[string]any{
		"v": 9, "user": o.User, "guilds": guilds, "session_id": session, "resume_gateway_url": resumeURL,
		"shard": shard, "application": map[string]any{"id": o.Application, "flags": 565248},
		"session_type": "normal", "user_settings": map[string]any{}, "relationships": []any{}, "private_channels": []any{},
		"presences": []any{}, "guild_join_requests": []any{}, "geo_ordered_rtc_regions": []string{"rotterdam"},
		"auth": map[string]any{}, "_trace": []string{`["gateway-test",{"micros":0.0}]`},
	}
}
