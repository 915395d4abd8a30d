package discord_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/settings"
)

// In servers the bot answers who speaks to it, and is silent otherwise.
func TestMessages(t *testing.T) {
	mention := discordtest.Writing{Mention: true}
	picture := func(p discordtest.Payload) {
		p["attachments"] = []any{map[string]any{"id": "1", "filename": "map.png", "size": 9, "url": "https://x.example/map.png"}}
	}
	reply := func(p discordtest.Payload) { p["type"] = 19 }
	for _, tt := range []struct {
		name   string
		text   string
		how    discordtest.Writing
		direct bool
		change func(discordtest.Payload)
		want   string // "" for silence
	}{
		{"chatter", "who?", discordtest.Writing{}, false, nil, ""},
		{"a mention", "who?", mention, false, nil, "Answer to who?"},
		{"a mention in the middle", "😀 BOT who <@99>?", discordtest.Writing{}, false, nil, "Answer to 😀   who <@99>?"},
		{"a mention alone", "", mention, false, nil, "Ask me about this news story"},
		{"direct", "who?", discordtest.Writing{}, true, nil, "Answer to who?"},
		{"direct, nothing", "", discordtest.Writing{}, true, nil, "Ask me about this news story"},
		{"a picture", "", mention, false, picture, "I can only read text."},
		{"a picture with words", "who?", mention, false, picture, "Answer to who?"},
		{"direct, a sticker", "", discordtest.Writing{}, true, func(p discordtest.Payload) {
			p["sticker_items"] = []any{map[string]any{"id": "1", "name": "wave", "format_type": 1}}
		}, "I can only read text."},
		{"a reply whose text is hidden", "", mention, false, reply, "Discord does not show me that text."},
		{"a bot", "who?", discordtest.Writing{Mention: true, Bot: true}, false, nil, ""},
		{"a webhook", "who?", mention, false, func(p discordtest.Payload) { p["webhook_id"] = "55" }, ""},
		{"everyone", "@everyone who?", discordtest.Writing{}, false, func(p discordtest.Payload) { p["mention_everyone"] = true }, ""},
		{"a role", "<@&77> who?", discordtest.Writing{}, false, func(p discordtest.Payload) { p["mention_roles"] = []any{"77"} }, ""},
		{"another user", "<@78> who?", discordtest.Writing{}, false, nil, ""},
		{"the start of a thread", "who?", mention, false, func(p discordtest.Payload) { p["type"] = 21 }, ""},
		{"somebody joins", "", mention, true, func(p discordtest.Payload) { p["type"] = 7 }, ""},
		{"a pin", "", mention, true, func(p discordtest.Payload) { p["type"] = 6 }, ""},
		{"nobody's", "who?", mention, false, func(p discordtest.Payload) { p["author"] = nil }, ""},
		{"no mentions listed", "who?", mention, false, func(p discordtest.Payload) { p["mentions"] = nil }, ""},
		{"new kinds of components", "who?", mention, false, func(p discordtest.Payload) {
			p["components"] = []any{map[string]any{"type": 99, "accessory": map[string]any{"type": 17}, "components": []any{map[string]any{"type": 42, "spoiler": true}}}}
			p["poll"], p["snapshots"] = map[string]any{"x": 1}, []any{nil}
		}, "Answer to who?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				emit(d, func(kind string, data any) (string, any) {
					if tt.change != nil {
						tt.change(data.(discordtest.Payload))
					}
					return kind, data
				})
				m := d.Write(discordtest.From{Direct: tt.direct}, strings.ReplaceAll(tt.text, "BOT", "<@!"+d.App()+">"), tt.how)
				synctest.Wait()
				sent := d.Sent("")
				switch {
				case tt.want == "" && len(sent) > 0:
					t.Errorf("not silent: %q", sent[0].Text())
				case tt.want != "" && (len(sent) != 1 || !strings.HasPrefix(text(&sent[0]), tt.want) || sent[0].ReplyTo != m.ID || sent[0].Channel != m.Channel):
					t.Errorf("got %+v", sent)
				}
				r.check()
			})
		})
	}
}

// emit lets a function see and change what is sent.
func emit(d *discordtest.Server, change func(kind string, data any) (string, any)) {
	d.OnEvent(func(kind string, data any) { d.Gateway.Send(change(kind, data)) })
}

