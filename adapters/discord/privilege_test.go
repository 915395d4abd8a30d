package discord_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// Who governs a server is who has its permissions: neither a name nor a role's name
// nor the account of another makes one, and what is no number grants nothing.
func TestNoPrivilegeByName(t *testing.T) {
	p := phrases.For("en")
	for name, pretend := range map[string]func(member, user map[string]any){
		"the name admin":        func(m, u map[string]any) { m["nick"], u["username"], u["global_name"] = "admin", "admin", "Admin" },
		"the name of the owner": func(m, u map[string]any) { m["nick"], u["username"] = "anna", "anna" },
		"a role":                func(m, u map[string]any) { m["roles"] = []any{"5500", "Administrator"} },
		"flags of an account":   func(m, u map[string]any) { u["public_flags"], u["flags"] = 1<<18|1, 1<<18|1 },
		"permissions of words":  func(m, u map[string]any) { m["permissions"] = "ADMINISTRATOR" },
		"permissions of a list": func(m, u map[string]any) { m["permissions"] = []any{"8"} },
		"permissions too large": func(m, u map[string]any) { m["permissions"] = "-1" },
		"no permissions":        func(m, u map[string]any) { delete(m, "permissions") },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				store, memory := new(settings.Memory), new(subscriptions.Memory)
				r := run(t, d, daily(t, memory), func(o *discord.Options) {
					o.Settings, o.Admins = store, []string{"admin", "anna"}
				})
				who := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{Guild: "5500"}), Permissions: discordtest.SendMessages}
				as := func(i discordtest.Payload) string {
					member := i["member"].(map[string]any)
					pretend(member, member["user"].(map[string]any))
					return d.Interact(i)
				}
				i := d.AwaitAnswer(t, as(d.Slash(who, "subscribe", here(at8...)...)))
				begin(t, i, p.ManagersSubscribe)
				i = d.AwaitAnswer(t, as(d.Slash(who, "report")))
				begin(t, i, p.UnknownCommand)
				i = d.AwaitAnswer(t, as(d.Slash(who, "settings")))
				for _, b := range i.Message.Buttons() {
					if strings.HasPrefix(b.CustomID, "s:") {
						t.Errorf("is shown %s", b.CustomID)
					}
				}
				if c, err := store.Settings(t.Context(), "discord guild 5500"); err != nil || !c.IsZero() {
					t.Errorf("got %+v, %v", c, err)
				}
				if got := places(t, memory, of(who.Channel)); len(got) > 0 {
					t.Errorf("subscribed %v", got)
				}
				r.check()
			})
		})
	}
}

// A webhook may write under any name, and under the number of anybody where a proxy
// of messages does so: it is not answered.
func TestWebhooksAskNothing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		channel := d.AddChannel(discordtest.Channel{Guild: "5500"})
		for i, author := range []map[string]any{
			{"id": "1", "username": "anna"}, {"id": "9", "username": "admin", "bot": true}, {"id": d.App(), "username": "the bot"},
		} {
			event := discordtest.Payload{
				"id": d.NewID(), "channel_id": channel, "guild_id": "5500", "author": author, "type": 0, "content": "<@" + d.App() + "> who?",
				"mentions": []any{map[string]any{"id": d.App()}},
			}
			if i < 1 {
				event["webhook_id"] = "300"
			}
			d.Gateway.Send("MESSAGE_CREATE", event)
		}
		synctest.Wait()
		if n := len(d.Sent(channel)); n > 0 {
			t.Errorf("%d answers", n)
		}
		r.check()
	})
}
