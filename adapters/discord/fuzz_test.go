package discord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"dragoman/adapters/discord"
	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// parrot repeats what it is asked wherever a reply can say something.
var parrot = replying(func(m core.Message) core.Reply {
	return core.Reply{
		Answered: true, Answer: m.Text + "\n" + m.Text,
		Quotes:      []core.Quote{{Text: m.Text, Speaker: m.Text}},
		Source:      core.Source{Title: m.Text, Publisher: m.Text, URL: "https://x.example/" + m.Text},
		Suggestions: []string{m.Text, m.Text + "?", known},
	}
})

// recorder takes all calls, and answers each with something that suits most.
type recorder struct {
	mu     sync.Mutex
	bodies [][]byte
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		r.mu.Lock()
		r.bodies = append(r.bodies, body)
		r.mu.Unlock()
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(`{"id":"99","type":0,"guild_id":"5"}`)), Request: req,
	}, nil
}

// Any event goes through the whole bot: what it calls is valid, within Discord's
// limits, pings nobody and formats nothing.
func FuzzEvent(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var events []struct {
			Kind string          `json:"t"`
			Data json.RawMessage `json:"d"`
		}
		if err := json.Unmarshal(raw, &events); err != nil {
			f.Fatal(err)
		}
		for _, e := range events {
			f.Add(e.Kind == "INTERACTION_CREATE", []byte(e.Data))
		}
	}
	for _, name := range []string{"ask", "summary", "who", "quotes", "timeline", "sources", "help", "subscribe", "unsubscribe", "briefing", "settings", "forget", "privacy", "report"} {
		f.Add(true, []byte(`{"id":"11","type":2,"token":"t","channel":{"id":"6","type":0},"guild_id":"5","member":{"user":{"id":"7"},"permissions":"32"},"app_permissions":"0","data":{"name":"`+name+
			`","type":1,"options":[{"name":"question","value":"@everyone <@1> **b** https://x.example"},{"name":"where","value":"here"}]}}`))
	}
	for _, custom := range []string{"q:x:7", "m:7", "f:7", "g:x", "b:x", "s:private=on", "s:channels", "u:m:T0830", "u:h:z", "z:"} {
		f.Add(true, []byte(`{"id":"12","type":3,"token":"t","channel":{"id":"6","type":1},"user":{"id":"7"},"data":{"custom_id":"`+custom+
			`","values":["1","@"]},"message":{"id":"3","components":[{"type":1,"components":[{"custom_id":"q:x:7","label":"<@1>"}]}],"embeds":[{"description":"\\@here"}]}}`))
	}
	f.Add(true, []byte(`{"id":"13","type":5,"token":"t","channel":{"id":"6"},"user":{"id":"7"},"data":{"custom_id":"f:7","components":[{"component":{"custom_id":"question","value":"||x|| @here"}}]}}`))
	f.Add(false, []byte(`{"id":"14","channel_id":"6","author":{"id":"7"},"content":"<@42> @everyone `+"`x`"+`"}`))
	stand := ferry(f)
	f.Fuzz(func(t *testing.T, isInteraction bool, data []byte) {
		kind := "MESSAGE_CREATE"
		if isInteraction {
			kind = "INTERACTION_CREATE"
		}
		calls := new(recorder)
		memory := new(subscriptions.Memory)
		bot, err := discord.New(discord.Options{
			Token: token, Story: stand, Answerer: parrot, API: "http://discord.test/api", Transport: calls, Flood: noLimit(),
			Subscriptions: subscriptions.NewDesk(subscriptions.DeskOptions{Store: memory, Ledger: memory, Index: memory, Story: stand}),
		})
		if err != nil {
			t.Fatal(err)
		}
		bot.Identify("42")
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		bot.Take(ctx, kind, data)
		for _, body := range calls.bodies {
			checkBody(t, body)
		}
	})
}