// A reply to the bot is a question when its text can be seen: Discord shows it
// where the reply pings the bot.
func TestReplies(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		channel := d.AddChannel(discordtest.Channel{})
		d.Write(discordtest.From{User: "7", Channel: channel}, "one", discordtest.Writing{Mention: true})
		answer := d.AwaitSent(t, channel, 1)[0]
		d.Write(discordtest.From{User: "8"}, "and why?", discordtest.Writing{Reply: answer})
		if got := d.AwaitSent(t, channel, 2)[1]; text(&got) != "Answer to and why?" {
			t.Errorf("got %q", text(&got))
		}

		// Without the ping.
		emit(d, func(kind string, data any) (string, any) {
			p := data.(discordtest.Payload)
			p["mentions"], p["content"] = []any{}, ""
			return kind, p
		})
		d.Write(discordtest.From{User: "8"}, "and when?", discordtest.Writing{Reply: answer})
		d.OnEvent(d.Gateway.Send)
		synctest.Wait()
		if n := len(d.Sent(channel)); n != 2 {
			t.Errorf("%d messages", n)
		}

		// "@bot" to somebody's question.
		theirs := d.Write(discordtest.From{User: "9", Channel: channel}, "who attends?", discordtest.Writing{})
		d.Write(discordtest.From{User: "8"}, "", discordtest.Writing{Mention: true, Reply: theirs})
		if got := d.AwaitSent(t, channel, 3)[2]; !strings.HasPrefix(text(&got), "Answer to who attends?") {
			t.Errorf("got %q", text(&got))
		}
		r.check()
	})
}

func TestEdits(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		m := d.Write(who, "who?", discordtest.Writing{Mention: true})
		d.AwaitSent(t, "", 1)
		edited := func(content string) discordtest.Message {
			time.Sleep(time.Second) // of the bubble
			d.Rewrite(who, m, content)
			synctest.Wait()
			sent := d.Sent("")
			if len(sent) != 1 {
				t.Fatalf("%d messages", len(sent))
			}
			return sent[0]
		}
		mention := "<@" + d.App() + "> "
		if got := edited(mention + "when?"); text(&got) != "Answer to when?" || got.Edits != 1 {
			t.Errorf("got %+v", got)
		}
		if got := edited(mention); text(&got) != "Answer to when?" || got.Edits != 1 {
			t.Errorf("got %+v", got)
		}

		// One that was not answered, one that is not for the bot any more, and a
		// preview that Discord adds.
		theirs := d.Write(who, "chatter", discordtest.Writing{})
		d.Rewrite(who, theirs, mention+"why?")
		synctest.Wait()
		emit(d, func(kind string, data any) (string, any) {
			data.(discordtest.Payload)["mentions"] = []any{}
			return kind, data
		})
		d.Rewrite(who, m, "not for you")
		emit(d, func(kind string, data any) (string, any) {
			data.(discordtest.Payload)["edited_timestamp"] = nil
			return kind, data
		})
		d.Rewrite(who, m, mention+"preview")
		synctest.Wait()
		if got := d.Sent(""); len(got) != 1 || got[0].Edits != 1 {
			t.Errorf("got %+v", got)
		}
		r.check()
	})
}

// Discord tells again of a message that was edited when a preview or a pin is
// added: that is no new question.
func TestEditThatIsNone(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var asked []string
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply { asked = append(asked, m.Text); return echo(m) })
		})
		var last any
		emit(d, func(kind string, data any) (string, any) { last = data; return kind, data })
		m := d.Write(discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}, "who?", discordtest.Writing{Mention: true})
		synctest.Wait()
		time.Sleep(time.Second) // of the bubble
		d.Rewrite(discordtest.From{}, m, "<@"+d.App()+"> when?")
		synctest.Wait()
		d.Emit("MESSAGE_UPDATE", last)
		synctest.Wait()
		time.Sleep(time.Hour) // of the bubble
		late := last.(discordtest.Payload)
		late["edited_timestamp"] = time.Now().Add(-30 * time.Minute).Format(time.RFC3339)
		d.Emit("MESSAGE_UPDATE", late)
		synctest.Wait()
		if got := strings.Join(asked, " "); got != "who? when?" {
			t.Errorf("asked %s", got)
		}
		r.check()
	})
}

