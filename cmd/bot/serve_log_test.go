package main_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

// With all log lines on, none holds an id, a name or a text of a reader's, whatever
// goes wrong on both platforms.
func TestLogIsDiscreet(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, discordToken)
	api := telegramtest.NewServer(botToken)
	t.Cleanup(api.Close)
	state := filepath.Join(t.TempDir(), "state.db")
	start := func() *process {
		p := serveWith(t, state,
			[]string{"DISCORD_TOKEN=" + discordToken, "TELEGRAM_TOKEN=" + botToken},
			"--discord-api", d.URL+"/api", "--telegram-api", api.URL, "--listen", "off",
			"--log-format", "json", "--log-level", "debug")
		if !p.log.await("the bot answers on Discord") || !p.log.await("the bot answers on Telegram") {
			t.Fatalf("the bot is not ready:\n%s", p.log)
		}
		return p
	}
	const (
		user, group  = 5551234567, -1009876543210
		name         = "Zebedee"
		handle       = "quillfeather_zq"
		title        = "Marmalade Society"
		reader       = "555666777888999000"
		text         = "how long is the harbour closed, my zanzibar friend?"
		telling      = "zanzibar"
		discordReply = "how long is the harbour closed, dear xylophone?"
	)
	p := start()
	from := map[string]any{"id": user, "is_bot": false, "first_name": name, "username": handle, "language_code": "en"}
	say := func(chat map[string]any, text string, more map[string]any) {
		m := map[string]any{"from": from, "chat": chat}
		for k, v := range more {
			m[k] = v
		}
		api.SayIn(chat, user, text, m)
	}
	private := map[string]any{"id": user, "type": "private", "first_name": name, "username": handle}
	crowd := map[string]any{"id": group, "type": "supergroup", "title": title}
	answers := 0
	asks := func(chat map[string]any, text string) {
		t.Helper()
		say(chat, text, nil)
		answers++
		api.Await(t, answers)
	}
	asks(private, text)
	asks(private, "/start")
	asks(private, "/subscribe 8am Europe/Warsaw")
	asks(private, "/settings")
	asks(crowd, "/ask "+text)
	asks(private, "/forget")
	api.Press(user, api.Sent(user)[0], "nothing "+telling, "private")
	api.AwaitCalls(t, "answerCallbackQuery", 1)
	api.Push(map[string]any{"my_chat_member": map[string]any{
		"chat": crowd, "from": from, "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"status": "left", "user": map[string]any{"id": 4242, "is_bot": true, "first_name": "Test"}},
		"new_chat_member": map[string]any{"status": "member", "user": map[string]any{"id": 4242, "is_bot": true, "first_name": "Test"}},
	}})
	api.Push(map[string]any{"message": map[string]any{"message_id": "x" + telling, "from": name, "text": text}})
	// Calls that fail in all ways.
	for _, f := range []telegramtest.Fault{
		{Method: "sendMessage", Times: 1, Code: 400, Description: fmt.Sprintf("Bad Request: chat %d not found", user)},
		{Method: "sendMessage", Times: 1, Code: 403, Description: "Forbidden: bot was blocked by the user"},
		{Method: "sendMessage", Times: 1, Code: 200, Body: "<html>"},
	} {
		before := len(api.Calls("sendMessage"))
		api.Fail(f)
		say(private, text, nil)
		api.AwaitCalls(t, "sendMessage", before+1)
	}
	p.log.await("a chat cannot be written to any more")

	// Discord: mentions, commands, buttons, missing permissions, refusals.
	channel := d.AddChannel(discordtest.Channel{Guild: "777888999000111222"})
	in := discordtest.From{User: reader, Channel: channel}
	d.Write(in, discordReply, discordtest.Writing{Mention: true})
	d.AwaitSent(t, "", 1)
	d.AwaitAnswer(t, d.Interact(d.Slash(in, "ask", discordtest.Text("question", discordReply))))
	d.AwaitAnswer(t, d.Interact(d.Slash(in, "settings")))
	d.AwaitAnswer(t, d.Interact(d.Slash(in, "forget")))
	for _, f := range []discordtest.Fault{
		{Times: 2, Status: 502, Message: "Bad Gateway"},
		discordtest.TooManyRequests("", "user", time.Millisecond, 2),
		{Times: 1, Status: 400, Code: 50035, Message: "Invalid Form Body for " + reader},
	} {
		f.Path = "/channels/" + channel + "/messages"
		d.Fail(f)
		d.Write(in, discordReply, discordtest.Writing{Mention: true})
	}
	repeated := p.log.await("a call is repeated") && p.log.await("a request was not answered")
	d.Heal()
	d.Fail(discordtest.Fault{Path: "/channels/" + channel + "/messages", Status: 403, Code: 50013, Message: "Missing Permissions"})
	d.Write(in, discordReply, discordtest.Writing{Mention: true})
	if !p.log.await("a permission is missing in a channel") || !repeated {
		t.Errorf("not all faults are told:\n%s", p.log)
	}
	if status, _ := p.status(t); status != 0 {
		t.Errorf("ended with %d", status)
	}

	log := p.log.String()
	for _, secret := range []string{
		fmt.Sprint(user), fmt.Sprint(-group), strings.TrimPrefix(fmt.Sprint(-group), "100"), reader, reader[len(reader)-6:],
		name, handle, title, telling, "xylophone", channel, "777888999000111222", "how long", "harbour closed",
	} {
		for line := range strings.Lines(log) {
			if strings.Contains(strings.ToLower(line), strings.ToLower(secret)) {
				t.Errorf("%q is in: %s", secret, line)
			}
		}
	}
	debug := false
	for line := range strings.Lines(log) {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Errorf("%v in %s", err, line)
		}
		debug = debug || v["level"] == "DEBUG"
	}
	if !debug {
		t.Errorf("no line is for debugging:\n%s", log)
	}

	// The same channel has the same hash after a restart.
	hash := regexp.MustCompile(`"a permission is missing in a channel".*"channel":"(#[0-9a-f]{10})"`).FindStringSubmatch(log)
	if hash == nil {
		t.Fatalf("no hash in\n%s", log)
	}
	p = start()
	d.Write(in, discordReply, discordtest.Writing{Mention: true})
	if !p.log.await("a permission is missing in a channel") || !strings.Contains(p.log.String(), hash[1]) {
		t.Errorf("no %s in\n%s", hash[1], p.log)
	}
}

// Less is logged when less is asked for.
func TestLogLevel(t *testing.T) {
	api := telegramtest.NewServer("1:other")
	defer api.Close()
	for level, lines := range map[string]bool{"info": true, "warn": true, "error": false} {
		r := run(t, map[string]string{"TELEGRAM_TOKEN": botToken}, "",
			"--story", harbour, "--state", "none", "serve", "--telegram-api", api.URL, "--listen", "off", "--log-level", level)
		if strings.Contains(r.stderr, "level=WARN") != lines {
			t.Errorf("%s: got %s", level, r.stderr)
		}
	}
}
