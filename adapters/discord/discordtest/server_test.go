package discordtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
)

// call makes a request without a network and returns status and body.
func call(t *testing.T, d *discordtest.Server, method, path, body string) (int, map[string]any) {
	t.Helper()
	req, err := http.NewRequest(method, d.API()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot x")
	req.Header.Set("Content-Type", "application/json")
	resp, err := d.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if strings.HasPrefix(string(raw), "{") {
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
	}
	return resp.StatusCode, v
}

// want checks an answer's status and code; 0 means none.
func want(t *testing.T, d *discordtest.Server, method, path, body string, status, code int) map[string]any {
	t.Helper()
	got, v := call(t, d, method, path, body)
	n, _ := v["code"].(float64)
	if got != status || int(n) != code {
		t.Errorf("%s %s: %d (%v), want %d (%d)", method, path, got, v, status, code)
	}
	return v
}

const hi = `{"content":"hi","allowed_mentions":{"parse":[]}}`

// Every route's answer is as Discord describes it: a server's problems fail
// its test.
func TestAnswersKeepTheContract(t *testing.T) {
	t.Parallel()
	described(t)
	d := discordtest.New(t, "x")
	d.OnEvent(func(string, any) {})
	channel := d.AddChannel(discordtest.Channel{})
	at := "/channels/" + channel
	for _, path := range []string{"/gateway/bot", "/users/@me", "/applications/@me", at, "/applications/" + d.App() + "/commands"} {
		want(t, d, "GET", path, "", 200, 0)
	}
	m := want(t, d, "POST", at+"/messages", `{"content":"hi <@5>","embeds":[{"title":"t","url":"https://example.org/","color":5,"fields":[{"name":"n","value":"v"}],"footer":{"text":"f"}}],
		"components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"a","emoji":{"name":"👍"}}]},
		{"type":1,"components":[{"type":3,"custom_id":"s","options":[{"label":"l","value":"v","default":true}]}]},
		{"type":1,"components":[{"type":8,"custom_id":"c","channel_types":[0],"min_values":0,"default_values":[{"id":"5","type":"channel"}]}]}],
		"nonce":"n","allowed_mentions":{"parse":[]}}`, 200, 0)
	id := m["id"].(string)
	reply := want(t, d, "POST", at+"/messages", `{"content":"re","message_reference":{"message_id":"`+id+`"},"allowed_mentions":{"parse":[]}}`, 200, 0)
	want(t, d, "PATCH", at+"/messages/"+id, `{"content":"ho","components":null,"allowed_mentions":{"parse":[]}}`, 200, 0)
	want(t, d, "POST", at+"/messages/"+id+"/threads", `{"name":"thread","auto_archive_duration":60}`, 201, 0)
	want(t, d, "POST", at+"/messages/"+id+"/threads", `{"name":"thread"}`, 400, 160004)
	want(t, d, "GET", at+"/messages/"+id, "", 200, 0)
	want(t, d, "GET", at+"/messages?limit=1", "", 200, 0)
	want(t, d, "GET", "/channels/"+id, "", 200, 0)
	want(t, d, "POST", at+"/threads", `{"name":"thread","type":11}`, 201, 0)
	want(t, d, "POST", at+"/typing", "", 204, 0)
	want(t, d, "DELETE", at+"/messages/"+reply["id"].(string), "", 204, 0)
	dm := want(t, d, "POST", "/users/@me/channels", `{"recipient_id":"77"}`, 200, 0)
	want(t, d, "GET", "/channels/"+dm["id"].(string), "", 200, 0)
	again := want(t, d, "POST", "/users/@me/channels", `{"recipient_id":"77"}`, 200, 0)
	if again["id"] != dm["id"] {
		t.Error("a second channel with one user")
	}
	if got := d.Messages(channel); len(got) != 1 || got[0].Content != "ho" || got[0].Edits != 1 || got[0].Thread == "" || len(got[0].Components) != 0 {
		t.Errorf("messages: %+v", got)
	}
	if got := d.Threads(channel); len(got) != 2 {
		t.Errorf("threads: %+v", got)
	}
	for _, path := range []string{"", "/guilds/9"} {
		commands := "/applications/" + d.App() + path + "/commands"
		want(t, d, "PUT", commands, `[{"name":"ask","description":"d","name_localizations":{"de":"frage"},"options":[{"type":3,"name":"q","description":"d","required":true}]}]`, 200, 0)
		want(t, d, "GET", commands+"?with_localizations=true", "", 200, 0)
	}
	if d.CommandPuts() != 2 || len(d.Commands("")) != 1 || d.Commands("9")[0]["name"] != "ask" {
		t.Errorf("commands: %v", d.Commands(""))
	}

	// Interactions of each kind, with each kind of answer.
	who := discordtest.From{Channel: channel}
	respond := func(p discordtest.Payload, query, body string, status int) (discordtest.Interaction, string) {
		t.Helper()
		i, _ := d.Interaction(d.Interact(p))
		want(t, d, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback"+query, body, status, 0)
		i, _ = d.Interaction(i.ID)
		return i, "/webhooks/" + d.App() + "/" + i.Token
	}
	data := `{"type":4,"data":` + rows(`{"type":2,"style":1,"label":"a","custom_id":"a"}`) + `}`
	i, hook := respond(d.Slash(who, "ask", discordtest.Text("q", "who?"), discordtest.Bool("private", true)), "?with_response=true", data, 200)
	want(t, d, "POST", hook, hi, 200, 0)
	want(t, d, "GET", hook+"/messages/@original", "", 200, 0)
	pressed, hook := respond(d.Press(who, *i.Message, "a"), "?with_response=true", `{"type":7,"data":`+hi+`}`, 200)
	if pressed.Message == nil || pressed.Message.ID != i.Message.ID || pressed.Message.Content != "hi" {
		t.Errorf("update: %+v", pressed.Message)
	}
	want(t, d, "DELETE", hook+"/messages/@original", "", 204, 0)
	i, hook = respond(d.Slash(discordtest.From{Direct: true}, "ask"), "?with_response=true", `{"type":5,"data":{"flags":64}}`, 200)
	want(t, d, "PATCH", hook+"/messages/@original", hi, 200, 0)
	shown, _ := respond(d.Press(who, *d.AwaitAnswer(t, i.ID).Message, "m"), "",
		`{"type":9,"data":{"custom_id":"form","title":"Ask","components":[{"type":18,"label":"Question","component":{"type":4,"custom_id":"q","style":1}}]}}`, 204)
	filled, hook := respond(d.Submit(who, shown, map[string]string{"q": "who?"}), "?with_response=true", `{"type":4,"data":`+hi+`}`, 200)
	want(t, d, "POST", hook, hi, 200, 0)
	if filled.Kind != 5 || shown.Modal.CustomID != "form" {
		t.Errorf("form: %+v", shown.Modal)
	}
	i, _ = respond(d.Type(who, "ask", discordtest.Text("q", "wh")), "", `{"type":8,"data":{"choices":[{"name":"Who?","value":"who?"}]}}`, 204)
	if len(i.Choices) != 1 || i.Choices[0].Value != "who?" {
		t.Errorf("choices: %+v", i.Choices)
	}
	respond(d.About(who, "Ask about this", d.Write(who, "who attends?", discordtest.Writing{})), "", `{"type":4,"data":`+hi+`}`, 204)
}

// An interaction has three seconds for its first response, and its token
// fifteen minutes.
func TestInteractionTimes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		d.OnEvent(func(string, any) {})
		late, _ := d.Interaction(d.Interact(d.Slash(discordtest.From{}, "ask")))
		i, _ := d.Interaction(d.Interact(d.Slash(discordtest.From{}, "ask")))
		callback := "/interactions/" + i.ID + "/" + i.Token + "/callback"
		hook := "/webhooks/" + d.App() + "/" + i.Token
		want(t, d, "PATCH", hook+"/messages/@original", hi, 404, 10015)
		time.Sleep(3 * time.Second)
		want(t, d, "POST", callback, `{"type":5,"data":{"flags":64}}`, 204, 0)
		want(t, d, "POST", callback, `{"type":5}`, 400, 40060)
		if got := d.AwaitResponse(t, i.ID); !got.Deferred || !got.Ephemeral || got.Message != nil || got.Responded.Sub(got.Sent) != 3*time.Second {
			t.Errorf("deferred: %+v", got)
		}
		time.Sleep(time.Millisecond)
		want(t, d, "POST", "/interactions/"+late.ID+"/"+late.Token+"/callback", `{"type":5}`, 404, 10062)
		want(t, d, "PATCH", hook+"/messages/@original", hi, 200, 0)
		if got := d.AwaitAnswer(t, i.ID); got.Message.Content != "hi" || !got.Message.Ephemeral() {
			t.Errorf("answer: %+v", got.Message)
		}
		want(t, d, "POST", hook, hi, 200, 0)
		if got := d.AwaitFollowups(t, i.ID, 1); got.Followups[0].Content != "hi" || got.Followups[0].Ephemeral() {
			t.Errorf("followup: %+v", got.Followups)
		}
		want(t, d, "PATCH", hook+"/messages/1", hi, 404, 10008)
		time.Sleep(15 * time.Minute)
		want(t, d, "PATCH", hook+"/messages/@original", hi, 401, 50027)
		want(t, d, "PATCH", "/webhooks/"+d.App()+"/x/messages/@original", hi, 401, 50027)
	})
}