// The answer that was deleted is not edited, nor sent again.
func TestEditAfterDeletion(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		m := d.Write(who, "who?", discordtest.Writing{Mention: true})
		d.AwaitSent(t, "", 1)
		d.RemoveChannel(who.Channel)
		emit(d, func(kind string, data any) (string, any) {
			data.(discordtest.Payload)["guild_id"] = "5"
			return kind, data
		})
		d.Rewrite(who, m, "<@"+d.App()+"> when?")
		synctest.Wait()
		if n := len(d.Sent("")); n != 1 {
			t.Errorf("%d messages", n)
		}
		r.check()
		if strings.Contains(r.log.String(), "level=ERROR") {
			t.Errorf("the log complains:\n%s", r.log)
		}
	})
}

// What is delivered twice is answered once.
func TestDuplicates(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		asked := 0
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply { asked++; return echo(m) })
		})
		emit(d, func(kind string, data any) (string, any) {
			d.Gateway.Send(kind, data)
			return kind, data
		})
		d.Write(discordtest.From{}, "who?", discordtest.Writing{Mention: true})
		i := d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?"))
		d.Interact(d.Type(discordtest.From{}, "ask", discordtest.Text("question", "w")))
		d.Interact(d.Press(discordtest.From{User: "7"}, *i.Message, button(t, i.Message, "m:")))
		synctest.Wait()
		calls := d.Count("POST /interactions/{interaction_id}/{interaction_token}/callback")
		if asked != 2 || len(d.Sent("")) != 2 || calls != 3 {
			t.Errorf("asked %d times, %d messages, %d responses", asked, len(d.Sent("")), calls)
		}
		r.check()
	})
}

// What nobody can read is left out.
func TestGarbage(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		channel := map[string]any{"id": "5", "type": 0}
		for _, event := range []any{
			nil, "x", 5, []any{}, []any{nil}, map[string]any{},
			map[string]any{"id": 5}, map[string]any{"id": "x", "type": 2, "token": "t"},
			map[string]any{"id": "11", "type": 2, "token": "t"},
			map[string]any{"id": "12", "type": "2"},
			map[string]any{"id": "13", "type": 77, "token": "t", "user": map[string]any{"id": "5"}, "channel": channel},
			map[string]any{"id": "14", "type": 1, "token": "t"},
			map[string]any{"id": "15", "type": 3, "token": "t", "data": map[string]any{"custom_id": "m:5"}},
			map[string]any{"id": "16", "type": 4, "token": "t", "data": map[string]any{"options": []any{nil}}},
			map[string]any{"id": "17", "type": 3, "token": "t", "member": nil, "user": nil, "message": nil},
			map[string]any{"id": "18", "author": nil}, map[string]any{"id": "19", "author": map[string]any{}, "mentions": []any{nil}},
			map[string]any{"id": "20", "author": map[string]any{"id": "7"}, "edited_timestamp": "yesterday"},
		} {
			for _, kind := range []string{"INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "NEW_KIND"} {
				d.Gateway.Send(kind, event)
			}
		}
		i := d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?"))
		begin(t, i, "**who?**")
		r.check()
		if strings.Contains(r.log.String(), "panic") {
			t.Errorf("panics:\n%s", r.log)
		}
		d.TakeProblems()
	})
}

// A panic over one question ends nothing, and is told.
func TestPanic(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply {
				if m.Text == "panic" {
					panic("over " + token)
				}
				return echo(m)
			})
		})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		i := d.AwaitAnswer(t, ask(d, who, "panic"))
		begin(t, i, "Something went wrong here.")
		if !i.Ephemeral {
			t.Error("others see it")
		}
		d.Write(who, "panic", discordtest.Writing{Mention: true})
		synctest.Wait()
		d.Write(who, "go on", discordtest.Writing{Mention: true})
		sent := d.AwaitSent(t, who.Channel, 3)
		if text(&sent[1]) != "Something went wrong here. Please try again." || !strings.HasPrefix(text(&sent[2]), "Answer to go on") {
			t.Errorf("got %q, %q", text(&sent[1]), text(&sent[2]))
		}
		r.check()
	})
}

