package main_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/subscriptions"
)

var (
	briefingKills  = flag.Int("kills", 10, "how often TestServeBriefingsSurviveKills kills the bot")
	briefingPlaces = flag.Int("places", 300, "to how many places it sends meanwhile")
)

// The real binary is killed at random moments while it sends briefings that are all
// due, on both platforms, within their limits. Each place gets its own. On Discord
// nobody sees one twice. On Telegram those come again that were sent and not settled
// in the ledger when a process was killed, and no others: after each kill the ledger
// is compared with what arrived.
//
// As in TestServeSurvivesKills, each process has an address of its own at the API
// server, so that all that it had sent has been taken when it is looked at.
func TestServeBriefingsSurviveKills(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	t.Cleanup(api.Close)
	api.Limit(telegramtest.TelegramLimits)
	d := discordtest.NewServer(t, discordToken)
	d.LimitGlobal(50, time.Second)
	due := time.Now().Add(-2 * time.Minute).Truncate(time.Minute)
	f := &fanOut{t: t, api: api, twice: make(map[arrival]int)}
	var discord []subscriptions.Subscription
	for n := range *briefingPlaces / 2 {
		f.telegram = append(f.telegram, daily(telegramPlace(n), due))
		discord = append(discord, daily(discordPlace(d, n), due))
	}
	f.state = subscribed(t, append(discord, f.telegram...)...)

	serve := func(api string) *process {
		return serveWith(t, f.state, []string{"DISCORD_TOKEN=" + discordToken, "TELEGRAM_TOKEN=" + botToken},
			"--discord-api", d.URL+"/api", "--telegram-api", api)
	}
	begun := time.Now()
	for left := *briefingKills; left > 0; left-- {
		front := httptest.NewServer(api)
		first := api.NextMessage()
		p := serve(front.URL)
		most := 5 * time.Millisecond // anywhere between two of them
		if f.awaitSome(left) == 0 {
			most = 300 * time.Millisecond // while it starts
		}
		<-time.After(rand.N(most))
		p.kill()
		front.CloseClientConnections()
		front.Close() // when the last call is done
		f.look(first)
	}
	first := api.NextMessage()
	p := serve(api.URL)
	awaitNext(t, f.state, time.Now().Add(time.Hour))
	took := time.Since(begun)
	if status, _ := p.status(t); status != 0 {
		t.Errorf("ended with %d:\n%s", status, p.log)
	}
	again := f.look(first)
	if again > 0 {
		t.Errorf("%d are not settled, though nobody was killed", again)
	}
	f.check()
	seen := make(map[string]int)
	for _, m := range d.Sent("") {
		seen[m.Channel]++
	}
	for channel, n := range seen {
		if n != 1 {
			t.Errorf("channel %s of Discord saw %d", channel, n)
		}
	}
	if len(seen) != len(discord) {
		t.Errorf("%d of %d channels of Discord got one", len(seen), len(discord))
	}
	posts := d.Count("POST /channels/{channel_id}/messages")
	t.Logf("%d places, %d kills in %v: on Telegram %d were in flight at a kill and came again, %d refused with 429; on Discord %d calls for %d messages",
		*briefingPlaces, *briefingKills, took.Round(time.Second), f.again, api.Refused(), posts, len(d.Sent("")))
}

// telegramPlace is a reader, or now and then a topic of a group.
func telegramPlace(n int) subscriptions.Place {
	if n%10 == 9 {
		return subscriptions.Place{Platform: subscriptions.Telegram, Chat: fmt.Sprint(-10_000 - n), Topic: "3"}
	}
	return subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(10_000 + n)}
}

// discordPlace is a reader, or now and then a channel.
func discordPlace(d *discordtest.Server, n int) subscriptions.Place {
	if n%10 == 9 {
		return subscriptions.Place{Platform: subscriptions.Discord, Chat: d.AddChannel(discordtest.Channel{Guild: "5"})}
	}
	return subscriptions.Place{Platform: subscriptions.Discord, User: fmt.Sprint(10_000 + n)}
}

// fanOut is what a test knows of briefings on Telegram.
type fanOut struct {
	t        *testing.T
	api      *telegramtest.Server
	state    string
	telegram []subscriptions.Subscription
	twice    map[arrival]int // how often it was sent and not settled at a kill
	again    int             // briefings that were
}

// arrival is a message of a briefing: its picture or its text.
type arrival struct {
	chat  int64
	photo bool
}

// arrivals counts messages from an id on.
func (f *fanOut) arrivals(sent []telegramtest.Message, first int64) map[arrival]int {
	found := make(map[arrival]int)
	for _, m := range sent {
		if m.ID >= first {
			found[arrival{m.Chat, m.Photo != ""}]++
		}
	}
	return found
}

// awaitSome waits until a random share of what is left has come, as small as nothing,
// so that what is left lasts for so many kills. It returns how many it waited for.
func (f *fanOut) awaitSome(kills int) (news int) {
	f.t.Helper()
	chats := make(map[int64]bool)
	sent := f.api.Sent(0)
	for _, m := range sent {
		chats[m.Chat] = true
	}
	left := len(f.telegram) - len(chats)
	news = min(left, rand.IntN(1+2*left/(kills+1)))
	f.api.Until(f.t, "briefings", func() bool { return len(f.api.SentLocked()) >= len(sent)+news })
	return news
}

// look compares the ledger with what a process sent, from its first message on. It
// returns how many briefings are not settled.
func (f *fanOut) look(first int64) (open int) {
	f.t.Helper()
	came := f.arrivals(f.api.Sent(0), first)
	withStore(f.t, f.state, func(store *bolt.Store) {
		for _, s := range f.telegram {
			e, err := store.Entry(f.t.Context(), s.Place, s.Date)
			if err != nil {
				f.t.Fatal(err)
			}
			unsettled := false
			for _, photo := range []bool{false, true} {
				a := arrival{chatOf(s.Place), photo}
				switch n := came[a]; {
				case n == 0:
				case n > 1:
					f.t.Errorf("one process sent %d times %+v", n, a)
				case e.State == subscriptions.Claimed:
					f.twice[a]++
					unsettled = true
				case e.State != subscriptions.Sent:
					f.t.Errorf("%+v was sent, and the ledger says %d", a, e.State)
				}
			}
			if unsettled {
				open++
			}
		}
	})
	f.again += open
	return open
}

// check looks at all that came on Telegram: each briefing once, and once more for each
// kill at which it was sent and not settled.
func (f *fanOut) check() {
	f.t.Helper()
	came := f.arrivals(f.api.Sent(0), 0)
	kinds := make(map[bool]bool) // a briefing may be a picture with its text, or two messages
	for a := range came {
		kinds[a.photo] = true
	}
	for _, s := range f.telegram {
		for photo := range kinds {
			a := arrival{chatOf(s.Place), photo}
			if want := 1 + f.twice[a]; came[a] != want {
				f.t.Errorf("%+v came %d times, not %d", a, came[a], want)
			}
		}
	}
	if len(kinds) == 0 {
		f.t.Error("nothing came")
	}
	withStore(f.t, f.state, func(store *bolt.Store) {
		c, err := store.Census(f.t.Context(), time.Now())
		if want := *briefingPlaces / 2 * 2; err != nil || c.Active != want || c.Today[subscriptions.Sent] != want {
			f.t.Errorf("%+v, %v", c, err)
		}
	})
}

// chatOf is the chat of a place on Telegram.
func chatOf(p subscriptions.Place) (chat int64) {
	fmt.Sscan(p.User+p.Chat, &chat)
	return chat
}
