package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

// A question that is confirmed because Telegram lets the bot wait long before it
// may answer is in the state file: after kill -9 it is answered from there, once.
func TestServeSurvivesKillsWhileItWaits(t *testing.T) {
	for _, mode := range []string{"polling", "webhook"} {
		t.Run(mode, func(t *testing.T) {
			api := telegramtest.NewServer(botToken)
			defer api.Close()
			var args []string
			if mode == "webhook" {
				address := freeAddress(t)
				args = []string{"--telegram-webhook", "http://" + address + "/hook", "--telegram-webhook-listen", address}
			}
			state := filepath.Join(t.TempDir(), "state.db")
			api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 600, 0))
			p := serve(t, api.URL, state, args...)
			api.Say(7, "how long is the harbour closed?")
			api.AwaitCalls(t, "sendMessage", 1)
			api.AwaitConfirmed(t)
			p.kill()

			api.Heal()
			for round := range 2 { // the second process finds it handled
				before := readyCalls(api, mode)
				p = serve(t, api.URL, state, args...)
				readyAgain(t, api, mode, before)
				// When a later question of the chat is answered, the first is noted.
				api.Say(7, "how often did the fishermen ask for help?")
				api.Await(t, 2+round)
				api.AwaitConfirmed(t)
				p.kill()
			}
			var got []string
			for _, m := range api.Sent(7) {
				words, _, _ := strings.Cut(m.Text, "\n")
				got = append(got, words)
			}
			if len(got) != 3 || !strings.HasPrefix(got[0], "For a week.") || !strings.HasPrefix(got[1], "Twice.") || !strings.HasPrefix(got[2], "Twice.") {
				t.Errorf("got %q", got)
			}
		})
	}
}
