package core_test

import (
	"maps"
	"slices"
	"testing"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// askOf is an ask of an item.
type askOf struct {
	item knowledge.Item
	ask  knowledge.Ask
}

// cites tells whether a reply cites what the ask or its item cites.
func (a askOf) cites(r core.Reply) bool {
	return slices.ContainsFunc(r.Evidence, func(e core.Evidence) bool {
		return slices.Contains(a.ask.Cites, e.Paragraph) || slices.Contains(a.item.Cites, e.Paragraph)
	})
}

// sentences finds the asks that a question, written as a suggestion is, is a way
// of; first has the first way of each.
func sentences() (all map[string][]askOf, first []string) {
	all = make(map[string][]askOf)
	for _, it := range riyadh().Items() {
		if it.Kind == knowledge.Unsaid {
			continue
		}
		for _, ask := range it.Asks {
			for n, way := range ask.Ways {
				text := questions.Sentence(way)
				all[text] = append(all[text], askOf{it, ask})
				if n == 0 {
					first = append(first, text)
				}
			}
		}
	}
	return all, first
}

// suggestions are all that the bot suggests to a reader who asks the questions
// of the sets and then whatever is suggested, on and on.
func suggestions(t *testing.T) []string {
	t.Helper()
	met := make(map[string]bool)
	var next []string
	note := func(r core.Reply) {
		for _, text := range r.Suggestions {
			if !met[text] {
				met[text] = true
				next = append(next, text)
			}
		}
	}
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			note(o.Reply)
		}
	}
	_, first := sentences()
	for _, text := range first {
		note(askFresh(t, riyadhBot(), text))
	}
	for len(next) > 0 {
		text := next[0]
		next = next[1:]
		note(askFresh(t, riyadhBot(), text))
	}
	return slices.Sorted(maps.Keys(met))
}

// TestSuggestionsAreAnswered asks whatever the bot suggests, each in a fresh
// conversation: the answer is there, and is that of the item meant.
func TestSuggestionsAreAnswered(t *testing.T) {
	testAnswered(t, suggestions(t))
}

// TestFirstWaysAreAnswered does the same with the first way of each ask, which
// a suggestion may be at any time.
func TestFirstWaysAreAnswered(t *testing.T) {
	_, first := sentences()
	testAnswered(t, first)
}

func testAnswered(t *testing.T, texts []string) {
	t.Helper()
	known, _ := sentences()
	for _, text := range texts {
		reply, from := askFresh(t, riyadhBot(), text), known[text]
		switch {
		case len(from) == 0:
			t.Errorf("%q: no way of asking", text)
		case !reply.Answered:
			t.Errorf("%s %v %q: declined: %s", from[0].item.ID, from[0].ask.Kind, text, reply.Answer)
		case !slices.ContainsFunc(from, func(a askOf) bool { return a.cites(reply) }):
			t.Errorf("%s %v %q: answered from %v, not from %v %v: %s", from[0].item.ID, from[0].ask.Kind, text,
				reply.Evidence, from[0].item.Cites, from[0].ask.Cites, reply.Answer)
		}
		for _, fault := range faults(riyadh(), reply) {
			t.Errorf("%q: %s", text, fault)
		}
	}
	t.Logf("%d questions", len(texts))
}

// TestSuggestionsAreKnown: a button that holds one still works after a restart,
// and none is offered twice.
func TestSuggestionsAreKnown(t *testing.T) {
	table := questions.NewTable(riyadh())
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			for i, text := range o.Reply.Suggestions {
				if slices.Contains(o.Reply.Suggestions[:i], text) {
					t.Errorf("%q: suggests %q twice", o.Question.Text, text)
				}
				if !table.Knows(text) {
					t.Errorf("%q: suggests %q, which a button cannot name", o.Question.Text, text)
				}
			}
		}
	}
}

// maxRepeats is the share of suggestions whose answer the reader has just had.
const maxRepeats = 0.02

// TestSuggestionsLeadOn: none asks what was just asked, and few what was just
// answered.
func TestSuggestionsLeadOn(t *testing.T) {
	_, first := sentences()
	offered, repeats := 0, 0
	for _, text := range first {
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
	if share := float64(repeats) / float64(max(offered, 1)); share > maxRepeats {
		t.Errorf("%.3f of %d suggestions lead to the answer just given, more than %.3f", share, offered, maxRepeats)
	}
}
