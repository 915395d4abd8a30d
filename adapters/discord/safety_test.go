package discord_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/settings"
)

// attacks are texts that would do something if they were sent as they are.
var attacks = []string{
	"@everyone @here <@1> <@!2> <@&3> <#4> </ask:5> <id:home>",
	"[click](https://evil.example) <https://evil.example> discord.gg/abcdef https://evil.example",
	"**bold** __under__ ~~gone~~ ||hidden|| `code` ```block```",
	"# Heading\n> quote\n- list\n1. list\n-# small",
	"<:smile:123456> <a:party:123456> :smile: <t:1700000000:R>",
	"\u202egnp.exe \u2066x\u2069 \u200fabc",
	"\u2028# Heading\u2029> quote", "\x00\x07\x1b[31m", "\xff\xfe", strings.Repeat("@everyone ", 500),
	strings.Repeat("*", 4000), "\\" + strings.Repeat("`\\", 900), "😀" + strings.Repeat("👨‍👩‍👧‍👦", 600),
}

// Whatever is asked, answered and named: nobody is pinged, nothing is formatted,
// and all is within Discord's limits. The fake refuses what is not, and the test
// fails.
func TestNothingIsPassedOn(t *testing.T) {
	for _, way := range []string{"a mention", "a command", "the menu", "a form", "a thread", "without embeds"} {
		t.Run(way, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, everywhere(settings.Chat{Threads: way == "a thread"}), func(o *discord.Options) {
					o.Answerer = replying(func(m core.Message) core.Reply {
						return core.Reply{
							Answered: true, Answer: m.Text + "\n" + m.Text,
							Quotes:      []core.Quote{{Text: m.Text, Speaker: m.Text}},
							Source:      core.Source{Title: m.Text, Publisher: m.Text, URL: "javascript:alert(1)//" + m.Text},
							Suggestions: []string{m.Text, m.Text + "?", known},
						}
					})
				})
				who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
				if way == "without embeds" {
					d.Deny(who.Channel, discordtest.EmbedLinks)
				}
				for _, attack := range attacks {
					before := len(d.Sent(""))
					switch way {
					case "a command":
						d.AwaitAnswer(t, ask(d, who, attack))
					case "the menu":
						d.AwaitAnswer(t, d.Interact(d.About(who, "Ask about this", discordtest.Message{ID: d.NewID(), Channel: who.Channel, Author: "8", Content: attack})))
					case "a form":
						m := asked(t, d, who)
						form := d.AwaitAnswer(t, d.Interact(d.Press(who, *m, button(t, m, "m:"))))
						d.AwaitAnswer(t, d.Interact(d.Submit(who, form, map[string]string{"question": attack})))
					default:
						d.Write(who, attack, discordtest.Writing{Mention: true})
						synctest.Wait()
					}
					synctest.Wait()
					sent := d.Sent("")
					if len(sent) == before {
						t.Errorf("no answer to %.40q\n%s", attack, r.log)
					}
					for _, m := range sent[before:] {
						if len(m.Pings) > 0 {
							t.Errorf("%.40q pings %v", attack, m.Pings)
						}
						for _, naked := range []string{"[click](", " <@1>", "@everyone @here", "\n# ", "\n> quote", "```block", "\u202e", "\u2028", "\x1b"} {
							if way == "without embeds" && naked == "\n> quote" {
								continue // quotes are marked so
							}
							if strings.Contains(markdown(m), naked) {
								t.Errorf("%q is in %.200q", naked, markdown(m))
							}
						}
					}
				}
				for _, c := range d.Threads(who.Channel) {
					if n := len([]rune(c.Name)); n < 1 || n > 100 {
						t.Errorf("a thread is named %q", c.Name)
					}
				}
				r.check()
			})
		})
	}
}

// markdown is what Discord formats of a message: not the titles, names and
// footers of embeds.
func markdown(m discordtest.Message) string {
	text := "\n" + m.Content
	for _, e := range m.Embeds {
		text += "\n" + e.Description
		for _, f := range e.Fields {
			text += "\n" + f.Value
		}
	}
	return text
}

// A long answer is taken apart, in order, with the buttons below the last part.
func TestLongAnswers(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("The ferry stops. ", 900)) // 15,299 characters
	for _, way := range []string{"a mention", "a command", "without embeds", "a command without embeds", "a thread"} {
		t.Run(way, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, everywhere(settings.Chat{Threads: way == "a thread"}), func(o *discord.Options) {
					o.Answerer = replying(func(core.Message) core.Reply {
						return core.Reply{Answered: true, Answer: words, Suggestions: []string{known}}
					})
				})
				who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
				if strings.HasSuffix(way, "without embeds") {
					d.Deny(who.Channel, discordtest.EmbedLinks)
				}
				if strings.HasPrefix(way, "a command") {
					ask(d, who, "who?")
				} else {
					d.Write(who, "who?", discordtest.Writing{Mention: true})
				}
				synctest.Wait()
				var got strings.Builder
				sent := d.Sent("")
				for i, m := range sent {
					said := strings.TrimPrefix(text(&m), "**who?**")
					got.WriteString(strings.TrimSpace(said) + " ")
					if last := i == len(sent)-1; len(m.Components) > 0 != last {
						t.Errorf("message %d of %d has %d rows", i+1, len(sent), len(m.Components))
					}
				}
				if strings.Join(strings.Fields(got.String()), " ") != words || len(sent) < 3 {
					t.Errorf("%d messages: %.300q", len(sent), got.String())
				}
				r.check()
			})
		})
	}
}
