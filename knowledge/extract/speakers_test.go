package extract_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"dragoman/knowledge"
	"dragoman/knowledge/extract"
)

// passage is a quotation of a story with who says it, as people have read it.
type passage struct {
	Story     string
	Paragraph int
	Starts    string
	Kind      string
	Speaker   string
	Also      []string
}

// speakerStories are the stories of the table, and speakerFloor is the lowest share of
// their quotations with the right speaker, in all and in each.
var speakerStories = []string{"riyadh", "1-earthquake", "3-court", "5-climate", "match", "company", "science"}

const speakerFloor = 0.95

// Who says what is scored against a table that was written by hand.
func TestSpeakers(t *testing.T) {
	src, err := os.ReadFile("../../testdata/eval/gold/speakers.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var gold struct{ Passages []passage }
	if err := yaml.Unmarshal(src, &gold); err != nil {
		t.Fatal(err)
	}
	rightOfAll, ofAll := 0, 0
	for _, name := range speakerStories {
		t.Run(name, func(t *testing.T) {
			base, err := extract.Base(story(t, name))
			if err != nil {
				t.Fatal(err)
			}
			right, all := 0, 0
			for _, p := range gold.Passages {
				if p.Story != name {
					continue
				}
				all++
				if p.said(base) {
					right++
				}
			}
			t.Logf("%d of %d", right, all)
			if float64(right) < speakerFloor*float64(all) {
				t.Errorf("%d of %d passages have the right speaker, fewer than %.0f in 100", right, all, 100*speakerFloor)
			}
			rightOfAll, ofAll = rightOfAll+right, ofAll+all
		})
	}
	t.Logf("%d of %d in all", rightOfAll, ofAll)
}

// said tells whether a base has the passage as said by its speaker, or by nobody
// when it is a term.
func (p passage) said(base *knowledge.Base) bool {
	for i := range base.Items() {
		it := &base.Items()[i]
		quotes := func(q string) bool { return strings.HasPrefix(plain(q), plain("“"+p.Starts)) }
		if it.Cites[0] != p.Paragraph || !slices.ContainsFunc(it.Quotes, quotes) {
			continue
		}
		by, _ := base.Entity(it.By)
		for _, name := range append(by.Aliases, by.Name) {
			if plain(name) == plain(p.Speaker) || slices.ContainsFunc(p.Also, func(a string) bool { return plain(a) == plain(name) }) {
				return true
			}
		}
		return false
	}
	return p.Speaker == ""
}

// plain writes a name or a passage so that two spellings of it are equal.
func plain(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(s, "’", "'")), "the ")
}