func TestResponseOfWrongKind(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	d.OnEvent(func(string, any) {})
	i, _ := d.Interaction(d.Interact(d.Slash(discordtest.From{}, "ask")))
	want(t, d, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":8,"data":{"choices":[]}}`, 400, 50035)
	i, _ = d.Interaction(d.Interact(d.Type(discordtest.From{}, "ask", discordtest.Text("q", ""))))
	long := `{"name":"` + strings.Repeat("é", 101) + `","value":"x"}`
	want(t, d, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":8,"data":{"choices":[`+long+`]}}`, 400, 50035)
	if got := d.TakeProblems(); len(got) != 2 {
		t.Errorf("problems: %q", got)
	}
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	channel := d.AddChannel(discordtest.Channel{})
	at := "/channels/" + channel
	embed := `{"embeds":[{"title":"t"}],"allowed_mentions":{"parse":[]}}`
	want(t, d, "POST", "/channels/1/messages", hi, 404, 10003)
	want(t, d, "GET", at+"/messages/1", "", 404, 10008)
	m := want(t, d, "POST", at+"/messages", hi, 200, 0)
	reply := `{"content":"hi","message_reference":{"message_id":"` + m["id"].(string) + `"},"allowed_mentions":{"parse":[]}}`
	for _, tt := range []struct {
		denied     int64
		path, body string
		status     int
		code       int
	}{
		{discordtest.EmbedLinks, "/messages", embed, 403, 50013},
		{discordtest.EmbedLinks, "/messages", hi, 200, 0},
		{discordtest.SendMessages, "/messages", hi, 403, 50013},
		{discordtest.SendMessages, "/typing", "", 403, 50013},
		{discordtest.ViewChannel, "/messages", hi, 403, 50001},
		{discordtest.ReadMessageHistory, "/messages", reply, 400, 160002},
		{discordtest.CreatePublicThreads, "/messages/" + m["id"].(string) + "/threads", `{"name":"t"}`, 403, 50013},
		{0, "/messages/" + m["id"].(string) + "/threads", `{"name":"t"}`, 201, 0},
	} {
		d.Deny(channel, tt.denied)
		want(t, d, "POST", at+tt.path, tt.body, tt.status, tt.code)
		d.Allow(channel, tt.denied)
	}
	d.Deny(d.Threads(channel)[0].ID, discordtest.SendMessagesInThread)
	want(t, d, "POST", "/channels/"+d.Threads(channel)[0].ID+"/messages", hi, 403, 50013)
	theirs := d.Write(discordtest.From{Channel: channel}, "hello", discordtest.Writing{})
	want(t, d, "PATCH", at+"/messages/"+theirs.ID, hi, 403, 50005)
	d.RemoveChannel(channel)
	want(t, d, "POST", at+"/messages", hi, 404, 10003)
}

func TestNonce(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	at := "/channels/" + d.AddChannel(discordtest.Channel{}) + "/messages"
	post := func(nonce string, enforce string) string {
		return want(t, d, "POST", at, `{"content":"hi","nonce":"`+nonce+`","enforce_nonce":`+enforce+`,"allowed_mentions":{"parse":[]}}`, 200, 0)["id"].(string)
	}
	first := post("a", "true")
	if post("a", "true") != first || post("b", "true") == first || post("a", "false") == first {
		t.Error("enforce_nonce finds the wrong message")
	}
	if n := len(d.Sent("")); n != 3 {
		t.Errorf("%d messages", n)
	}
}

func TestPings(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	channel := d.AddChannel(discordtest.Channel{})
	theirs := d.Write(discordtest.From{Channel: channel, User: "7"}, "hello", discordtest.Writing{})
	for _, tt := range []struct {
		mentions string
		want     []string
	}{
		{`{"parse":[]}`, nil},
		{`{"parse":[],"replied_user":true}`, []string{"7"}},
		{`{"parse":[],"users":["1"]}`, []string{"1"}},
		{`{"parse":["everyone"]}`, []string{"everyone", "here"}},
		{`{"parse":["roles","users"]}`, []string{"1", "2", "3"}},
		{"null", []string{"1", "2", "3", "everyone", "here", "7"}},
	} {
		m := want(t, d, "POST", "/channels/"+channel+"/messages", `{"content":"<@1> <@!2> <@&3> @everyone @here","message_reference":{"message_id":"`+theirs.ID+`"},"allowed_mentions":`+tt.mentions+`}`, 200, 0)
		if sent, _ := d.Message(m["id"].(string)); !slices.Equal(sent.Pings, tt.want) {
			t.Errorf("%s: pings %v, want %v", tt.mentions, sent.Pings, tt.want)
		}
	}
	d.TakeProblems() // the parse lists that are not empty
}

func TestLimits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		a, b := d.AddChannel(discordtest.Channel{}), d.AddChannel(discordtest.Channel{})
		d.Limit("GET /channels/{channel_id}", 1, 2*time.Second)
		want(t, d, "GET", "/channels/"+a, "", 200, 0)
		want(t, d, "GET", "/channels/"+b, "", 200, 0)
		time.Sleep(500 * time.Millisecond)
		if v := want(t, d, "GET", "/channels/"+a, "", 429, 0); v["retry_after"] != 1.5 || v["global"] != false {
			t.Errorf("429: %v", v)
		}
		d.LimitGlobal(1, time.Second)
		time.Sleep(2 * time.Second)
		want(t, d, "GET", "/channels/"+a, "", 200, 0)
		if v := want(t, d, "GET", "/users/@me", "", 429, 0); v["global"] != true {
			t.Errorf("429: %v", v)
		}
	})
}

