package knowledge

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Check compares a base with the article it was made from, one paragraph a
// line, the headline first. It returns what the article does not bear out, in
// the order of the file; nil when there is nothing:
//
//   - the article has another number of paragraphs than the base (then nothing
//     else is checked, for no citation can be right);
//   - words between curly quotes that do not stand to the letter in a paragraph
//     that is cited, save for the case of their first letter and a mark at their
//     end;
//   - a name, a number, a date or a day of the week that is in no paragraph
//     that is cited;
//   - the first name or the office of one person before the name of another;
//   - a statement of which the gist does not name the speaker.
//
// A name counts as there when the paragraph has it in another form, by office or
// by a pronoun that goes back to the paragraph before; a date, when an item that
// cites the paragraph resolves to it; a number, when it counts what is listed.
//
// What stands in the paragraphs cited to the letter is borne out by that. In a base
// that a program made, an answer may be an entity's name, a gist need not name the
// speaker, and what introduces an entity is not looked for.
//
// It cannot tell whether a sentence is true: "Putin invited Trump" has the same
// names as "Trump invited Putin".
func Check(b *Base, article []byte) []Problem {
	if !utf8.Valid(article) {
		return []Problem{{File: b.file, Message: "the article is not UTF-8", Advice: "save it with the encoding UTF-8"}}
	}
	texts := splitArticle(string(article))
	if len(texts) != b.Paragraphs() {
		return []Problem{{
			File: b.file, Line: b.paragraphsAt.line, Column: b.paragraphsAt.column,
			Message: fmt.Sprintf("the article has %d paragraphs, but the story lists %d", len(texts), b.Paragraphs()),
			Advice:  "count the lines of the article that are not blank, from the headline",
		}}
	}
	c := newChecker(b, texts)
	for claim := range c.claims() {
		if c.literal(claim) {
			continue
		}
		c.checkQuotes(claim)
		if len(claim.cites) > 0 {
			c.checkNames(claim)
			c.checkTimes(claim)
			c.checkNumbers(claim)
		}
	}
	if !b.story.Extracted { // a sentence of the article may say "he", an entity be named by what it does
		for i := range b.items {
			c.checkSpeaker(i)
		}
		c.checkEntities()
	}
	sortProblems(c.problems)
	return c.problems
}

// checker holds what the checks have in common.
type checker struct {
	base     *Base
	finder   *mentionFinder
	article  []paragraph // paragraph n is at n-1
	problems []Problem
}

func newChecker(b *Base, texts []string) *checker {
	c := &checker{base: b, finder: newMentionFinder(b.entities)}
	for _, text := range texts {
		c.article = append(c.article, c.paragraph(text))
	}
	return c
}

// claim is a text of the base that the paragraphs it cites must bear out.
type claim struct {
	subject string // as in `the gist of event "phone-call"`
	text    string
	at      position
	cites   []int // none for what the story does not say
	item    *Item // nil for what an entity is
	count   bool  // it answers the question how many
}

// claims yields all texts that cite paragraphs, in the order of the file.
func (c *checker) claims() iter.Seq[claim] {
	return func(yield func(claim) bool) {
		for i, e := range c.base.entities {
			subject := fmt.Sprintf(`"is" of %s %q`, e.Kind, e.ID)
			if e.Is != "" && !yield(claim{subject: subject, text: e.Is, at: c.base.entityAt[i], cites: e.Cites}) {
				return
			}
		}
		for i := range c.base.items {
			for _, claim := range c.base.itemClaims(i) {
				if claim.text != "" && !yield(claim) {
					return
				}
			}
		}
	}
}

func (b *Base) itemClaims(i int) []claim {
	it, at := &b.items[i], b.itemAt[i]
	name := fmt.Sprintf("%s %q", it.Kind, it.ID)
	claims := []claim{
		{subject: "the gist of " + name, text: it.Gist, at: at.gist, cites: it.Cites, item: it},
		{subject: "the name of " + name, text: it.Name, at: at.name, cites: it.Cites, item: it},
		{subject: `"what" of ` + name, text: it.What, at: at.what, cites: it.Cites, item: it},
	}
	for j, quote := range it.Quotes {
		claims = append(claims, claim{subject: "a quote of " + name, text: quote, at: at.quotes[j], cites: it.Cites, item: it})
	}
	for j, ask := range it.Asks {
		of := fmt.Sprintf(" of ask %d of %s", j+1, name)
		count := ask.Kind == HowMany
		claims = append(claims,
			claim{"the answer" + of, ask.Answer, at.asks[j].answer, ask.Cites, it, count},
			claim{"the ground" + of, ask.Ground, at.asks[j].ground, ask.Cites, it, count})
	}
	return claims
}

func (c *checker) report(at position, advice, format string, args ...any) {
	c.problems = append(c.problems, Problem{
		File: c.base.file, Line: at.line, Column: at.column,
		Message: fmt.Sprintf(format, args...), Advice: advice,
	})
}

// where returns the paragraphs for which has is true.
func (c *checker) where(has func(paragraph) bool) []int {
	var found []int
	for i, p := range c.article {
		if has(p) {
			found = append(found, i+1)
		}
	}
	return found
}

// cited tells whether has is true for one of the paragraphs that are cited.
func (c *checker) cited(cites []int, has func(paragraph) bool) bool {
	return slices.ContainsFunc(cites, func(n int) bool { return has(c.article[n-1]) })
}

// citeAdvice advises to cite one of the paragraphs in which something was
// found.
func citeAdvice(found []int, otherwise string) string {
	if len(found) == 0 {
		return otherwise
	}
	numbers := make([]string, 0, 5)
	for _, n := range found[:min(len(found), 5)] {
		numbers = append(numbers, strconv.Itoa(n))
	}
	return "cite " + joinOr(numbers) + ", or " + otherwise
}

// numbersText writes paragraph numbers for a message: "paragraph 3" or
// "paragraphs 3 and 5".
func numbersText(cites []int) string {
	text := "paragraph "
	if len(cites) > 1 {
		text = "paragraphs "
	}
	for i, n := range cites {
		switch {
		case i > 0 && i == len(cites)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += strconv.Itoa(n)
	}
	return text
}
