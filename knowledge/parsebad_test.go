package knowledge_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/knowledge"
)

// Each case spoils testdata/ferry.yaml in one place: it puts new for the first
// old, and expects these messages, without the name of the file before them.
var badStories = []struct {
	name     string
	old, new string
	want     []string
}{
	{"unknown key", "pronoun: she", "pronuon: she",
		[]string{`20:5: unknown key "pronuon" in person "berg": write "pronoun"`}},
	{"unknown key at the top", "topics:", "themes:",
		[]string{`110:1: unknown key "themes" in the file: the keys are schema, story, paragraphs, people, organisations, places, groups, events, statements, facts, topics, unsaid`}},
	{"key of another kind", "kind: city", "kind: city, members: [skerry]",
		[]string{`44:38: unknown key "members" in place "norvik": the keys are name, short, aliases, pronoun, side, is, cites, kind, adjectives, capital`}},
	{"key twice", "short: Berg", "short: Berg\n    short: Anna",
		[]string{`20:5: key "short" in person "berg" stands in line 19 already: write it once`}},
	{"key without value", "short: Berg", "short:",
		[]string{`19:5: key "short" in person "berg" has no value: write a value or leave the key out`}},
	{"list for text", "name: Anna Berg", "name: [Anna, Berg]",
		[]string{`18:11: "name" in person "berg" is a list, not a text: write a text`}},
	{"text for list", "cites: [2]\n  vik:", "cites: 2\n  vik:",
		[]string{`24:5: "cites" in person "berg" is a number, not a list: write cites: [...]`}},
	{"text for mapping", "when: {said: Monday, date: 2025-10-06}", "when: Monday",
		[]string{`88:11: "when" in statement "berg-taxi" is a text, not keys and values: write key: value`}},
	{"colon in a way", "asked: [how many people meet]", "asked: [how many: one or two]",
		[]string{`81:17: "asked" in ask 1 of event "meeting" is keys and values, not a text: put a text with a colon between quotes`}},
	{"empty text", "title: director", `title: ""`,
		[]string{`23:17: "title" in role 1 of person "berg" is empty: write a text or leave it out`}},
	{"control character", "name: Anna Berg", `name: "Anna\u0007Berg"`,
		[]string{`18:11: "name" in person "berg" holds the control character U+0007: delete it`}},
	{"missing name", "    name: Anna Berg\n", "",
		[]string{`17:3: person "berg" has no key "name": write name: ...`}},
	{"missing story", "story:\n  title: Island ferry to stop running in winter\n  publisher: The Norland Post\n  published: 2025-10-06\n", "",
		[]string{`1:1: the file has no key "story": write story: ...`}},
	{"missing cites", "    cites: [4]\n    gist: Vik said that", "    gist: Vik said that",
		[]string{`105:5: fact "passengers" has no key "cites": write cites: ...`}},
	{"missing id", "  - id: price\n    say:", "  - say:",
		[]string{`123:5: unsaid 1 has no key "id": write id: ...`}},
	{"is without cites", "    is: the company that runs the ferry to Skerry\n    cites: [2]\n", "    is: the company\n",
		[]string{`34:3: organisation "line" has no key "cites": write cites: ...`}},
	{"same id of two entities", "  courier:", "  vik:",
		[]string{`38:3: organisation "vik" has the id of the person in line 25: choose another id`}},
	{"same id of two items", "id: passengers", "id: meeting",
		[]string{`105:9: fact "meeting" has the id of the event in line 70: choose another id`}},
	{"strange id", "id: passengers", "id: Passengers 1",
		[]string{`105:9: fact "Passengers 1" has the character 'P' in its id: write it with a-z, 0-9 and hyphens`}},
	{"dangling side", "side: line", "side: lien",
		[]string{`21:11: "side" in person "berg" is "lien", which is not the id of a person, organisation, place or group: write "line"`}},
	{"dangling who", "who: [line]", "who: [harbourmaster]",
		[]string{`55:11: "who" in event "winter-stop" is "harbourmaster", which is not the id of a person, organisation, place or group: write the id of a person, organisation, place or group`}},
	{"dangling by", "by: vik", "by: wik",
		[]string{`98:9: "by" in statement "vik-slap" is "wik", which is not the id of a person, organisation, place or group: write "vik"`}},
	{"dangling member", "members: [berg, vik]", "members: [berg, vick]",
		[]string{`49:21: "members" in group "officials" is "vick", which is not the id of a person, organisation, place or group: write "vik"`}},
	{"dangling about", "about: [skerry]", "about: [price]",
		[]string{`102:13: "about" in statement "vik-slap" is "price", which is not the id of a person, organisation, place or group: write the id of a person, organisation, place or group`}},
	{"dangling of", "of: skerry}", "of: skery}",
		[]string{`30:28: "of" in role 1 of person "vik" is "skery", which is not the id of a person, organisation, place or group: write "skerry"`}},
	{"dangling nearest", "nearest: winter-stop", "nearest: winter-top",
		[]string{`125:14: "nearest" in unsaid "price" is "winter-top", which is not the id of an item that the story says: write "winter-stop"`}},
	{"nearest is unsaid", "nearest: winter-stop", "nearest: price",
		[]string{`125:14: "nearest" in unsaid "price" is "price", which is not the id of an item that the story says: write the id of an item that the story says`}},
	{"capital is no place", "capital: norvik", "capital: vik",
		[]string{`42:77: "capital" in place "norland" is "vik", which is not the id of a place: write the id of a place`}},
	{"no paragraph", "cites: [5, 4]", "cites: []",
		[]string{`76:12: event "meeting" cites no paragraph: write the numbers of the paragraphs it comes from, as in cites: [3]`}},
	{"paragraph out of range", "cites: [5, 4]", "cites: [7, 4, 0]",
		[]string{
			`76:13: event "meeting" cites paragraph 7, which the story does not have: the paragraphs are 1 to 6`,
			`76:19: event "meeting" cites paragraph 0, which the story does not have: the paragraphs are 1 to 6`,
		}},
	{"paragraph in words", "cites: [5, 4]", "cites: [five, 4]",
		[]string{`76:13: "cites" in event "meeting" lists a text, not a paragraph number: write a number`}},
	{"gap in the paragraphs", "  3: Berg on the passengers\n", "",
		[]string{`11:3: paragraph "4" is out of order: write 3, for the paragraphs are numbered from 1 without gaps`}},
	{"bad date", "date: 2025-11-01}", "date: 1 November}",
		[]string{`57:39: "date" in event "winter-stop": "1 November" is not a date: write 2025-02-18, 2025-02-15/16, 2025-02-10/2025-03-02, 2025-02 or 2025`}},
	{"no such day", "date: 2025-11-01}", "date: 2025-11-31}",
		[]string{`57:39: "date" in event "winter-stop": "2025-11-31" is not a date: write 2025-02-18, 2025-02-15/16, 2025-02-10/2025-03-02, 2025-02 or 2025`}},
	{"date backwards", "date: 2025-11-01}", "date: 2025-11-02/01}",
		[]string{`57:39: "date" in event "winter-stop": "2025-11-02/01" ends before it begins: write 2025-02-18, 2025-02-15/16, 2025-02-10/2025-03-02, 2025-02 or 2025`}},
	{"wrong day of the week", "date: 2025-10-08}", "date: 2025-10-07}",
		[]string{`75:35: event "meeting" is said to be on a Wednesday, but 2025-10-07 is a Tuesday: correct one of them`}},
	{"published in a month", "published: 2025-10-06", "published: 2025-10",
		[]string{`6:14: "published" in the story: "2025-10" is more than one day: write a day, as in 2025-02-17`}},
	{"empty when", "when: {said: Monday, date: 2025-10-06}", "when: {}",
		[]string{`88:5: "when" in statement "berg-taxi" says nothing: write when: {said: Tuesday, date: 2025-02-18}`}},
	{"bad status", "status: planned", "status: plannned",
		[]string{`58:13: "plannned" is no status of event "winter-stop": write "confirmed", "planned", "reported" or "denied"`}},
	{"bad kind of ask", "kind: how-many", "kind: howmany",
		[]string{`79:15: "howmany" is no kind of ask 1 of event "meeting": write "what", "who", "when", "where", "why", "how", "how-many", "yes" or "no"`}},
	{"bad kind of place", "kind: city", "kind: town",
		[]string{`44:32: "town" is no kind of place "norvik": write "country", "region" or "city"`}},
	{"bad pronoun", "pronoun: she", "pronoun: her",
		[]string{`20:14: "her" is no pronoun of person "berg": write "he", "she", "they" or "it"`}},
	{"straight quotes", "quote: “a slap in the face”", `quote: '"a slap in the face"'`,
		[]string{`101:12: a quote of statement "vik-slap" is not one passage between curly quotes: write “...”`}},
	{"two passages in a quote", "quote: “a slap in the face”", "quote: “a slap” and “the face”",
		[]string{`101:12: a quote of statement "vik-slap" is not one passage between curly quotes: write “...”`}},
	{"quote and quotes", "    quotes:\n", "    quote: “taxi”\n    quotes:\n",
		[]string{`91:12: statement "berg-taxi" has both "quote" and "quotes": put all of them under "quotes"`}},
	{"ask with nothing", "asked: [what does Berg say]", "asked: []",
		[]string{`96:16: ask 1 of statement "berg-taxi" has no way of asking and no answer: write the ways in which readers ask, or an answer`}},
	{"unsaid without ways", "asked: [what does the ferry cost, how much is a ticket]", "asked: []",
		[]string{`126:12: unsaid "price" has no way of asking: write the ways in which readers ask`}},
	{"ground without answer", "        answer: No, it ends.\n", "",
		[]string{`66:17: ask 2 of event "winter-stop" has a "ground" but no "answer": write the answer, or leave the ground out`}},
	{"way twice in an ask", "[what does the ferry cost, how", "[how much is a  Ticket?, how",
		[]string{`126:37: unsaid "price" is asked "how much is a ticket" twice: write it once`}},
	{"way under two answers", "asked: [summary]", "asked: [summary, will the ferry run in winter]",
		[]string{`116:26: ask 1 of topic "summary" is asked "will the ferry run in winter", and so is ask 2 of event "winter-stop" in line 69, with another answer: keep it in one of them`}},
	{"another schema", "schema: 1", "schema: 2",
		[]string{`1:9: this schema is not known: write schema: 1`}},
	{"anchor", "name: Anna Berg", "name: &anna Anna Berg",
		[]string{`18:11: "&" begins an anchor, which stories do not use: write the text out in each place, or put it between quotes`}},
	{"tag", "name: Anna Berg", "name: !!str Anna Berg",
		[]string{`18:11: "!!str" is a tag, which stories do not use: leave it out, or put the text between quotes`}},
	{"open bracket", "cites: [5, 4]", "cites: [5, 4",
		[]string{`77:5: this is not YAML (',' or ']' must be specified): look for a missing bracket, a wrong indentation or a colon in a text that is not between quotes`}},
	{"colon in a text", "gist: Vik said that", "gist: Vik said: that",
		[]string{`108:11: this is not YAML (mapping value is not allowed in this context): look for a missing bracket, a wrong indentation or a colon in a text that is not between quotes`}},
	{"second document", "topics:", "---\ntopics:",
		[]string{`111:1: a second YAML document begins here: leave the line "---" out and write one story a file`}},
	{"not UTF-8", "name: Anna Berg", "name: Ann\xe9 Berg",
		[]string{`18:14: byte 0xe9 is not UTF-8: save the file with the encoding UTF-8`}},
	{"several at once", "pronoun: she\n    side: line", "pronoun: her\n    sid: line",
		[]string{
			`20:14: "her" is no pronoun of person "berg": write "he", "she", "they" or "it"`,
			`21:5: unknown key "sid" in person "berg": write "side"`,
		}},
}