// What the gateway sends has the text only where the bot may see it.
func TestWrite(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	var got []string
	d.OnEvent(func(kind string, data any) {
		got = append(got, kind+" "+data.(discordtest.Payload)["content"].(string))
	})
	channel := d.AddChannel(discordtest.Channel{})
	in := discordtest.From{Channel: channel}
	want(t, d, "POST", "/channels/"+channel+"/messages", hi, 200, 0)
	sent := d.AwaitSent(t, channel, 1)[0]
	m := d.Write(in, "hello", discordtest.Writing{})
	d.Write(in, "hello", discordtest.Writing{Mention: true})
	d.Write(in, "hello", discordtest.Writing{Reply: sent})
	d.Write(in, "hello", discordtest.Writing{Reply: m})
	dm := d.Write(discordtest.From{Direct: true}, "hello", discordtest.Writing{})
	d.Rewrite(in, dm, "changed")
	expected := []string{
		"MESSAGE_CREATE ", "MESSAGE_CREATE <@" + d.App() + "> hello", "MESSAGE_CREATE hello", "MESSAGE_CREATE ",
		"MESSAGE_CREATE hello", "MESSAGE_UPDATE changed",
	}
	if !slices.Equal(got, expected) {
		t.Errorf("events %q, want %q", got, expected)
	}
}

