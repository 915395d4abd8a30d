package match_test

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

func TestTheItemAskedForIsFound(t *testing.T) {
	r := strike(t)
	for _, c := range []struct{ name, text, want string }{
		{"what, as listed", "what did Dahl say about pay", "dahl-pay/what"},
		{"what, otherwise", "what are the union's demands", "dahl-pay/what"},
		{"what, by office", "what did the chief executive of Baltic Lines offer", "ostrova-offer/what"},
		{"what, misspelt", "wut did ostorva say", "ostrova-offer/what"},
		{"who", "who attends the talks?", "talks/who"},
		{"when", "when did the walkout begin", "strike/when"},
		{"when, of another event", "what day are the talks", "talks/when"},
		{"where", "where is the strike", "strike/where"},
		{"why", "why did the dockers walk out", "strike/why"},
		{"why, of a statement", "why is the US worried", "reyes-delay/why"},
		{"how many", "how many ships are waiting", "ships/how-many"},
		{"how much money", "how much money does the strike cost", "loss/how-many"},
		{"share", "what percentage does the company offer", "ostrova-offer/how-many"},
		{"how", "how did the union leader react", "dahl-pay/what"},
		{"yes", "will Karlsen chair the talks", "talks/yes"},
		{"no", "will the army unload the ships", "karlsen-army/no"},
		{"a fragment", "ships waiting", "ships/how-many"},
		{"a topic", "summary of the story", "summary/what"},
		{"unsaid", "when will the strike end", "strike-end/what"},
		{"unsaid, rather than its nearest", "when is the port going to open again", "strike-end/what"},
		{"unsaid, by a number", "how many people were injured", "injuries/what"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.best(t, c.text); got != c.want {
				t.Errorf("%q finds %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// The side is that of the ways that are most alike: the same item has a yes and
// a no.
func TestSideOfYesNoQuestions(t *testing.T) {
	r := strike(t)
	for text, want := range map[string]string{
		"will the army unload the ships":             "karlsen-army/no",
		"is the army going to the port?":             "karlsen-army/no",
		"did Karlsen rule out sending the army":      "karlsen-army/yes",
		"has Karlsen ruled out using soldiers":       "karlsen-army/yes",
		"the army will unload the ships, right?":     "karlsen-army/no",
		"will the dockers go back to work":           "dahl-pay/no",
		"are the dockers returning to work?":         "dahl-pay/no",
		"is the minister at the talks":               "talks/yes",
		"karlsen will chair the talks, won't she?":   "talks/yes",
		"is it true that Karlsen chairs the talks":   "talks/yes",
		"isn't the minister at the talks":            "talks/yes",
		"am i right that the army unloads the ships": "karlsen-army/no",
	} {
		t.Run(text, func(t *testing.T) {
			if got := r.best(t, text); got != want {
				t.Errorf("finds %q, want %q", got, want)
			}
		})
	}
}

// What the base does not hold is not answered with what it does.
func TestDeclined(t *testing.T) {
	r := strike(t)
	for _, c := range []struct{ name, text string }{
		{"somebody else's words", "what did Moe say about pay"},
		{"another country's worry", "why is Sund worried"},
		{"a name that the story does not mention", "what did Macron say about pay"},
		{"a name unheard of", "when will Zyxxon meet Ostrova"},
		{"an unheard-of name in another script", "what did Жжжук say about pay"},
		{"a country that the story does not mention", "why is France worried"},
		{"another day", "what did Reyes say on Friday"},
		{"an age", "how old is Dahl"},
		{"a distance", "how far is Tallby"},
		{"a length", "how long is the strike"},
		{"other news", "who won the football match"},
		{"the weather", "will it rain tomorrow"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.best(t, c.text); got != "" && !strings.HasPrefix(got, "strike-end/") {
				t.Errorf("%q finds %q", c.text, got)
			}
		})
	}
}

func TestQuestionsOfNothing(t *testing.T) {
	r := strike(t)
	for _, text := range []string{"what", "who is it", "why?", "the and of"} {
		if hits := r.search(t, text, match.Bias{}); len(hits) != 0 {
			t.Errorf("%q finds %d items, first %s", text, len(hits), name(hits))
		}
	}
	var none query.Query
	if hits := r.ix.Search(&none, match.Bias{}); hits != nil {
		t.Errorf("no question finds %d items", len(hits))
	}
}

// What an item lacks of the question's names is told, so that the answer can
// say so.
func TestMissingNames(t *testing.T) {
	r := strike(t)
	for _, c := range []struct {
		name, text, item string
		want             []string
	}{
		{"nobody", "will Dahl meet Ostrova", "talks", nil},
		{"a person", "will Dahl meet Reyes", "talks", []string{"reyes"}},
		{"a country", "will Dahl meet Ostrova in Sund", "talks", []string{"sund"}},
		{"not the country of a capital", "is the strike in Norland", "strike", nil},
		{"two", "did Reyes strike in Sund", "strike", []string{"reyes", "sund"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := r.search(t, c.text, match.Bias{})
			i := slices.IndexFunc(hits, func(h match.Hit) bool { return h.Item.ID == c.item })
			if i < 0 {
				t.Fatalf("%q does not find %s", c.text, c.item)
			}
			got := slices.Clone(hits[i].Missing)
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("missing %q, want %q", got, c.want)
			}
			if n := hits[i].Evidence.People + hits[i].Evidence.Missing; int(n) != len(c.want) {
				t.Errorf("%v count against it", n)
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	r := strike(t)
	for _, c := range []struct {
		name, text string
		holds      func(h match.Hit) bool
	}{
		{"the very words", "why are the dockers on strike", func(h match.Hit) bool { return h.Evidence.Same }},
		{"other words", "why do the dockers strike", func(h match.Hit) bool { return !h.Evidence.Same }},
		{"words of the speaker", `who said "soldiers do not unload ships"`, func(h match.Hit) bool {
			return h.Item.ID == "karlsen-army" && h.Evidence.Quote == 1
		}},
		{"words of nobody", `did Karlsen say "soldiers unload ships"`, func(h match.Hit) bool { return h.Evidence.Quote == -1 }},
		{"a quantity that is asked for", "how much money does the port lose", func(h match.Hit) bool { return h.Evidence.Measure == 1 }},
		{"an unsaid item", "was anybody hurt", func(h match.Hit) bool { return h.Evidence.Unsaid == 1 }},
		{"alternatives", "are the talks in Tallby or in Sund", func(h match.Hit) bool { return h.Evidence.Choice }},
		{"a word of no item", "does the strike delay the orchestra", func(h match.Hit) bool { return h.Evidence.Novel > 0 }},
		{"an unknown name", "did Macron chair the talks", func(h match.Hit) bool { return h.Evidence.Names == 1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := r.search(t, c.text, match.Bias{})
			if len(hits) == 0 || !c.holds(hits[0]) {
				t.Errorf("%q: %s %+v", c.text, name(hits), hits)
			}
		})
	}
}

func TestHitsAreOrderedAndOfDifferentItems(t *testing.T) {
	r := strike(t)
	for _, text := range []string{"the dockers of Tallby strike", "what did the minister of Norland say on Wednesday about the ships", "Dahl"} {
		seen := make(map[string]bool)
		last := math.Inf(1)
		hits := r.search(t, text, match.Bias{})
		if len(hits) > 12 {
			t.Errorf("%q: %d hits", text, len(hits))
		}
		for _, h := range hits {
			if h.Logit > last || math.IsNaN(h.Logit) || seen[h.Item.ID] {
				t.Errorf("%q: %s at %.2f after %.2f, seen: %v", text, h.Item.ID, h.Logit, last, seen[h.Item.ID])
			}
			if v := h.Evidence.Vector(); slices.ContainsFunc(v[:], math.IsNaN) {
				t.Errorf("%q: %s: %v", text, h.Item.ID, v)
			}
			last, seen[h.Item.ID] = h.Logit, true
		}
	}
}

func TestBias(t *testing.T) {
	r := strike(t)
	logit := func(bias match.Bias) float64 {
		for _, h := range r.search(t, "what about the dockers", bias) {
			if h.Item.ID == "dahl-pay" {
				return h.Logit
			}
		}
		t.Fatal("dahl-pay is not found")
		return 0
	}
	plain := logit(match.Bias{})
	if got := logit(match.Bias{Item: "dahl-pay", Plus: 2}); math.Abs(got-plain-2) > 1e-9 {
		t.Errorf("with 2 more: %.3f, without: %.3f", got, plain)
	}
	if got := logit(match.Bias{Item: "ships", Plus: 2}); got != plain {
		t.Errorf("with a bias for another: %.3f, without: %.3f", got, plain)
	}
	// What was just answered is seldom asked again.
	first := r.search(t, "what about the dockers", match.Bias{})[0]
	again := r.search(t, "what about the dockers", match.Bias{Item: first.Item.ID, Ask: first.Ask})
	for _, h := range again {
		if h.Ask == first.Ask && h.Logit >= first.Logit {
			t.Errorf("asked again: %.3f, first: %.3f", h.Logit, first.Logit)
		}
	}
}

// Only holds a search to an item, whatever the question says; Want to a kind of
// ask.
func TestBiasOnlyAndWant(t *testing.T) {
	r := strike(t)
	why, when := knowledge.Why, knowledge.WhenAsk
	strikes := r.item(t, "strike")
	for _, c := range []struct {
		name, text string
		bias       match.Bias
		want       []string
	}{
		{"only an item", "why is the US worried", match.Bias{Item: "strike", Only: true}, []string{"strike/why"}},
		{"only an item that there is not", "why", match.Bias{Item: "nothing", Only: true}, nil},
		{"only an item, of a kind", "the dockers", match.Bias{Item: "strike", Only: true, Want: &why}, []string{"strike/why"}},
		{"only an item, of a kind it lacks", "the dockers", match.Bias{Item: "ships", Only: true, Want: &why}, nil},
		{"only an item, not what it just answered", "why did the dockers walk out",
			match.Bias{Item: "strike", Only: true, Want: &why, Ask: &strikes.Asks[3]}, nil},
		{"a kind", "the talks", match.Bias{Want: &when}, []string{"talks/when"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, h := range r.search(t, c.text, c.bias) {
				got = append(got, h.Item.ID+"/"+h.Ask.Kind.String())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWayMostAlike(t *testing.T) {
	r := strike(t)
	hits := r.search(t, "what did Dahl say about pay", match.Bias{})
	if w := hits[0].Way; !slices.Contains(w.Stems, "pay") || !slices.Equal(w.Entities, []string{"dahl"}) || w.Denied || w.Only || w.Passive {
		t.Errorf("got %+v", w)
	}
}

func TestEntitiesOfAnswers(t *testing.T) {
	r := strike(t)
	talks := r.item(t, "talks")
	if got := r.ix.AnswerEntities(&talks.Asks[0]); !slices.Equal(got, []string{"dahl", "ostrova", "karlsen"}) {
		t.Errorf("the answer names %q", got)
	}
	if got := r.ix.GistEntities("talks"); !slices.Equal(got, []string{"dahl", "ostrova", "tallby", "karlsen"}) {
		t.Errorf("the gist names %q", got)
	}
	if got := r.ix.AnswerEntities(&r.item(t, "dahl-pay").Asks[0]); got != nil {
		t.Errorf("no answer names %q", got)
	}
	if got := r.ix.AnswerEntities(&knowledge.Ask{}); got != nil {
		t.Errorf("an ask of another base names %q", got)
	}
	if got := r.ix.GistEntities("nothing"); got != nil {
		t.Errorf("no item names %q", got)
	}
}

func TestWordsThatTheBaseUses(t *testing.T) {
	r := strike(t)
	for text, want := range map[string]bool{
		"crumbs":    true,
		"ship":      true, // "ships"
		"vessels":   true, // means the same
		"orchestra": false,
		"Macron":    false,
	} {
		q := r.query(t, text)
		if len(q.Terms) != 1 {
			t.Fatalf("%q has %d terms", text, len(q.Terms))
		}
		if got := r.ix.Uses(q.Terms[0]); got != want {
			t.Errorf("uses %q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"when will the strike end?": true, "when does the strike finish?": false} {
		if q := r.query(t, text); r.ix.Knows(&q) != want {
			t.Errorf("knows %q: %v", text, !want)
		}
	}
}

// Searches at a time find what they find alone.
func TestSearchesAtATime(t *testing.T) {
	r := strike(t)
	texts := []string{"what did Dahl say about pay", "will the army unload the ships", "how many ships wait", "when are teh talks", "what did Macron say", "was anybody hurt"}
	var want []string
	for _, s := range texts {
		want = append(want, r.best(t, s))
	}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 40 {
				k := (w + i) % len(texts)
				if got := r.best(t, texts[k]); got != want[k] {
					t.Errorf("%q finds %q, alone %q", texts[k], got, want[k])
				}
			}
		})
	}
	wg.Wait()
}

// A search costs what the base is, not what was searched before: what it
// allocates does not grow, be the question of one word or of thousands.
func TestSearchMemoryIsBounded(t *testing.T) {
	r := strike(t)
	long := r.an.Whole(text.Clauses(text.Clean(strings.Repeat("Dahl orchestra ships ", 1<<16))))
	short := r.query(t, "when are the talks")
	allocs := func(q *query.Query) float64 {
		return testing.AllocsPerRun(20, func() { r.ix.Search(q, match.Bias{}) })
	}
	before := allocs(&short)
	if got := allocs(&long); got > 20_000 {
		t.Errorf("%.0f allocations for %d words", got, len(long.Words))
	}
	if after := allocs(&short); after > before+20 {
		t.Errorf("%.0f allocations after a long question, %.0f before", after, before)
	}
	hits := r.ix.Search(&long, match.Bias{})
	if len(hits) > 12 {
		t.Errorf("%d hits", len(hits))
	}
}
