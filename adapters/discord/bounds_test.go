package discord_test

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
)

// What waits of one reader in one place is bounded, also where no limit of questions
// holds; others are answered.
func TestLaneIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		release, asked := make(chan struct{}), 0
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply {
				if m.User == "discord 7" {
					<-release
					asked++
				}
				return core.Reply{Answer: m.Text}
			})
		})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
		for n := range 300 {
			d.Write(who, "who "+strconv.Itoa(n)+"?", discordtest.Writing{Mention: true})
		}
		synctest.Wait()
		other := who
		other.User = "8"
		d.AwaitAnswer(t, ask(d, other, "who?"))
		close(release)
		time.Sleep(10 * time.Minute) // at the pace that Discord allows
		synctest.Wait()
		if asked < 200 || asked > 202 {
			t.Errorf("%d are answered", asked)
		}
		d.AwaitAnswer(t, ask(d, who, "and now?"))
		r.check()
	})
}

// A program that types is not answered without end.
func TestTypedTooFast(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		for range 300 {
			d.Interact(d.Type(who, "ask", discordtest.Text("question", "wh")))
		}
		synctest.Wait()
		if n := d.Count("POST /interactions/{interaction_id}/{interaction_token}/callback"); n < 1 || n > 62 {
			t.Errorf("%d are answered", n)
		}
		r.check()
	})
}