func TestQuietCountsOnly(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	d.OnEvent(func(string, any) {})
	d.Quiet()
	var first string
	for n := range 10_001 {
		i := d.Slash(discordtest.From{Channel: "5", User: "6"}, "ask")
		id := d.Interact(i)
		if n == 0 {
			first = id
		}
		if n < 3 {
			want(t, d, "POST", "/interactions/"+id+"/"+i["token"].(string)+"/callback", `{"type":4,"data":`+hi+`}`, 204, 0)
		}
	}
	if _, kept := d.Interaction(first); kept || d.Count("") != 3 || len(d.Requests("")) != 0 || len(d.Messages("")) != 0 {
		t.Error("a quiet server keeps more than it should")
	}
}

// Faults do what they say, as often as they say.
func TestFaults(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		at := "/channels/" + d.AddChannel(discordtest.Channel{})
		other := "/channels/" + d.AddChannel(discordtest.Channel{})
		d.Fail(discordtest.TooManyRequests("GET /channels/{channel_id}", "global", 1500*time.Millisecond, 1))
		if v := want(t, d, "GET", at, "", 429, 0); v["retry_after"] != 1.5 || v["global"] != true {
			t.Errorf("429: %v", v)
		}
		want(t, d, "GET", at, "", 200, 0)
		d.Fail(discordtest.Cloudflare("", 502, 1))
		if status, v := call(t, d, "GET", at, ""); status != 502 || v != nil {
			t.Errorf("%d %v", status, v)
		}
		d.Fail(discordtest.Fault{Path: at, Status: 404, Code: 10003, Message: "Unknown Channel"})
		want(t, d, "GET", other, "", 200, 0)
		want(t, d, "GET", at, "", 404, 10003)
		want(t, d, "GET", at, "", 404, 10003)
		d.Heal()
		begun := time.Now()
		d.Fail(discordtest.Fault{Delay: time.Minute, Times: 1})
		want(t, d, "GET", at, "", 200, 0)
		if took := time.Since(begun); took != time.Minute {
			t.Errorf("a delay of %v", took)
		}
		d.Fail(discordtest.Fault{After: true, Status: 500, Message: "500: Internal Server Error", Times: 1})
		want(t, d, "POST", at+"/messages", hi, 500, 0)
		d.Fail(discordtest.Fault{Drop: true, Times: 1})
		req, _ := http.NewRequest("GET", d.API()+at, nil)
		if _, err := d.Transport().RoundTrip(req); err == nil {
			t.Error("the connection does not break")
		}
		if got := d.Sent(""); len(got) != 1 {
			t.Errorf("%d messages", len(got))
		}
		if got := d.AwaitRequests(t, "POST /channels/{channel_id}/messages", 1); got[0].Status != 500 {
			t.Errorf("%+v", got)
		}
	})
}

