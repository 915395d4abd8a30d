package core

import (
	"slices"
	"testing"
	"time"

	"dragoman/knowledge"
)

// A sentence of an article names much that nobody asked about: "it" means what was
// asked or answered, "she" may also be somebody named beside it.
func TestWhatASentenceMerelyNamesIsNoIt(t *testing.T) {
	base, err := knowledge.New(knowledge.Draft{
		Story:      knowledge.Story{Title: "Loan", Published: time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), Language: "en", Extracted: true},
		Paragraphs: []string{"Loan", "Brandt of Nordlinie took a loan from Vestbank."},
		Entities: []knowledge.Entity{
			{ID: "brandt", Kind: knowledge.Person, Name: "Ilse Brandt", Short: "Brandt", Pronoun: "she", Is: "a captain", Cites: []int{2}},
			{ID: "nordlinie", Kind: knowledge.Organisation, Name: "Nordlinie", Short: "Nordlinie", Is: "an operator", Cites: []int{2}},
			{ID: "vestbank", Kind: knowledge.Organisation, Name: "Vestbank", Short: "Vestbank", Is: "a bank", Cites: []int{2}},
		},
		Items: []knowledge.Item{{
			ID: "loan", Kind: knowledge.Fact, Cites: []int{2}, Gist: "Brandt of Nordlinie took a loan from Vestbank.",
			Asks: []knowledge.Ask{{Kind: knowledge.What}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	bot, err := New(base, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := bot.salient([]Turn{{Kind: "what", Asked: []string{"vestbank"}, Related: []string{"nordlinie", "brandt"}}}, nil)
	if want := []string{"vestbank"}; !slices.Equal(s.things, want) || !slices.Equal(s.plural, want) {
		t.Errorf("it is one of %v, they are of %v, want %v", s.things, s.plural, want)
	}
	if want := []string{"brandt"}; !slices.Equal(s.people, want) {
		t.Errorf("she is one of %v, want %v", s.people, want)
	}
}
