package article_test

import (
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

// pieces writes the parts of a text with " / " between them.
func pieces(text string, spans []article.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(text))
	}
	return strings.Join(parts, " / ")
}

// Texts have " / " where a sentence ends, in place of the space.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"two", "They met. / They talked."},
		{"a heading", "Russia, US officials to meet in Riyadh"},
		{"a heading of two", "Who won? / We did"},
		{"titles", "Mr. Dahl met Dr. Moe and Gen. Sir J. Ash. / Mrs. Orr left."},
		{"initials", "The books of J. K. Rowling and George R. R. Martin sell. / J. Edgar Hoover read."},
		{"a country in the middle", "The U.S. President met U.N. envoys."},
		{"a country at the end", "He lives in the U.S. / The visit ended."},
		{"a country before small letters", "The U.S. and the U.K. agreed."},
		{"hours", "It struck at 6 a.m. Friday. / They left at 9 p.m. / The rest stayed."},
		{"a number", "Downing Street No. 10 is shut. / He said No. / It was no. / Five left."},
		{"a company", "Acme Inc. Chairman Bo Lind sold to Ferro Ltd. in May. / He works at Acme Corp. / She does not."},
		{"a month", "On Jan. 5 they met. / It ended in Feb. / The next is on Sept. 3."},
		{"small words that look like abbreviations", "The sea is calm. / It is art. / He sat. / Sun rose."},
		{"Latin", "Fruit, e.g. Figs, and Dahl vs. Moe, i.e. A fight."},
		{"decimals", "It rose 4.5 percent to 7.1. / Then it fell."},
		{"an hour with a point", "It struck at 4.52am. / Most slept."},
		{"an ellipsis that goes on", "He paused... and left. / Well… maybe."},
		{"an ellipsis that ends", "He paused... / Then he left. / So… / They stayed."},
		{"a question in a quote", "“Where is it?” he asked. / “Here!” she cried."},
		{"a question in a quote before a name", "“Where is it?” Huamani asked. / “Why?” Defence Minister Esteban Quiroga said."},
		{"a question in a quote at the end", "“Where is it?” / He did not know."},
		{"many in a quote", "“We wait. / We hope. / We stay,” he said."},
		{"a closing quote after the stop", "“We stay.” / He left. / \"We go.\" / She stayed."},
		{"a closing quote before the stop", "It was a “turning point”. / All knew."},
		{"an opening quote", "He left. / “We stay,” she said. / ‘So do we,’ they said."},
		{"brackets", "He left. / (She stayed.) / They met (at 5 p.m.) and talked."},
		{"a name with a mark", "Yahoo! Japan and Yahoo! said so. / They use Yahoo! / The rest do not."},
		{"marks in a row", "What?! / No way!! / Yes."},
		{"a list number", "1. The first point."},
		{"a small letter that begins", "Sales fell. / iPhone sales rose."},
		{"a number that begins", "They left in 2007. / 45 people stayed."},
		{"an address", "See example.com for more. / It is free."},
		{"a pronoun", "It was I. / He knew."},
		{"a dash after a question", "“Really?” – that was all."},
		{"a nested quote", "“He said ‘no.’ / We agreed,” she said."},
		{"other scripts", "Он ушёл. / Она осталась. / 他走了。 / 她没走。"},
		{"no stop", "They met"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.ReplaceAll(c.want, " / ", " ")
			if got := pieces(text, article.Sentences(text)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSentencesOfOddTexts(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"white space", " \n ", ""},
		{"a stop", ".", "."},
		{"stops", "... ?! .", "... ?! ."},
		{"a missing space", "They left.The rest stayed.", "They left.The rest stayed."},
		{"a missing space before a quote", "They left.“We stay.”", "They left. / “We stay.”"},
		{"wide spaces", "  They left.   We stay.  ", "They left. / We stay."},
		{"bytes that are no text", "a\xff. B\xfe.", "a\xff. / B\xfe."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pieces(c.text, article.Sentences(c.text)); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