// The first message after "thinking" takes its place.
func TestFollowUpOfDeferred(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t, "x")
	d.OnEvent(func(string, any) {})
	i, _ := d.Interaction(d.Interact(d.Slash(discordtest.From{}, "ask")))
	want(t, d, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":5}`, 204, 0)
	hook := "/webhooks/" + d.App() + "/" + i.Token
	want(t, d, "POST", hook, `{"embeds":[{"title":"T","fields":[{"name":"n","value":"v"}]}],"components":[{"type":1,"components":[`+row+`]}],"allowed_mentions":{"parse":[]}}`, 200, 0)
	got := d.AwaitAnswer(t, i.ID)
	if got.Message.Text() != "T\nn\nv" || len(got.Followups) != 0 {
		t.Errorf("%+v", got)
	}
	if b, ok := got.Message.Button("a"); !ok || b.URL != "https://example.org/" || len(got.Message.Buttons()) != 1 {
		t.Errorf("%+v", b)
	}
	want(t, d, "DELETE", hook+"/messages/@original", "", 204, 0)
	want(t, d, "GET", hook+"/messages/@original", "", 404, 10008)
}

// One interaction with its first response, in quiet mode.
func BenchmarkInteraction(b *testing.B) {
	d := discordtest.New(b, "x")
	d.OnEvent(func(string, any) {})
	d.Quiet()
	who := discordtest.From{Channel: d.AddChannel(discordtest.Channel{}), User: "7"}
	b.ReportAllocs()
	for b.Loop() {
		p := d.Slash(who, "ask", discordtest.Text("question", "who attends?"))
		id := d.Interact(p)
		req, _ := http.NewRequest("POST", d.API()+"/interactions/"+id+"/"+p["token"].(string)+"/callback", strings.NewReader(`{"type":4,"data":`+hi+`}`))
		resp, err := d.Transport().RoundTrip(req)
		if err != nil || resp.StatusCode != 204 {
			b.Fatal(resp, err)
		}
	}
}
