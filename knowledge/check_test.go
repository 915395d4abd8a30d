package knowledge_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/knowledge"
)

func ferryArticle(t testing.TB) string {
	t.Helper()
	article, err := os.ReadFile(filepath.Join("testdata", "ferry.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(article)
}

// Each case changes testdata/ferry.yaml in one place to what the article bears
// out all the same.
func TestCheckGood(t *testing.T) {
	article, src := ferryArticle(t), ferrySource(t)
	for _, c := range []struct{ name, old, new string }{
		{"nothing", "", ""},
		{"mark at the end of a quote", "“a slap in the face”", "“a slap in the face”"},
		{"first letter of a quote", "“a slap in the face”", "“A slap in the face.”"},
		{"quote in an answer", "answer: No, it ends.", "answer: No, it will “end its winter service”."},
		{"another name", "gist: Vik said that 340", "gist: Thomas Vik said that 340"},
		{"name by office", "gist: Vik called the decision", "gist: Skerry's mayor Vik called the decision"},
		{"office before a name", "gist: Vik called the decision", "gist: Mayor Tom Vik called the decision"},
		{"another name of an office", "ground: Anna Berg said so.", "ground: The Line's boss Anna Berg said so."},
		{"somebody called he", "cites: [5, 4]", "cites: [5]"},
		{"country for its capital", "gist: Vik will meet Berg in Norvik", "gist: Vik will meet Berg in Norland"},
		{"number in digits", "“We carry two passengers a day in January,”\n", "“We carry two passengers a day in January,”\n      - “two passengers”\n"},
		{"number in words", "no more than “a taxi”", "no more than “a taxi” for two passengers"},
		{"count of those who act", "gist: Vik will meet Berg", "gist: The two, Vik and Berg, meet"},
		{"one that is no number", "gist: The ferry to Skerry stops", "gist: The ferry to Skerry is one of those that stop; it stops"},
		{"date of publication", "gist: Vik called the decision", "gist: Vik on 6 October called the decision"},
		{"date of another item", "gist: The ferry to Skerry stops running in winter", "gist: The ferry to Skerry stops on 1 November 2025"},
		{"day of the week of when", "gist: Vik will meet Berg in Norvik on", "gist: On Wednesday Vik will meet Berg in Norvik, on"},
		{"names in what is not said", "say: The story does not say what", "say: The story of Peter and the 12 Apostles does not say what"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(src, c.old) {
				t.Fatalf("the story does not hold %q", c.old)
			}
			b, err := knowledge.Parse("ferry.yaml", []byte(strings.Replace(src, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range knowledge.Check(b, []byte(article)) {
				t.Error(p)
			}
		})
	}
}

// Each case spoils testdata/ferry.yaml in one place.
var falseStories = []struct{ name, old, new, want string }{
	{"altered quote", "quote: “a slap in the face”", "quote: “a kick in the face”",
		`: a quote of statement "vik-slap" quotes “a kick in the face”, which is not in the article: the article has “a slap in the face”`},
	{"shortened word in a quote", "quote: “a slap in the face”", "quote: “a slap in the fac”",
		`: a quote of statement "vik-slap" quotes “a slap in the fac”, which is not in the article: the article has “a slap in the face”`},
	{"other apostrophe in a quote", "that’s a taxi", "that's a taxi",
		`: a quote of statement "berg-taxi" quotes “That is not a service; that's a taxi.”, which is not in the article: the article has “That is not a service; that’s a taxi.”`},
	{"altered quote in a gist", "no more than “a taxi”", "no more than “a tax”",
		`: the gist of statement "berg-taxi" quotes “a tax”, which is not in the article: copy the words from the article, or leave the quotes out`},
	{"quote of another paragraph", "answer: No, it ends.", "answer: No, a “slap in the face”.",
		`: the answer of ask 2 of event "winter-stop" quotes “slap in the face”, which is not in paragraph 2: cite 4, or leave the quote out`},
	{"open quote", "no more than “a taxi”", "no more than “a taxi",
		`: the gist of statement "berg-taxi" has curly quotes that do not match: write “ before and ” after the words quoted`},
	{"straight quotes", "no more than “a taxi”", `no more than "a taxi"`,
		`: the gist of statement "berg-taxi" has straight quotes, of which the words are not checked: write “ and ”`},
	{"quote in what is not said", "say: The story does not say what", "say: The story does not say “what”, what",
		`: the gist of unsaid "price" quotes “what”, which is not in the article: copy the words from the article, or leave the quotes out`},
	{"name of another paragraph", "gist: Vik said that 340", "gist: Berg said that 340",
		`: the gist of fact "passengers" names Berg, which is not in paragraph 4: cite 2, 3 or 5, or leave the name out`},
	{"name of another paragraph in an answer", "answer: No, it ends.", "answer: No, Tom Vik says.",
		`: the answer of ask 2 of event "winter-stop" names Tom Vik, which is not in paragraph 2: cite 4 or 5, or leave the name out`},
	{"name of another paragraph in a ground", "ground: Anna Berg said so.", "ground: The Skerry Courier said so.",
		`: the ground of ask 2 of event "winter-stop" names The Skerry Courier, which is not in paragraph 2: cite 3, or leave the name out`},
	{"name that nobody has", "gist: Vik said that 340", "gist: Vik of Stromness said that 340",
		`: the gist of fact "passengers" has the name Stromness, which is not in paragraph 4: leave it out`},
	{"name of two people", "ground: Anna Berg said so.", "ground: Tom Berg said so.",
		`: the ground of ask 2 of event "winter-stop" names Tom Berg, whom the story does not know: correct the name`},
	{"office of another", "ground: Anna Berg said so.", "ground: Mayor Berg said so.",
		`: the ground of ask 2 of event "winter-stop" gives Berg an office of somebody else: correct the name or the office`},
	{"another city", "gist: Vik will meet Berg in Norvik", "gist: Vik will meet Berg in Oslo",
		`: the gist of event "meeting" has the name Oslo, which is not in paragraphs 4 and 5: leave it out`},
	{"capital for a country", "gist: Vik said that 340", "gist: Vik said in Norvik that 340",
		`: the gist of fact "passengers" names Norvik, which is not in paragraph 4: cite 5, or leave the name out`},
	{"speaker not named", "gist: Vik called the decision", "gist: The mayor called the decision",
		`: the gist of statement "vik-slap" does not name Vik, who made it: name the speaker in it`},
	{"wrong number", "gist: Vik said that 340 people", "gist: Vik said that 3,400 people",
		`: the gist of fact "passengers" has the number 3,400, which is not in paragraph 4: correct the number`},
	{"wrong number in words", "no more than “a taxi”", "no more than “a taxi” for three people",
		`: the gist of statement "berg-taxi" has the number three, which is not in paragraph 3: correct the number`},
	{"number of another paragraph", "answer: No, it ends.", "answer: No, for two passengers.",
		`: the answer of ask 2 of event "winter-stop" has the number two, which is not in paragraph 2: cite 3, or correct the number`},
	{"wrong count", `answer: "Two: Berg and Vik."`, `answer: "Three: Berg and Vik."`,
		`: the answer of ask 1 of event "meeting" has the number Three, which is not in paragraphs 4 and 5: correct the number`},
	{"wrong date", "answer: On 1 November 2025.", "answer: On 2 November 2025.",
		`: the answer of ask 1 of event "winter-stop" has the date 2 November 2025, which neither paragraph 2 nor a "when" gives: correct it, or write the date under "when"`},
	{"wrong year", "answer: On 1 November 2025.", "answer: On 1 November 2026.",
		`: the answer of ask 1 of event "winter-stop" has the date 1 November 2026, which neither paragraph 2 nor a "when" gives: correct it, or write the date under "when"`},
	{"wrong day of the week", "gist: Vik called the decision", "gist: Vik on Friday called the decision",
		`: the gist of statement "vik-slap" has the day Friday, which is not in paragraph 4: correct it`},
	{"day and date that do not agree", "in Norvik on Wednesday, 8 October", "in Norvik on Wednesday, 6 October",
		`: the gist of event "meeting" says Wednesday, 6 October, which is a Monday: correct one of them`},
	{"entity of another paragraph", "sides\n    members", "sides\n    cites: [6]\n    members",
		`: group "officials" is not named in paragraph 6, which it cites: cite 2, 3, 4 or 5, or add the name that it has there to the aliases`},
	{"is of another paragraph", "the ferry to Skerry\n", "the ferry to Skerry for Tom Vik\n",
		`: "is" of organisation "line" names Tom Vik, which is not in paragraph 2: cite 4 or 5, or leave the name out`},
	{"role of another paragraph", "of: line, cites: [2]}", "of: line, cites: [6]}",
		`: role 1 of person "berg" cites paragraph 6, where it is not named: cite 2, 3 or 5, or leave the role out`},
	{"miscited", "    cites: [4]\n    gist: Vik said that 340", "    cites: [2]\n    gist: Vik said that 340",
		`: the gist of fact "passengers" names Vik, which is not in paragraph 2: cite 4 or 5, or leave the name out
: the gist of fact "passengers" has the number 340, which is not in paragraph 2: cite 4, or correct the number`},
}

func TestCheckFalse(t *testing.T) {
	article, src := ferryArticle(t), ferrySource(t)
	for _, c := range falseStories {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(src, c.old) {
				t.Fatalf("the story does not hold %q", c.old)
			}
			b, err := knowledge.Parse("ferry.yaml", []byte(strings.Replace(src, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range knowledge.Check(b, []byte(article)) {
				if p.File != "ferry.yaml" || p.Line == 0 || p.Column == 0 {
					t.Errorf("no place: %v", p)
				}
				got = append(got, ": "+p.Message+": "+p.Advice)
			}
			if got := strings.Join(got, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestCheckPlace(t *testing.T) {
	src := strings.Replace(ferrySource(t), "ground: Anna Berg said so.", "ground: Tom Vik said so.", 1)
	b, err := knowledge.Parse("ferry.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	problems := knowledge.Check(b, []byte(ferryArticle(t)))
	want := strings.Count(src[:strings.Index(src, "Tom Vik said so")], "\n") + 1
	if len(problems) != 1 || problems[0].Line != want || problems[0].Column != len("        ground: ")+1 {
		t.Errorf("problems are %v, want one in line %d", problems, want)
	}
}

func TestCheckArticle(t *testing.T) {
	b, article := ferry(t), ferryArticle(t)
	for name, c := range map[string]struct{ article, want string }{
		"carriage returns": {strings.ReplaceAll(article, "\n", "\r\n"), ""},
		"byte order mark":  {"\uFEFF" + article, ""},
		"blank lines":      {"\n \n" + strings.ReplaceAll(article, "\n", "\n\t\n"), ""},
		"empty":            {"", "ferry.yaml:8:1: the article has 0 paragraphs, but the story lists 6: count the lines of the article that are not blank, from the headline"},
		"one more":         {article + "By our reporter\n", "ferry.yaml:8:1: the article has 7 paragraphs, but the story lists 6: count the lines of the article that are not blank, from the headline"},
		"not UTF-8":        {article + "\xff", "ferry.yaml: the article is not UTF-8: save it with the encoding UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range knowledge.Check(b, []byte(c.article)) {
				got = append(got, p.Error())
			}
			if got := strings.Join(got, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// The embedded story holds against the article it was made from.
func TestCheckEmbedded(t *testing.T) {
	article, err := os.ReadFile(filepath.FromSlash("../../shared/eval/riyadh/story.txt"))
	if err != nil {
		t.Skip("the article of the embedded story is not here, so that the story is not checked against it")
	}
	b, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range knowledge.Check(b, article) {
		t.Error(p)
	}
}
