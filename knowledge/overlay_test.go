package knowledge_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/knowledge"
)

const wholeOverlay = `schema: 1
story: {title: The flood, publisher: The Post, published: 2025-05-13, url: https://example.org}
articles:
  - headline: Flood closes bridge
    published: 2025-05-12
people:
  Anna Berg:
    name: Anna Bergh
    short: Bergh
    aliases: [Ana Berg]
    pronoun: she
    side: Norvik
    same: [the mayor]
    roles:
      - {title: Mayor, also: [head], of: Norvik, cites: [the mayor of Norvik]}
    is: the mayor
    cites: ["The mayor of Norvik, Anna Berg"]
  "Jonas Falk":
organisations:
  Kelda Line: {}
places:
  Norvik: {kind: city, adjectives: [Norvikian]}
  Norland: {capital: Norvik}
groups:
  the two sides: {members: [Anna Berg, Jonas Falk]}
not-names: [Mill Lane]
statements:
  - {quote: “Nobody was hurt.”, by: Jonas Falk}
  - words: will not hold
    by: nobody
asks:
  - words: the bridge would stay closed
    kind: when
    answer: until Friday
    asked: [when can I drive to work again]
hide:
  - Lea Vogt, a nurse
  - words: the old stones
  - paragraph: Kelda Line ran
`

func TestParseOverlay(t *testing.T) {
	o, err := knowledge.ParseOverlay("o.yaml", []byte(wholeOverlay))
	if err != nil {
		t.Fatal(err)
	}
	if o.Size() != 15 {
		t.Errorf("%d corrections", o.Size())
	}
	if days := o.Days([]string{"Flood closes bridge in Norvik"}); days[0].Format("2006-01-02") != "2025-05-12" {
		t.Errorf("got %v", days)
	}
	if days := o.Days([]string{"Sheep wins prize", "Flood closes bridge", "Flood closes bridge again"}); len(days) != 0 {
		t.Errorf("it is not plain which is meant: %v", days)
	}
}

