package core_test

import (
	"maps"
	"slices"
	"testing"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// suggested finds the ask that a suggestion is the first way of.
func suggested() map[string]askOf {
	found := make(map[string]askOf)
	for _, it := range riyadh().Items() {
		if it.Kind == knowledge.Unsaid {
			continue
		}
		for i, ask := range it.Asks {
			if len(ask.Ways) == 0 {
				continue
			}
			text := questions.Sentence(ask.Ways[0])
			if _, ok := found[text]; !ok {
				found[text] = askOf{it, ask, i}
			}
		}
	}
	return found
}

type askOf struct {
	item knowledge.Item
	ask  knowledge.Ask
	at   int // index of the ask in the item
}

// cites tells whether a reply cites what the ask or its item cites.
func (a askOf) cites(r core.Reply) bool {
	for _, e := range r.Evidence {
		if slices.Contains(a.ask.Cites, e.Paragraph) || slices.Contains(a.item.Cites, e.Paragraph) {
			return true
		}
	}
	return false
}

// TestSuggestionsAreAnswered asks whatever the bot may suggest, each in a fresh
// conversation: the answer is there, and is that of the item meant.
func TestSuggestionsAreAnswered(t *testing.T) {
	known := suggested()
	for _, text := range slices.Sorted(maps.Keys(known)) {
		from, reply := known[text], askFresh(t, riyadhBot(), text)
		switch {
		case !reply.Answered:
			t.Errorf("%s/%d %v %q: declined: %s", from.item.ID, from.at, from.ask.Kind, text, reply.Answer)
		case !from.cites(reply):
			t.Errorf("%s/%d %v %q: answered from %v, not from %v %v: %s", from.item.ID, from.at, from.ask.Kind, text,
				reply.Evidence, from.item.Cites, from.ask.Cites, reply.Answer)
		}
		for _, fault := range faults(riyadh(), reply) {
			t.Errorf("%q: %s", text, fault)
		}
	}
}

// TestSuggestionsAreKnown: no reply suggests what is not the first way of some
// ask, or what a button could not carry.
func TestSuggestionsAreKnown(t *testing.T) {
	known, table := suggested(), questions.NewTable(riyadh())
	met := make(map[string]bool)
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			for i, text := range o.Reply.Suggestions {
				if slices.Contains(o.Reply.Suggestions[:i], text) {
					t.Errorf("%q: suggests %q twice", o.Question.Text, text)
				}
				if met[text] {
					continue
				}
				met[text] = true
				if _, ok := known[text]; !ok || !table.Knows(text) {
					t.Errorf("%q: suggests %q, which is no first way of asking", o.Question.Text, text)
				}
			}
		}
	}
	t.Logf("%d suggestions met, of %d", len(met), len(known))
}

// maxRepeats is the share of suggestions whose answer the reader has just had.
const maxRepeats = 0.03

// TestSuggestionsLeadOn: none asks what was just asked, and few what was just
// answered.
func TestSuggestionsLeadOn(t *testing.T) {
	offered, repeats := 0, 0
	for _, text := range slices.Sorted(maps.Keys(suggested())) {
		reply := askFresh(t, riyadhBot(), text)
		if slices.Contains(reply.Suggestions, text) {
			t.Errorf("%q: suggests itself", text)
		}
		for _, next := range reply.Suggestions {
			offered++
			if second := askFresh(t, riyadhBot(), next); second.Answered && second.Answer == reply.Answer {
				repeats++
				t.Logf("%q: suggests %q, with the same answer: %s", text, next, reply.Answer)
			}
		}
	}
	if share := float64(repeats) / float64(offered); share > maxRepeats {
		t.Errorf("%.3f of %d suggestions lead to the answer just given, more than %.3f", share, offered, maxRepeats)
	}
}