// checkBody checks what is sent to Discord: a message, or what answers an
// interaction.
func checkBody(t *testing.T, body []byte) {
	t.Helper()
	if _, form, ok := bytes.Cut(body, []byte("name=\"payload_json\"")); ok { // with files
		_, form, _ = bytes.Cut(form, []byte("\r\n\r\n"))
		body, _, _ = bytes.Cut(form, []byte("\r\n--"))
	}
	if !utf8.Valid(body) {
		t.Errorf("not UTF-8: %q", body)
	}
	var call struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(body, &call) == nil && call.Data != nil {
		body = call.Data
	}
	var m struct {
		discord.Payload
		Title    string `json:"title"`
		CustomID string `json:"custom_id"`
		Mentions *struct {
			Parse   []string `json:"parse"`
			Users   []string `json:"users"`
			Roles   []string `json:"roles"`
			Replied bool     `json:"replied_user"`
		} `json:"allowed_mentions"`
		Choices []struct{ Name, Value string } `json:"choices"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return // no object: of a call without one
	}
	if m.Mentions != nil && len(m.Mentions.Parse)+len(m.Mentions.Users)+len(m.Mentions.Roles) > 0 {
		t.Errorf("somebody may be pinged: %s", body)
	}
	if m.Content != nil || len(m.Embeds) > 0 {
		if m.Mentions == nil || m.Mentions.Parse == nil || m.Mentions.Replied {
			t.Errorf("who may be pinged is left to Discord: %s", body)
		}
		checkPayload(t, m.Payload)
	}
	if units(m.CustomID) > 100 || units(m.Title) > 45 || len(m.Choices) > 25 {
		t.Errorf("too long: %s", body)
	}
	for _, c := range m.Choices {
		if units(c.Name) < 1 || units(c.Name) > 100 || units(c.Value) > 100 {
			t.Errorf("choice %+v", c)
		}
	}
}

// checkPayload checks a message with or without an embed, and its components.
func checkPayload(t *testing.T, m discord.Payload) {
	t.Helper()
	switch {
	case len(m.Embeds) > 0 && m.Content != nil:
		checkLimits(t, m)
	case m.Content != nil && units(*m.Content) > 2000:
		t.Errorf("%d units: %q", units(*m.Content), *m.Content)
	}
	seen := make(map[string]bool)
	if len(m.Components) > 5 {
		t.Errorf("%d rows", len(m.Components))
	}
	for _, row := range m.Components {
		if len(row.Components) == 0 || len(row.Components) > 5 {
			t.Errorf("a row of %d", len(row.Components))
		}
		for _, c := range row.Components {
			if c.CustomID == "" || units(c.CustomID) > 100 || seen[c.CustomID] {
				t.Errorf("a component is named %q, or two are", c.CustomID)
			}
			seen[c.CustomID] = true
			if c.Type == discord.ButtonKind && (units(c.Label) > 80 || c.Label == "" && c.Emoji == nil || !utf8.ValidString(c.Label)) {
				t.Errorf("button %+v", c)
			}
		}
	}
}

// checkLimits checks an embed's limits and its markup, which may be of ours where
// that marks quotes.
func checkLimits(t *testing.T, m discord.Payload) {
	t.Helper()
	for _, e := range m.Embeds {
		sum := units(e.Title) + units(e.Description)
		if units(e.Title) > 256 || units(e.Description) > 4096 || len(e.Fields) > 25 || e.Description == "" && len(e.Fields) == 0 {
			t.Errorf("embed %+v", e)
		}
		checkContent(t, e.Description)
		for _, field := range e.Fields {
			sum += units(field.Name) + units(field.Value)
			if n := units(field.Name); n < 1 || n > 256 || units(field.Value) < 1 || units(field.Value) > 1024 {
				t.Errorf("field %+v", field)
			}
			checkContent(t, field.Value)
		}
		if e.Footer != nil {
			sum += units(e.Footer.Text)
		}
		if sum > 6000 {
			t.Errorf("%d units", sum)
		}
	}
}

// Blocks of any kinds, as briefings have them, become sound messages.
func FuzzBlocks(f *testing.F) {
	f.Add("Title\x1eText of <@1>\x1e“No.”\x1eP", []byte{byte(blocks.Heading), byte(blocks.Plain), byte(blocks.Quote), byte(blocks.Source)}, "https://x.example/?a=\"<", 1)
	f.Add("a\x1e\xff\u202e**b** @here\x1e- x\x1e# y\x1e😀\x1eb", []byte{2, 1, 2, 1, 0, 1}, "javascript:1", 400)
	f.Fuzz(func(t *testing.T, texts string, kinds []byte, url string, times int) {
		times = 1 + (times&0xFFFF)%300
		var all []blocks.Block
		for i, text := range strings.SplitN(texts, "\x1e", 20) {
			b := blocks.Block{Text: strings.TrimSpace(blocks.Clean(strings.Repeat(text, times)))}
			if i < len(kinds) {
				b.Kind = blocks.Kind(kinds[i] % 4)
			}
			switch b.Kind {
			case blocks.Quote:
				b.Speaker = strings.TrimSpace(blocks.Clean(text))
			case blocks.Source:
				b.URL = url
			}
			if b.Text != "" {
				all = append(all, b)
			}
		}
		for _, m := range discord.Sections(all, url, "b") {
			checkPayload(t, m)
		}
		for _, content := range discord.PlainMessages(all) {
			if n := units(content); n < 1 || n > 2000 || !utf8.ValidString(content) {
				t.Errorf("%d units: %q", n, content)
			}
			checkContent(t, content)
		}
	})
}

// Pages of the desk and the buttons below an answer keep Discord's limits. The data
// of a page's buttons are those of a desk, which bounds them.
func FuzzComponents(f *testing.F) {
	f.Add("When does the ferry stop?", "08:30", "T0830", "7", uint8(0))
	f.Add("\xff\u202e@here", "*", "", "", uint8(3))
	f.Add(strings.Repeat("😀", 2000), strings.Repeat("_", 90), strings.Repeat("w", 48), "1090000000000000001", uint8(5))
	f.Fuzz(func(t *testing.T, text, label, data, owner string, language uint8) {
		data, owner = strings.ToValidUTF8(data, ""), strings.ToValidUTF8(owner, "")
		if len(data) > subscriptions.MaxData || len(owner) > 20 || strings.TrimSpace(discord.Clean(label)) == "" {
			return
		}
		page := subscriptions.Page{Text: text}
		for range int(language) % 8 {
			page.Rows = append(page.Rows, []subscriptions.Button{{Label: label, Data: data}, {Label: label, Data: data}})
		}
		m := discord.PageMessage(page, language%2 == 0)
		if n := units(*m.Content); n < 1 || n > 2000 || !utf8.ValidString(*m.Content) {
			t.Errorf("%d units: %q", n, *m.Content)
		}
		checkContent(t, *m.Content)
		checkPayload(t, m)
		tags := phrases.Languages()
		r := core.Reply{Answered: true, Answer: text, Suggestions: []string{text, label, text, label + "x"}}
		checkPayload(t, discord.Payload{Components: discord.Under(phrases.For(tags[int(language)%len(tags)]), r, owner, true)})
	})
}
