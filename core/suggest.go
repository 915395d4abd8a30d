package core

import (
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// suggest returns up to three questions that lead on from an item: other sides
// of it, then what stands near it in the story. An empty id starts at the
// beginning. asked is the question just answered.
func (b *Bot) suggest(id string, asked *knowledge.Ask) []string {
	items := b.base.Items()
	at := slices.IndexFunc(items, func(it knowledge.Item) bool { return it.ID == id })
	var out []string
	add := func(a *knowledge.Ask) {
		if a == nil || a == asked || len(a.Ways) == 0 || len(out) == MaxSuggestions {
			return
		}
		if q := questions.Sentence(plainest(a.Ways)); !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	if at >= 0 && (asked == nil || asked.Answer != "") {
		add(b.otherSide(&items[at], asked))
	}
	for n := 1; n <= len(items) && len(out) < MaxSuggestions; n++ {
		it := &items[(at+n)%len(items)]
		told := at >= 0 && slices.Equal(it.Cites, items[at].Cites) // the same in other words
		if !told && (it.Kind == knowledge.Event || it.Kind == knowledge.Statement) {
			add(b.otherSide(it, nil))
		}
	}
	return out
}

// otherSide returns an ask of an item of another kind than the one answered,
// the reasons first.
func (b *Bot) otherSide(it *knowledge.Item, asked *knowledge.Ask) *knowledge.Ask {
	if it.Kind == knowledge.Unsaid {
		return nil
	}
	for _, kind := range [...]knowledge.AskKind{knowledge.Why, knowledge.Who, knowledge.What, knowledge.WhenAsk, knowledge.WhereAsk} {
		if asked != nil && asked.Kind == kind {
			continue
		}
		for i := range it.Asks {
			a := &it.Asks[i]
			if a.Kind != kind || len(a.Ways) == 0 || asked != nil && (a.Answer == "" || a.Answer == asked.Answer || repeats(a.Answer, it.Gist)) {
				continue
			}
			return a
		}
	}
	return nil
}

// What makes a way of asking fit for a button.
const (
	plainWays  = 5  // how many of the first ways are looked at
	plainBytes = 60 // the longest
)

// plainest returns the way of asking to suggest: the first that is short and
// begins like a question, else the first.
func plainest(ways []string) string {
	for _, w := range ways[:min(len(ways), plainWays)] {
		first, _, _ := strings.Cut(strings.ToLower(w), " ")
		if len(w) <= plainBytes && query.OpensQuestion(first) {
			return w
		}
	}
	return ways[0]
}
