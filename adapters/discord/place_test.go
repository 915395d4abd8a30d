package discord_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/settings"
)

// A user brings the bot along, to servers and chats where it is not.
func TestUserInstall(t *testing.T) {
	none := int64(0)
	for name, tt := range map[string]struct {
		from   discordtest.From
		embeds bool
	}{
		"in a server":                  {discordtest.From{UserInstall: true}, true},
		"in a server, without embeds":  {discordtest.From{UserInstall: true, AppPermissions: &none}, false},
		"between users":                {discordtest.From{UserInstall: true, Direct: true}, true},
		"between users, no permission": {discordtest.From{UserInstall: true, Direct: true, AppPermissions: &none}, true},
		"in its own messages":          {discordtest.From{Direct: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, everywhere(settings.Chat{Threads: true}))
				tt.from.User = "7"
				i := d.AwaitAnswer(t, ask(d, tt.from, "who?"))
				begin(t, i, "**who?**\n")
				if len(i.Message.Embeds) > 0 != tt.embeds || i.Ephemeral {
					t.Errorf("got %+v", i.Message)
				}
				next := d.AwaitAnswer(t, d.Interact(d.Press(tt.from, *i.Message, button(t, i.Message, "q:"))))
				begin(t, next, "**"+known+"**\n")
				if len(d.Threads("")) > 0 {
					t.Error("a thread where the bot is not")
				}
				r.check()
			})
		})
	}
}

// everywhere are settings of all servers and chats.
func everywhere(c settings.Chat) func(*discord.Options) {
	return func(o *discord.Options) { o.Settings = constant{chat: c} }
}

type constant struct {
	settings.Store
	chat settings.Chat
}

func (c constant) Settings(context.Context, string) (settings.Chat, error) { return c.chat, nil }

// Without embeds the answer is text.
func TestEmbedsAreNotPermitted(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, real(t))
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		d.Deny(who.Channel, discordtest.EmbedLinks)
		m := d.Write(who, "when does the ferry stop?", discordtest.Writing{Mention: true})
		sent := d.AwaitSent(t, who.Channel, 1)
		if len(sent[0].Embeds) > 0 || !strings.HasPrefix(sent[0].Content, "On 1 November 2025.") || !strings.Contains(sent[0].Content, "The Norland Post") {
			t.Errorf("got %+v", sent[0])
		}
		i := d.AwaitAnswer(t, ask(d, who, "when does the ferry stop?"))
		if len(i.Message.Embeds) > 0 || !strings.HasPrefix(i.Message.Content, "**when does the ferry stop?**\n") {
			t.Errorf("got %+v", i.Message)
		}
		d.Rewrite(who, m, "<@"+d.App()+"> who is Anna Berg?")
		synctest.Wait()
		if got, _ := d.Message(sent[0].ID); !strings.Contains(got.Content, "director") {
			t.Errorf("not edited: %+v", got)
		}
		r.check()
	})
}

// What the bot needs is told in private, once, with the way back.
func TestMissingPermissions(t *testing.T) {
	for _, tt := range []struct {
		name   string
		denied int64
		thread bool
		want   string // "" for an answer
	}{
		{"to send", discordtest.SendMessages, false, "I cannot answer in this channel yet. There I need: Send Messages."},
		{"to see", discordtest.ViewChannel, false, "I cannot answer in this channel yet. There I need: View Channel."},
		{"to send in threads", discordtest.SendMessagesInThread, true, "I cannot answer in this channel yet. There I need: Send Messages in Threads."},
		{"to read on", discordtest.ReadMessageHistory, false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				kind := discordtest.Channel{Guild: "5"}
				if tt.thread {
					kind.Type, kind.Parent = discordtest.TypePublicThread, "6"
				}
				who := discordtest.From{User: "7", Channel: d.AddChannel(kind)}
				d.Deny(who.Channel, tt.denied)
				m := d.Write(who, "who?", discordtest.Writing{Mention: true})
				d.Write(who, "and why?", discordtest.Writing{Mention: true})
				synctest.Wait()
				sent := d.Sent("")
				switch {
				case tt.want == "":
					if len(sent) != 2 || sent[0].Channel != who.Channel || sent[0].ReplyTo != "" {
						t.Errorf("got %+v", sent)
					}
				case len(sent) != 1 || sent[0].Channel == who.Channel ||
					text(&sent[0]) != tt.want+"\n<https://discord.com/channels/5/"+who.Channel+"/"+m.ID+">":
					t.Errorf("got %+v", sent)
				}
				d.Allow(who.Channel, tt.denied)
				d.Write(who, "once more", discordtest.Writing{Mention: true})
				synctest.Wait()
				if got := d.Sent(who.Channel); len(got) == 0 || !strings.HasPrefix(text(&got[len(got)-1]), "Answer to once more") {
					t.Errorf("got %+v", got)
				}
				r.check()
			})
		})
	}
}

