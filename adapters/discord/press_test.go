package discord_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core/feedback"
	"dragoman/core/phrases"
	"dragoman/core/questions"
	"dragoman/core/settings"
)

// asked asks a question in a channel and returns the answer, which has buttons.
func asked(t *testing.T, d *discordtest.Server, f discordtest.From) *discordtest.Message {
	t.Helper()
	return d.AwaitAnswer(t, ask(d, f, "hi")).Message
}

// A question's button asks it: for the one whose answer it is below, as openly as
// that; for others, so that only they see it.
func TestQuestionButtons(t *testing.T) {
	for _, tt := range []struct {
		name    string
		who     string
		hidden  bool // the answer that is pressed
		private bool
	}{
		{"one's own", "7", false, false},
		{"somebody else's", "8", false, true},
		{"below a private answer", "7", true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				channel := d.AddChannel(discordtest.Channel{})
				m := d.AwaitAnswer(t, ask(d, discordtest.From{User: "7", Channel: channel}, "hi", discordtest.Bool("private", tt.hidden))).Message
				for range 2 { // pressed twice
					i := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: tt.who}, *m, "q:"+questions.ID(known)+":7")))
					begin(t, i, "**"+known+"**\nAnswer to "+known)
					if i.Ephemeral != tt.private {
						t.Errorf("private: %v", i.Ephemeral)
					}
					if got := button(t, i.Message, "m:"); got != "m:"+tt.who {
						t.Errorf("the buttons of the answer are of %s", got)
					}
				}
				if after, _ := d.Message(m.ID); !reflect.DeepEqual(after, *m) {
					t.Error("the message with the button has changed")
				}
				r.check()
			})
		})
	}
}

// Buttons are good for ever: after a restart, and on messages of which little is
// left.
func TestOldButtons(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		run(t, d).check()
		r := run(t, d)
		m := asked(t, d, discordtest.From{User: "7"})
		r.check()
		r = run(t, d)
		defer r.check()
		bare := *m
		bare.Components = nil
		long := *m
		long.Components = []discordtest.Component{{Type: 1, Components: []discordtest.Component{{Type: 2, Style: 2, Label: "A question of no f…", CustomID: "q:" + questions.ID(unknown) + ":7"}}}}
		for _, tt := range []struct {
			on     discordtest.Message
			custom string
			want   string
		}{
			{*m, "q:" + questions.ID(known) + ":7", "**" + known + "**\nAnswer to "},
			{*m, "q:" + questions.ID(unknown) + ":7", "**" + unknown + "**\nAnswer to "}, // the button says what it asks
			{bare, "q:" + questions.ID(known) + ":7", "**" + known + "**\nAnswer to "},
			{bare, "q:" + questions.ID(unknown) + ":7", "That question is not part of the story any more."},
			{long, "q:" + questions.ID(unknown) + ":7", "That question is not part of the story any more."},
			{bare, "q:", "That question is not part of the story any more."},
			{bare, "q:::::", "That question is not part of the story any more."},
			{bare, "x:what", "That question is not part of the story any more."},
			{bare, "", "That question is not part of the story any more."},
			{bare, "q", "That question is not part of the story any more."},
			{bare, "f:7", "That question is not part of the story any more."},
		} {
			i := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "7"}, tt.on, tt.custom)))
			begin(t, i, tt.want)
		}
		nowhere := d.Press(discordtest.From{User: "7"}, bare, "q:"+questions.ID(unknown)+":7")
		delete(nowhere, "message")
		begin(t, d.AwaitAnswer(t, d.Interact(nowhere)), "That question is not part")
	})
}

// The form opens for anybody; what is sent is answered as the one who opened it
// is allowed to.
func TestFollowUpForm(t *testing.T) {
	for _, tt := range []struct {
		name, who, typed, want string
		rows                   bool
		private                bool
	}{
		{"one's own", "7", "and why?", "**and why?**\nAnswer to and why?", false, false},
		{"in rows, as it came before", "7", "and why?", "**and why?**\nAnswer to and why?", true, false},
		{"somebody else's", "8", "and why?", "**and why?**\nAnswer to and why?", false, true},
		{"nothing", "7", " \n ", "What would you like to know?", false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				who := discordtest.From{User: tt.who, Channel: d.AddChannel(discordtest.Channel{})}
				m := asked(t, d, discordtest.From{User: "7", Channel: who.Channel})
				form := d.AwaitAnswer(t, d.Interact(d.Press(who, *m, button(t, m, "m:"))))
				if form.Modal == nil || form.Modal.Title != "Ask on" {
					t.Fatalf("got %+v", form)
				}
				sent := d.Submit(who, form, map[string]string{"question": tt.typed})
				if tt.rows {
					sent["data"].(map[string]any)["components"] = []any{map[string]any{"type": 1, "components": []any{
						map[string]any{"type": 4, "custom_id": "question", "value": tt.typed},
					}}}
				}
				i := d.AwaitAnswer(t, d.Interact(sent))
				begin(t, i, tt.want)
				if i.Ephemeral != tt.private {
					t.Errorf("private: %v", i.Ephemeral)
				}
				if after, _ := d.Message(m.ID); !reflect.DeepEqual(after, *m) {
					t.Error("the message with the button has changed")
				}
				r.check()
			})
		})
	}
}

