package subscriptions_test

import (
	"testing"

	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// Words for "off" where a time is asked for end the subscription, as /unsubscribe
// does: those of all languages, in any of them.
func TestSubscribeOff(t *testing.T) {
	words := []string{"off", "stop", "Stop!", "STOP.", "unsubscribe", "cancel", "please stop it", "nie", "abonelikten çık"}
	for _, tag := range phrases.Languages() {
		p := phrases.For(tag)
		words = append(words, p.Off, p.NameUnsubscribe)
	}
	for _, word := range words {
		for _, command := range []string{"", "/subscribe ", "/subscribe@dragoman_bot "} {
			c, v := open(t), reader()
			c.line(t, v, "8 Warsaw")
			contains(t, c.line(t, v, command+word), "Done. No more briefings will come here.", "/subscribe")
			if c.has(t, v.Place) {
				t.Errorf("%q: still subscribed", command+word)
			}
		}
		c, v := open(t), reader()
		contains(t, c.subscribe(t, v, subscriptions.Wish{Time: word}), "No daily briefing comes here yet.")
		c.line(t, v, "8 Warsaw")
		p := c.subscribe(t, v, subscriptions.Wish{Time: word})
		if c.has(t, v.Place) {
			t.Errorf("%q: still subscribed", word)
		}
		contains(t, c.press(t, v, p, "Subscribe again"), "08:00, Europe/Warsaw")
	}
}

// What says more than that, or something else, ends nothing.
func TestNotOff(t *testing.T) {
	for _, line := range []string{"", "please", ".", "8 Warsaw", "off 9", "9 off", "stop Warsaw", "only-new off", "offenbach", "Warsaw"} {
		c, v := open(t), reader()
		c.line(t, v, "8 Warsaw")
		c.line(t, v, "/subscribe "+line)
		if !c.has(t, v.Place) {
			t.Errorf("%q: unsubscribed", line)
		}
	}
	for _, w := range []subscriptions.Wish{
		{}, {OnlyNew: "off"}, {Time: "off", Zone: "Warsaw"}, {Time: "off", Days: "Mon"}, {Time: "stop", OnlyNew: "true"}, {Zone: "off"}, {Days: "off"},
	} {
		if w.Ends() {
			t.Errorf("%+v ends", w)
		}
	}
}