// One who takes no messages is not told; the log has it.
func TestMissingPermissionOfOneWhoTakesNoMessages(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		channel := d.AddChannel(discordtest.Channel{})
		d.Deny(channel, discordtest.SendMessages)
		dm := d.AddChannel(discordtest.Channel{Type: discordtest.TypeDM, Recipient: "7"})
		d.Fail(discordtest.Fault{Path: "/channels/" + dm + "/messages", Status: 403, Code: 50007, Message: "Cannot send messages to this user"})
		d.Write(discordtest.From{User: "7", Channel: channel}, "who?", discordtest.Writing{Mention: true})
		synctest.Wait()
		if len(d.Sent("")) != 0 || !strings.Contains(r.log.String(), "a permission is missing in a channel") || strings.Contains(r.log.String(), "level=WARN") {
			t.Errorf("the log has:\n%s", r.log)
		}
		r.check()
	})
}

func TestThreadForEachQuestion(t *testing.T) {
	const guild = "5"
	threads := everywhere(settings.Chat{Threads: true})
	mention := func(d *discordtest.Server, f discordtest.From) {
		d.Write(f, "who attends <@99>, & why?", discordtest.Writing{Mention: true})
	}
	command := func(d *discordtest.Server, f discordtest.From) { ask(d, f, "who attends <@99>, & why?") }
	private := func(d *discordtest.Server, f discordtest.From) { ask(d, f, "who?", discordtest.Bool("private", true)) }
	for _, tt := range []struct {
		name   string
		ask    func(*discordtest.Server, discordtest.From)
		in     discordtest.Channel
		denied int64
		thread bool
	}{
		{"a mention", mention, discordtest.Channel{}, 0, true},
		{"a command", command, discordtest.Channel{}, 0, true},
		{"a mention among announcements", mention, discordtest.Channel{Type: 5}, 0, true},
		{"in private", private, discordtest.Channel{}, 0, false},
		{"a mention in a thread", mention, discordtest.Channel{Type: discordtest.TypePublicThread, Parent: "6"}, 0, false},
		{"a command in a post of a forum", command, discordtest.Channel{Type: discordtest.TypePublicThread, Parent: "6"}, 0, false},
		{"a mention in voice", mention, discordtest.Channel{Type: 2}, 0, false},
		{"a command in voice", command, discordtest.Channel{Type: 2}, 0, false},
		{"direct", mention, discordtest.Channel{Type: discordtest.TypeDM, Recipient: "7"}, 0, false},
		{"a mention, not permitted", mention, discordtest.Channel{}, discordtest.CreatePublicThreads, false},
		{"a command, not permitted", command, discordtest.Channel{}, discordtest.CreatePublicThreads, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				var seen core.Message
				r := run(t, d, threads, func(o *discord.Options) {
					o.Answerer = replying(func(m core.Message) core.Reply { seen = m; return echo(m) })
				})
				if tt.in.Type != discordtest.TypeDM {
					tt.in.Guild = guild
				}
				who := discordtest.From{User: "7", Channel: d.AddChannel(tt.in)}
				d.Deny(who.Channel, tt.denied)
				tt.ask(d, who)
				synctest.Wait()
				opened := d.Threads(who.Channel)
				where := who.Channel
				if tt.thread {
					if len(opened) != 1 || opened[0].Name != "who attends <@99>, & why?" {
						t.Fatalf("got %+v\n%s", opened, r.log)
					}
					where = opened[0].ID
				} else if len(opened) > 0 {
					t.Errorf("got %+v", opened)
				}
				if seen.Conversation != "discord "+where {
					t.Errorf("the conversation is %s, the place %s", seen.Conversation, where)
				}
				sent := d.Sent(where)
				if len(sent) == 0 || !strings.Contains(text(&sent[0]), "Answer to who") || len(sent[0].Pings) > 0 {
					t.Errorf("got %+v", sent)
				}
				told := 0
				for _, m := range d.Sent("") {
					if strings.Contains(text(&m), "Create Public Threads") {
						told++
					}
				}
				if told > 0 != (tt.denied != 0) {
					t.Errorf("told %d times", told)
				}
				r.check()
			})
		})
	}
}