func TestFeedbackIsCountedOnce(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := new(feedback.Memory)
		r := run(t, d, func(o *discord.Options) { o.Feedback = store })
		m := asked(t, d, discordtest.From{User: "7"})
		for _, press := range []struct{ user, kind string }{{"7", "g:"}, {"7", "g:"}, {"8", "b:"}, {"9", "g:"}, {"9", "b:"}} {
			i := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: press.user}, *m, button(t, m, press.kind))))
			begin(t, i, "Thank you.")
			if !i.Ephemeral {
				t.Error("others see it")
			}
		}
		all, _ := store.Feedback(t.Context())
		if want := (feedback.Count{Answer: questions.ID("Answer to hi"), Label: "Answer to hi", Good: 1, Bad: 2}); len(all) != 1 || all[0] != want {
			t.Errorf("got %+v", all)
		}
		r.check()
	})
}

// A vote is filed under the answer, not under the question that stands above it.
func TestFeedbackHasNoQuestion(t *testing.T) {
	for name, denied := range map[string]int64{"embeds": 0, "plain text": discordtest.EmbedLinks} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				store := new(feedback.Memory)
				r := run(t, d, func(o *discord.Options) { o.Feedback = store })
				who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
				d.Deny(who.Channel, denied)
				m := d.AwaitAnswer(t, ask(d, who, "what I ask")).Message
				d.AwaitAnswer(t, d.Interact(d.Press(who, *m, button(t, m, "g:"))))
				all, _ := store.Feedback(t.Context())
				if len(all) != 1 || all[0].Label != "Answer to what I ask" {
					t.Errorf("got %+v", all)
				}
				r.check()
			})
		})
	}
}

const manageGuild = discordtest.ManageGuild

// setting presses something of the settings as somebody.
func settingsOf(t *testing.T, d *discordtest.Server, guild, user string) (discordtest.From, *discordtest.Message) {
	t.Helper()
	who := discordtest.From{User: user, Permissions: manageGuild, Channel: d.AddChannel(discordtest.Channel{Guild: guild})}
	i := d.AwaitAnswer(t, d.Interact(d.Slash(who, "settings")))
	begin(t, i, "**Settings of this chat**")
	if !i.Ephemeral {
		t.Error("others see the settings")
	}
	return who, i.Message
}

func TestSettings(t *testing.T) {
	const guild = "5500"
	for _, tt := range []struct {
		name   string
		change func(d *discordtest.Server, f discordtest.From, m discordtest.Message) discordtest.Payload
		want   settings.Chat
		shows  string
	}{
		{"private", press("s:private=on"), settings.Chat{Private: true}, "Answers only for those who ask: on"},
		{"threads", press("s:threads=on"), settings.Chat{Threads: true}, "A thread for each question: on"},
		{"feedback", press("s:feedback=off"), settings.Chat{NoFeedback: true}, "Feedback buttons: off"},
		{"language", choose("s:language", 3, "de"), settings.Chat{Language: "de"}, "Einstellungen"},
		{"a language that is none", choose("s:language", 3, "xx"), settings.Chat{Language: "en"}, "Settings"},
		{"each reader's language", choose("s:language", 3, "each"), settings.Chat{}, "Settings"},
		{"channels", choose("s:channels", 8, "31", "32"), settings.Chat{Channels: []string{"31", "32"}}, "Settings"},
		{"channels that are none", choose("s:channels", 8, "31", "<@5>"), settings.Chat{Channels: []string{"31"}}, "Settings"},
		{"nonsense", press("s:nonsense=1"), settings.Chat{}, "Settings"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				store := new(settings.Memory)
				use := func(o *discord.Options) { o.Settings = store }
				r := run(t, d, use)
				who, m := settingsOf(t, d, guild, "7")
				i := d.AwaitAnswer(t, d.Interact(tt.change(d, who, *m)))
				if i.Response != discordtest.RespondUpdate {
					t.Errorf("the settings are not shown in their place: %d", i.Response)
				}
				says := text(i.Message)
				for _, b := range i.Message.Buttons() {
					says += "\n" + b.Label
				}
				if !strings.Contains(says, tt.shows) {
					t.Errorf("got %q", says)
				}
				if c, _ := store.Settings(t.Context(), "discord guild "+guild); !reflect.DeepEqual(c, tt.want) {
					t.Errorf("got %+v", c)
				}
				if c, _ := store.Settings(t.Context(), "discord guild 1"); !c.IsZero() {
					t.Errorf("another server has %+v", c)
				}
				r.check()
			})
		})
	}
}