// A session store that fails does not cost the answer, nor do settings.
func TestStoresThatFail(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = answerer{
				reply:  func(_ context.Context, m core.Message) (core.Reply, error) { return echo(m), errDisk },
				forget: func(core.SessionKey) error { return errDisk },
			}
			o.Settings, o.Feedback, o.Deliveries, o.Sessions = broken{}, broken{}, broken{}, broken{}
		})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{}), Permissions: manageGuild}
		i := d.AwaitAnswer(t, ask(d, who, "who?"))
		begin(t, i, "**who?**\nAnswer to who?")
		begin(t, d.AwaitAnswer(t, d.Interact(d.Press(who, *i.Message, button(t, i.Message, "g:")))), "Something went wrong")
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(who, "forget"))), "Something went wrong")
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(who, "sources"))), "Island ferry")
		s := d.AwaitAnswer(t, d.Interact(d.Slash(who, "settings")))
		f := d.AwaitFollowups(t, d.Interact(d.Press(who, *s.Message, "s:private=on")), 1)
		if got := f.Followups[0].Text(); !strings.HasPrefix(got, "Something went wrong") {
			t.Errorf("got %q", got)
		}
		m := d.Write(who, "who?", discordtest.Writing{Mention: true})
		synctest.Wait()
		sent := d.Sent(who.Channel)
		if last := sent[len(sent)-1]; last.ReplyTo != m.ID || text(&last) != "Answer to who?" {
			t.Errorf("got %+v", last)
		}
		r.check()
	})
}

// The session is the user's in the channel or thread.
func TestThreadIsAConversation(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var seen core.Message
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply { seen = m; return echo(m) })
		})
		channel := d.AddChannel(discordtest.Channel{Guild: "5"})
		post := d.AddChannel(discordtest.Channel{Guild: "5", Type: discordtest.TypePublicThread, Parent: channel})
		m := d.Write(discordtest.From{User: "7", Channel: post}, "who?", discordtest.Writing{Mention: true})
		if got := d.AwaitSent(t, post, 1)[0]; got.ReplyTo != m.ID {
			t.Errorf("got %+v", got)
		}
		if seen.Conversation != "discord "+post || seen.User != "discord 7" || seen.Time.IsZero() {
			t.Errorf("got %+v", seen)
		}
		i := d.AwaitAnswer(t, ask(d, discordtest.From{User: "7", Channel: post}, "who?"))
		if i.Message.Channel != post {
			t.Errorf("answered in %s", i.Message.Channel)
		}
		r.check()
	})
}

// What one reader asks in one channel is answered in order, others beside it.
func TestOrder(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				return after(time.Duration(20-len(m.Text))*100*time.Millisecond).reply(ctx, m)
			}}
		})
		channel := d.AddChannel(discordtest.Channel{})
		for n := range 10 {
			for _, user := range []string{"7", "8"} {
				d.Write(discordtest.From{User: user, Channel: channel}, strings.Repeat("x", n+1), discordtest.Writing{Mention: true})
			}
		}
		begun := time.Now()
		d.AwaitSent(t, channel, 20)
		if passed := time.Since(begun); passed > 16*time.Second { // 14.5 s for each, and 50 calls a second
			t.Errorf("it took %v", passed)
		}
		length := make(map[string]int)
		for _, m := range d.Sent(channel) {
			to, _ := d.Message(m.ReplyTo)
			if n := len(to.Content); n <= length[to.Author] {
				t.Errorf("%q is answered after a longer one", to.Content)
			} else {
				length[to.Author] = n
			}
		}
		r.check()
	})
}

// only lets the bot speak in some channels of a server.
func only(guild string, channels ...string) func(*discord.Options) {
	store := new(settings.Memory)
	_ = store.PutSettings(context.Background(), "discord guild "+guild, settings.Chat{Channels: channels}) // never fails
	return func(o *discord.Options) { o.Settings = store }
}

// Where it may not speak the bot does not, but to the one who asks.
func TestChannelsWhereItMaySpeak(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		in := func(c discordtest.Channel) string { c.Guild = "5"; return d.AddChannel(c) }
		allowed, other := in(discordtest.Channel{}), in(discordtest.Channel{})
		thread := in(discordtest.Channel{Type: discordtest.TypePublicThread, Parent: allowed})
		elsewhere := in(discordtest.Channel{Type: discordtest.TypePublicThread, Parent: other})
		r := run(t, d, only("5", allowed))
		for channel, open := range map[string]bool{allowed: true, other: false, thread: true, elsewhere: false} {
			before := len(d.Sent(channel))
			d.Write(discordtest.From{Channel: channel}, "who?", discordtest.Writing{Mention: true})
			synctest.Wait()
			if spoke := len(d.Sent(channel)) > before; spoke != open {
				t.Errorf("a mention is answered: %v", spoke)
			}
			i := d.AwaitAnswer(t, ask(d, discordtest.From{Channel: channel}, "who?", discordtest.Bool("private", false)))
			if i.Ephemeral == open {
				t.Errorf("a command is answered in private: %v", i.Ephemeral)
			}
		}
		r.check()
	})
}