// What is missing in the thread that was opened is told as well, and the answer
// comes in the channel.
func TestThreadWhereItMayNotWrite(t *testing.T) {
	for name, ask := range map[string]func(*discordtest.Server, discordtest.From){
		"a mention": func(d *discordtest.Server, f discordtest.From) {
			d.Write(f, "who?", discordtest.Writing{Mention: true})
		},
		"a command": func(d *discordtest.Server, f discordtest.From) { ask(d, f, "who?") },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, everywhere(settings.Chat{Threads: true}))
				who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
				d.Deny(who.Channel, discordtest.SendMessagesInThread)
				ask(d, who)
				synctest.Wait()
				sent := d.Sent("")
				if got := d.Sent(who.Channel); len(got) == 0 || !strings.Contains(text(&got[0]), "Answer to who?") || len(got[0].Embeds) == 0 {
					t.Errorf("got %+v", got)
				}
				if last := sent[len(sent)-1]; !strings.HasPrefix(text(&last), "I cannot answer in this channel yet. There I need: Send Messages in Threads.") ||
					last.Channel == who.Channel && !last.Ephemeral() {
					t.Errorf("got %+v", last)
				}
				r.check()
			})
		})
	}
}

// A thread that is there already, from before a crash, is used.
func TestThreadThatIsThere(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, everywhere(settings.Chat{Threads: true}))
		d.Fail(discordtest.Fault{Route: "POST /channels/{channel_id}/messages/{message_id}/threads", Times: 1, After: true, Status: 400, Code: 160004, Message: "A thread has already been created for this message"})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
		m := d.Write(who, "who?", discordtest.Writing{Mention: true})
		if got := d.AwaitSent(t, m.ID, 1); text(&got[0]) != "Answer to who?" {
			t.Errorf("got %+v", got)
		}
		r.check()
	})
}

// An edited question goes on with the conversation of its thread.
func TestEditOfAQuestionWithAThread(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var seen core.Message
		r := run(t, d, everywhere(settings.Chat{Threads: true}), func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply { seen = m; return echo(m) })
		})
		m := d.Write(discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}, "who?", discordtest.Writing{Mention: true})
		d.AwaitSent(t, m.ID, 1)
		synctest.Wait()
		d.Rewrite(discordtest.From{}, m, "<@"+d.App()+"> when?")
		synctest.Wait()
		if got := d.Sent(m.ID); len(got) != 1 || text(&got[0]) != "Answer to when?" || seen.Conversation != "discord "+m.ID {
			t.Errorf("got %+v in %s", got, seen.Conversation)
		}
		r.check()
	})
}

// Forgetting a channel forgets its threads, those of others and of other channels
// not; so does Discord's trouble not keep the channel itself.
func TestForgetThreads(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, everywhere(settings.Chat{Threads: true}), real(t))
		in := func(user, channel string) discordtest.From { return discordtest.From{User: user, Channel: channel} }
		channel, other := d.AddChannel(discordtest.Channel{Guild: "5"}), d.AddChannel(discordtest.Channel{Guild: "5"})
		asked := func(user, channel string) (thread string) {
			t.Helper()
			m := d.Write(in(user, channel), "when does the ferry stop?", discordtest.Writing{Mention: true})
			d.AwaitSent(t, m.ID, 1)
			synctest.Wait()
			return m.ID
		}
		cites := func(user, channel string) bool {
			t.Helper()
			i := d.AwaitAnswer(t, d.Interact(d.Slash(in(user, channel), "sources")))
			return strings.Contains(text(i.Message), "No ferry in winter")
		}
		mine, theirs, elsewhere := asked("7", channel), asked("8", channel), asked("7", other)
		if !cites("7", mine) || !cites("7", channel) {
			t.Error("the last answer is not known")
		}
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(in("7", channel), "forget"))), "Forgotten.")
		for place, want := range map[discordtest.From]bool{
			in("7", mine): false, in("7", channel): false, in("8", theirs): true, in("8", channel): true, in("7", elsewhere): true,
		} {
			if got := cites(place.User, place.Channel); got != want {
				t.Errorf("%+v is known: %v", place, got)
			}
		}
		d.Fail(discordtest.Fault{Route: "GET /guilds/{guild_id}/threads/active", Status: 403, Code: 50001, Message: "Missing Access"})
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(in("8", channel), "forget"))), "Something went wrong here.")
		if !cites("8", theirs) {
			t.Error("it forgets what it cannot know")
		}
		r.check()
	})
}

// A thread that cannot be opened costs no answer.
func TestThreadThatFails(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, everywhere(settings.Chat{Threads: true}))
		d.Fail(discordtest.Fault{Route: "POST /channels/{channel_id}/messages/{message_id}/threads", Status: 500})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
		begin(t, d.AwaitAnswer(t, ask(d, who, "who?")), "**who?**")
		d.Write(who, "who?", discordtest.Writing{Mention: true})
		synctest.Wait()
		sent := d.Sent(who.Channel)
		if len(sent) != 2 || text(&sent[0]) != "**who?**\nAnswer to who?" || text(&sent[1]) != "Answer to who?" {
			t.Errorf("got %+v", sent)
		}
		r.check()
	})
}