// Channels of each kind that has messages can be chosen.
func TestChannelsToChoose(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		settingsOf(t, d, "5", "7")
		sent := d.Requests("POST /interactions/{interaction_id}/{interaction_token}/callback")
		if body := string(sent[len(sent)-1].Body); !strings.Contains(body, `"channel_types":[0,5,2,13,15]`) {
			t.Errorf("got %s", body)
		}
		r.check()
	})
}

func press(custom string) func(*discordtest.Server, discordtest.From, discordtest.Message) discordtest.Payload {
	return func(d *discordtest.Server, f discordtest.From, m discordtest.Message) discordtest.Payload {
		return d.Press(f, m, custom)
	}
}

func choose(custom string, kind int, values ...string) func(*discordtest.Server, discordtest.From, discordtest.Message) discordtest.Payload {
	return func(d *discordtest.Server, f discordtest.From, m discordtest.Message) discordtest.Payload {
		return d.Choose(f, m, custom, kind, values...)
	}
}

func TestSettingsAreForManagers(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := new(settings.Memory)
		r := run(t, d, func(o *discord.Options) { o.Settings = store })
		who, m := settingsOf(t, d, "5500", "7")
		who.Permissions = discordtest.SendMessages
		for range 2 {
			i := d.AwaitFollowups(t, d.Interact(d.Press(who, *m, "s:private=on")), 1)
			if !i.Followups[0].Ephemeral() || !strings.HasPrefix(i.Followups[0].Text(), "Only members with") {
				t.Errorf("got %+v", i.Followups)
			}
		}
		if c, _ := store.Settings(t.Context(), "discord guild 5500"); !c.IsZero() {
			t.Errorf("changed to %+v", c)
		}
		if after, _ := d.Message(m.ID); after.Edits != 0 {
			t.Error("the settings are shown anew")
		}
		// An administrator needs no other permission; in private everybody is one.
		who.Permissions = 8
		d.AwaitAnswer(t, d.Interact(d.Press(who, *m, "s:private=on")))
		i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Direct: true}, "settings")))
		begin(t, i, "**Settings of this chat**")
		if len(i.Message.Buttons()) != 1 {
			t.Errorf("got %+v", i.Message.Buttons())
		}
		r.check()
	})
}

// Settings act, and go on acting after a restart.
func TestSettingsAct(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := new(settings.Memory)
		use := func(o *discord.Options) { o.Settings = store }
		r := run(t, d, use)
		who, m := settingsOf(t, d, "5500", "7")
		for _, custom := range []string{"s:private=on", "s:feedback=off"} {
			d.AwaitAnswer(t, d.Interact(d.Press(who, *m, custom)))
		}
		d.AwaitAnswer(t, d.Interact(d.Choose(who, *m, "s:language", 3, "de")))
		r.check()
		r = run(t, d, use)
		for name, tt := range map[string]struct {
			guild   string
			private bool
			label   string
			option  []discordtest.Option
		}{
			"here":         {"5500", true, phrases.For("de").FollowUp, nil},
			"here, openly": {"5500", false, phrases.For("de").FollowUp, []discordtest.Option{discordtest.Bool("private", false)}},
			"elsewhere":    {"5600", false, "Ask on…", nil},
		} {
			i := d.AwaitAnswer(t, ask(d, discordtest.From{Channel: d.AddChannel(discordtest.Channel{Guild: tt.guild})}, "who?", tt.option...))
			_, labelled := i.Message.Button(tt.label)
			if i.Ephemeral != tt.private || !labelled {
				t.Errorf("%s: private %v, %+v", name, i.Ephemeral, i.Message.Buttons())
			}
			votes := 0
			for _, b := range i.Message.Buttons() {
				if strings.HasPrefix(b.CustomID, "g:") || strings.HasPrefix(b.CustomID, "b:") {
					votes++
				}
			}
			if (votes == 0) != (tt.guild == "5500") {
				t.Errorf("%s: %d feedback buttons", name, votes)
			}
		}
		r.check()
	})
}

// Two managers press at once: neither change is lost.
func TestSettingsAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := new(settings.Memory)
		r := run(t, d, func(o *discord.Options) { o.Settings = store })
		a, m := settingsOf(t, d, "5500", "7")
		b, n := settingsOf(t, d, "5500", "8")
		d.Interact(d.Press(a, *m, "s:private=on"))
		d.Interact(d.Press(b, *n, "s:threads=on"))
		synctest.Wait()
		if c, _ := store.Settings(t.Context(), "discord guild 5500"); !c.Private || !c.Threads {
			t.Errorf("got %+v", c)
		}
		r.check()
	})
}