func TestParseBad(t *testing.T) {
	src := ferrySource(t)
	for _, c := range badStories {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(src, c.old) {
				t.Fatalf("the story does not hold %q", c.old)
			}
			b, err := knowledge.Parse("ferry.yaml", []byte(strings.Replace(src, c.old, c.new, 1)))
			if err == nil {
				t.Fatalf("no error, %d items", len(b.Items()))
			}
			if want := "ferry.yaml:" + strings.Join(c.want, "\nferry.yaml:"); err.Error() != want {
				t.Errorf("got\n%v\nwant\n%s", err, want)
			}
		})
	}
}

func TestParseNoStory(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"empty":         {"", "s.yaml: the file is empty: begin with schema: 1"},
		"only a remark": {"# nothing\n\n", "s.yaml: the file is empty: begin with schema: 1"},
		"a text":        {"Island ferry to stop", "s.yaml:1:1: the file is a text, not keys and values: write key: value"},
		"a list":        {"- schema: 1", "s.yaml:1:1: the file is a list, not keys and values: write key: value"},
		"nested without end": {strings.Repeat("[", 1<<16),
			"s.yaml:1:33: lists and keys are nested more than 32 deep"},
		"indented without end": {strings.Repeat("- ", 1<<16),
			"s.yaml:1:65: lists and keys are nested more than 32 deep"},
		"keys without end":   {strings.Repeat("a:\n", 1<<15), "s.yaml:51:2: more than 50 keys and list items have no value: write the values or leave the keys out"},
		"values without end": {"{" + strings.Repeat("a,", 1<<15), "s.yaml:1:102: more than 50 keys and list items have no value: write the values or leave the keys out"},
		"aliases of aliases": {"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
			`s.yaml:1:4: "&" begins an anchor, which stories do not use: write the text out in each place, or put it between quotes`},
		"too large": {strings.Repeat("# sixteen bytes\n", 1<<20) + "#", "s.yaml: the file has more than 16 MiB: write one story a file"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := knowledge.Parse("s.yaml", []byte(c.src)); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestLoadBad(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.yaml")
	if err := os.WriteFile(large, make([]byte, 16<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path, want string
		is         error
	}{
		"missing":   {filepath.Join(dir, "none.yaml"), "none.yaml: there is no such file: check the path", fs.ErrNotExist},
		"directory": {dir, ": this is a directory: name one story file in it", nil},
		"large":     {large, "large.yaml: the file has more than 16 MiB: write one story a file", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := knowledge.Load(c.path)
			if err == nil || !strings.HasSuffix(err.Error(), c.want) {
				t.Fatalf("got %v, want %s", err, c.want)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%v is not %v", err, c.is)
			}
		})
	}
}

func TestEmbeddedUnknown(t *testing.T) {
	_, err := knowledge.Embedded("atlantis")
	if err == nil || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), `choose "riyadh"`) {
		t.Errorf("got %v", err)
	}
}

func TestProblemsAs(t *testing.T) {
	_, err := knowledge.Parse("s.yaml", []byte("schema: 2\nstroy: x\n"))
	var all knowledge.Problems
	if !errors.As(err, &all) || len(all) != 4 {
		t.Fatalf("problems are %v", all)
	}
	var one knowledge.Problem
	if !errors.As(err, &one) || one.File != "s.yaml" || one.Line != 1 {
		t.Errorf("the first problem is %+v", one)
	}
	if last := all[len(all)-1]; last.Line != 2 || last.Column != 1 || last.Advice != `write "story"` {
		t.Errorf("the last problem is %+v", last)
	}
}