// Each case is a whole overlay, and the messages that it is refused with, without
// the name of the file before them.
var badOverlays = []struct{ name, src, want string }{
	{"empty", "", `: the file is empty: begin with schema: 1`},
	{"only a remark", "# nothing yet\n", `: the file is empty: begin with schema: 1`},
	{"no keys", "- hide", `:1:1: the overlay is a list, not keys and values: write key: value`},
	{"no YAML", "hide: [a b", `:1:7: this is not YAML`},
	{"not UTF-8", "hide:\n  - caf\xe9 bar\n", `:2:8: byte 0xe9 is not UTF-8: save the file with the encoding UTF-8`},
	{"an anchor", "hide: &a [one two]\n", `:1:7: "&" begins an anchor`},
	{"another schema", "schema: 2\n", `:1:9: this schema is not known: write schema: 1`},
	{"unknown key", "hides: [one two]\n", `:1:1: unknown key "hides" in the overlay: write "hide"`},
	{"key twice", "hide: [one two]\nhide: [three four]\n", `:2:1: key "hide" in the overlay stands in line 1 already: write it once`},
	{"key of a story file", "events: []\n", `:1:1: unknown key "events" in the overlay: the keys are schema, story, articles, people, organisations, places, groups, not-names, statements, asks, hide`},
	{"text for list", "hide: one two\n", `:1:1: "hide" in the overlay is a text, not a list: write hide: [...]`},
	{"one word", "hide: [bridge]\n", `:1:8: number 1 of "hide" is too short to find a sentence by: write some more words, as the article has them`},
	{"no word", "hide: [\"…\"]\n", `:1:8: number 1 of "hide" is too short`},
	{"control character in a name", "people:\n  \"A\\u0010B\": {}\n", `:2:3: the name of person "A\x10B" holds the control character U+0010: delete it`},
	{"hide what", "hide:\n  - {}\n", `:2:5: number 1 of "hide" does not say what: write some of its words`},
	{"hide in two ways", "hide:\n  - {words: a b, paragraph: c d}\n", `:2:29: number 1 of "hide" is found in two ways: leave out one of "words" and "paragraph"`},
	{"a day that is none", "story: {published: 2025-02-30}\n", `:1:20: "published" in the story: "2025-02-30" is not a date: write a day, as in 2025-02-17`},
	{"more than a day", "story: {published: 2025-02}\n", `:1:20: "published" in the story: "2025-02" is more than one day: write a day, as in 2025-02-17`},
	{"nothing corrected", "articles:\n  - headline: the flood\n", `:2:5: article 1 corrects nothing: write title, publisher, published or url`},
	{"no headline", "articles:\n  - title: The flood\n", `:2:5: article 1 has no key "headline": write headline: ...`},
	{"unknown key of a person", "people:\n  Anna Berg: {aliase: [Ana]}\n", `:2:15: unknown key "aliase" in person "Anna Berg": write "aliases"`},
	{"key of a place", "people:\n  Anna Berg: {capital: Norvik}\n", `:2:15: unknown key "capital" in person "Anna Berg"`},
	{"aliases as a text", "people:\n  Anna Berg: {aliases: Ana}\n", `:2:15: "aliases" in person "Anna Berg" is a text, not a list: write aliases: [...]`},
	{"a wrong pronoun", "people:\n  Anna Berg: {pronoun: her}\n", `:2:24: "her" is no pronoun of person "Anna Berg": write "he", "she", "they" or "it"`},
	{"a kind that is none", "places:\n  Norvik: {kind: town}\n", `:2:18: "town" is no kind of place "Norvik": write "country", "region" or "city"`},
	{"a role without a title", "people:\n  Anna Berg: {roles: [{of: Norvik}]}\n", `:2:23: role 1 of person "Anna Berg" has no key "title": write title: ...`},
	{"a paragraph's number", "people:\n  Anna Berg: {cites: [2]}\n", `:2:23: "cites" in person "Anna Berg" is a number, which changes with the article: write some words of the paragraph`},
	{"a name without letters", "people:\n  \"-\": {}\n", `:2:3: person "-" has no name: write the name as the article has it`},
	{"a name twice", "people:\n  Anna Berg: {}\norganisations:\n  anna berg: {}\n", `:4:3: organisation "anna berg" stands in line 2 already: write it once`},
	{"the same as itself", "people:\n  Anna Berg: {same: [Anna Berg]}\n", `:2:22: "Anna Berg" in "same" of person "Anna Berg" stands in line 2 already: write it once`},
	{"a name and none", "people:\n  Mill Lane: {}\nnot-names: [Mill Lane]\n", `:3:13: "Mill Lane" stands in line 2 already: write it once`},
	{"no speaker", "statements:\n  - quote: nobody was hurt\n", `:2:5: statement 1 has no key "by": write by: ...`},
	{"which words", "statements:\n  - by: Anna Berg\n", `:2:5: statement 1 does not say which words: write quote: ..., with the speaker's words`},
	{"words in two ways", "statements:\n  - {quote: a b, words: a b, by: Anna Berg}\n", `:2:25: statement 1 is found in two ways: leave out one of "quote" and "words"`},
	{"words of two speakers", "statements:\n  - {quote: was hurt, by: Anna Berg}\n  - {quote: Was hurt!, by: Jonas Falk}\n", `:3:13: the words of statement 2 stand in line 2 already: write it once`},
	{"no way of asking", "asks:\n  - {words: a b, asked: []}\n", `:2:25: ask 1 has no way of asking: write the ways in which readers ask`},
	{"a yes-no question", "asks:\n  - {words: a b, kind: \"yes\", asked: [is it so]}\n", `:2:24: "yes" is no kind of ask 1: write "what", "who", "when", "where", "why", "how" or "how-many"`},
	{"a way with two answers", "asks:\n  - {words: a b, asked: [what now]}\n  - {words: c d, asked: [What now?]}\n", `:3:26: ask 2 is asked "What now?", and so is ask 1 in line 2, with another answer: keep it in one of them`},
	{"two problems", "hide: [bridge]\nasks:\n  - {asked: [a]}\n", ":1:8: number 1 of \"hide\" is too short to find a sentence by: write some more words, as the article has them\no.yaml:3:5: ask 1 has no key \"words\": write words: ..."},
}

func TestParseOverlayProblems(t *testing.T) {
	for _, c := range badOverlays {
		t.Run(c.name, func(t *testing.T) {
			o, err := knowledge.ParseOverlay("o.yaml", []byte(c.src))
			var problems knowledge.Problems
			if o != nil || !errors.As(err, &problems) {
				t.Fatalf("got %v, %v", o, err)
			}
			if got := err.Error(); !strings.HasPrefix(got, "o.yaml"+c.want) || strings.Count(got, "\n") != strings.Count(c.want, "\n") {
				t.Errorf("got\n%s\nwant\no.yaml%s", got, c.want)
			}
		})
	}
}

func TestParseOverlayIsBounded(t *testing.T) {
	if _, err := knowledge.ParseOverlay("o.yaml", make([]byte, knowledge.MaxOverlay+1)); err == nil || !strings.Contains(err.Error(), "more than 1 MiB") {
		t.Errorf("got %v", err)
	}
	many := "hide:\n" + strings.Repeat("  - one two\n", 5001)
	if _, err := knowledge.ParseOverlay("o.yaml", []byte(many)); err == nil || !strings.Contains(err.Error(), "more than 5000 corrections") {
		t.Errorf("got %v", err)
	}
}

func TestLoadOverlay(t *testing.T) {
	dir := t.TempDir()
	if _, err := knowledge.LoadOverlay(filepath.Join(dir, "none.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := knowledge.LoadOverlay(dir); err == nil || !strings.Contains(err.Error(), "this is a directory: name one overlay in it") {
		t.Errorf("got %v", err)
	}
}
