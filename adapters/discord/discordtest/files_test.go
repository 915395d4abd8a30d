package discordtest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
)

// upload posts a message of several parts, given as name, file name and content.
func upload(t *testing.T, d *discordtest.Server, channel string, parts ...[3]string) int {
	t.Helper()
	var body strings.Builder
	for _, p := range parts {
		fmt.Fprintf(&body, "--b\r\nContent-Disposition: form-data; name=%q", p[0])
		if p[1] != "" {
			fmt.Fprintf(&body, "; filename=%q\r\nContent-Type: image/png", p[1])
		}
		fmt.Fprintf(&body, "\r\n\r\n%s\r\n", p[2])
	}
	body.WriteString("--b--\r\n")
	req, err := http.NewRequest("POST", d.API()+"/channels/"+channel+"/messages", strings.NewReader(body.String()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot x")
	req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	resp, err := d.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

func TestFiles(t *testing.T) {
	t.Parallel()
	const about = `{"content":"hi","embeds":[{"image":{"url":"attachment://a.png"},"description":"x"}],"attachments":[{"id":"0","filename":"a.png","description":"What it shows"}],"allowed_mentions":{"parse":[]}}`
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		channel := d.AddChannel(discordtest.Channel{})
		if status := upload(t, d, channel, [3]string{"payload_json", "", about}, [3]string{"files[0]", "a.png", "PNG"}); status != 200 {
			t.Fatal(status)
		}
		sent := d.Sent(channel)
		if len(sent) != 1 || len(sent[0].Attachments) != 1 || string(sent[0].Attachments[0].File.Data) != "PNG" || sent[0].Attachments[0].Description != "What it shows" {
			t.Errorf("sent %+v", sent)
		}
		if r := d.Requests("")[0]; len(r.Files) != 1 || string(r.Body) != about {
			t.Errorf("noted %+v", r)
		}
		for name, parts := range map[string][][3]string{
			"no file":          {{"payload_json", "", about}},
			"another name":     {{"payload_json", "", about}, {"files[0]", "b.png", "PNG"}},
			"another number":   {{"payload_json", "", about}, {"files[1]", "a.png", "PNG"}},
			"an empty file":    {{"payload_json", "", about}, {"files[0]", "a.png", ""}},
			"not described":    {{"payload_json", "", hi}, {"files[0]", "a.png", "PNG"}},
			"no picture there": {{"payload_json", "", strings.Replace(about, "attachment://a.png", "attachment://c.png", 1)}, {"files[0]", "a.png", "PNG"}},
			"a long text":      {{"payload_json", "", strings.Replace(about, "What it shows", strings.Repeat("x", 1025), 1)}, {"files[0]", "a.png", "PNG"}},
		} {
			if status := upload(t, d, channel, parts...); status != 400 || len(d.TakeProblems()) == 0 {
				t.Errorf("%s: %d", name, status)
			}
		}
		if status := upload(t, d, channel, [3]string{"files[0]", "a.png", strings.Repeat("x", 11<<20)}); status != 413 || len(d.TakeProblems()) == 0 {
			t.Errorf("a file that is too large: %d", status)
		}
		d.Deny(channel, discordtest.AttachFiles)
		if status := upload(t, d, channel, [3]string{"payload_json", "", about}, [3]string{"files[0]", "a.png", "PNG"}); status != 403 {
			t.Errorf("without permission: %d", status)
		}
	})
}

// A nonce that is enforced lets a message through once, for some minutes; it is the
// bot's, not a channel's.
func TestNonceOfTheBot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		channel, other := d.AddChannel(discordtest.Channel{}), d.AddChannel(discordtest.Channel{})
		send := func(channel string) {
			want(t, d, "POST", "/channels/"+channel+"/messages", hi[:len(hi)-1]+`,"nonce":"n","enforce_nonce":true}`, 200, 0)
		}
		send(channel)
		time.Sleep(time.Minute)
		send(channel)
		if n := len(d.Sent("")); n != 1 {
			t.Errorf("%d messages", n)
		}
		send(other)
		if len(d.TakeProblems()) != 1 || len(d.Sent(other)) != 0 {
			t.Error("a nonce of another channel goes through unnoticed")
		}
		time.Sleep(time.Hour)
		send(channel)
		if n := len(d.Sent("")); n != 2 {
			t.Errorf("%d messages", n)
		}
	})
}

// Where the bot cannot write, Discord says why.
func TestPlacesThatTakeNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, "x")
		channel := d.AddChannel(discordtest.Channel{Guild: "5"})
		thread := d.AddChannel(discordtest.Channel{Type: discordtest.TypePublicThread, Guild: "6", Parent: channel})
		post := func(channel string, status, code int) {
			t.Helper()
			want(t, d, "POST", "/channels/"+channel+"/messages", hi, status, code)
		}
		want(t, d, "GET", "/guilds/5", "", 200, 0)
		d.Leave("5")
		post(channel, 403, 50001)
		want(t, d, "GET", "/guilds/5", "", 404, 10004)
		d.Archive(thread, false)
		post(thread, 400, 50083)
		want(t, d, "PATCH", "/channels/"+thread, `{"archived":false}`, 200, 0)
		post(thread, 200, 0)
		d.Archive(thread, true)
		want(t, d, "PATCH", "/channels/"+thread, `{"archived":false}`, 403, 50013)
		dm := want(t, d, "POST", "/users/@me/channels", `{"recipient_id":"77"}`, 200, 0)
		d.Refuse("77")
		post(dm["id"].(string), 403, 50007)
		d.RemoveUser("78")
		want(t, d, "POST", "/users/@me/channels", `{"recipient_id":"78"}`, 404, 10013)
	})
}
