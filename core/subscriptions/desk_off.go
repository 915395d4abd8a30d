package subscriptions

import (
	"slices"
	"strings"

	"dragoman/core/phrases"
	"dragoman/core/text"
)

// stopWords are those by which readers want no briefing, beside the bot's own words
// for "off" and "unsubscribe".
var stopWords = []string{"stop", "stopp", "стоп", "cancel"}

// Ends tells whether a wish is to have no briefing any more: where a time is asked
// for, it says "off" or "stop", and nothing else is said.
func (w Wish) Ends() bool {
	return w.Zone == "" && w.Days == "" && w.OnlyNew == "" && saysOff(strings.Fields(tidy(w.Time)))
}

// saysOff tells whether words say "off", "stop" or "unsubscribe", in English or
// another language of the bot, and no more than that.
func saysOff(words []string) bool {
	var rest []string
	for _, word := range words {
		if word = foldOff(word); word != "" && !slices.Contains(fillers, word) {
			rest = append(rest, word)
		}
	}
	said := strings.Join(rest, " ")
	if said == "" {
		return false
	}
	for _, tag := range phrases.Languages() {
		p := phrases.For(tag)
		if said == foldOff(p.Off) || said == foldOff(p.NameUnsubscribe) {
			return true
		}
	}
	return slices.Contains(stopWords, said)
}

// foldOff makes words that say "off" comparable: names of commands have hyphens for
// spaces.
func foldOff(typed string) string {
	return strings.ReplaceAll(strings.Trim(text.Fold(typed), ".,;!"), "-", " ")
}
