package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clauses cuts a sentence of a text into clauses, coarsely: at semicolons, before
// words that open a relative or subordinate clause, and at the comma that closes
// one which a comma opened. Clauses that "and" or "but" joins stay together. The
// clauses come in order, with white space only between them, and each keeps the
// mark that ends it.
func Clauses(text string, sentence Span) []Span {
	tokens := Tokens(sentence.In(text))
	for i := range tokens {
		tokens[i].From += sentence.From
		tokens[i].To += sentence.From
	}
	return clausesOf(text, tokens)
}

func clausesOf(text string, tokens []Token) []Span {
	if len(tokens) == 0 {
		return nil
	}
	var (
		spans []Span
		first int  // token that the clause begins with
		aside bool // a comma opened the clause
	)
	cut := func(i int) {
		if i > first {
			spans = append(spans, Span{From: tokens[first].From, To: tokens[i-1].To})
			first = i
		}
	}
	for i, t := range tokens {
		word := t.In(text)
		switch {
		case t.Kind == Punctuation && word == ";":
			cut(i + 1)
			aside = false
		case t.Kind == Punctuation && word == "," && aside:
			cut(afterClosers(text, tokens, i+1))
			aside = false
		case t.Kind == Word && i > 0 && opensClause(text, tokens, i):
			at := i
			if prepositions[strings.ToLower(tokens[i-1].In(text))] { // "under which"
				at = i - 1
			}
			comma := at > 0 && tokens[at-1].In(text) == ","
			if at == first {
				break
			}
			cut(at)
			aside = comma
		}
	}
	cut(len(tokens))
	return spans
}

// afterClosers returns the first token from i on that is no closing quotation
// mark.
func afterClosers(text string, tokens []Token, i int) int {
	for i < len(tokens) && tokens[i].To-tokens[i].From <= 3 && tokens[i].From == tokens[i-1].To {
		if mark := tokens[i].In(text); mark != "”" && mark != "’" && mark != `"` && mark != "'" {
			break
		}
		i++
	}
	return i
}

var (
	relatives    = wordSet("who whom whose which where when while whereas because although though unless if whether why")
	timeWords    = wordSet("after before since until as once so")
	subjects     = wordSet("he she it they we i you there his her its their")
	prepositions = wordSet("in of on at to for from with by under over about through during after upon among without into")
)

// opensClause tells whether the word at i, which is not the first, opens a
// relative or subordinate clause. "After", "since" and the like do so before a
// pronoun or behind a comma, for they are prepositions too; "that" does so
// after a verb of saying.
func opensClause(text string, tokens []Token, i int) bool {
	word := tokens[i].In(text)
	if len(word) > longestAbbreviation {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
		return false
	}
	before := strings.ToLower(tokens[i-1].In(text))
	switch {
	case relatives[word]:
		return true
	case word == "that":
		return thatVerbs[before] || speech[before]
	case timeWords[word] && i+1 < len(tokens):
		next := strings.ToLower(tokens[i+1].In(text))
		return subjects[next] || before == "," && !isDigitAt(text, tokens[i+1].From) && word != "as"
	}
	return false
}

func isDigitAt(text string, at int) bool { return runeAt(text, at, unicode.IsDigit) }

// thatVerbs are followed by "that" and what is said, thought or found.
var thatVerbs = wordSet(`saying stating noting adding warning arguing insisting claiming meaning believe believes believed
	hope hopes hoped think thinks thought know knows knew known found find finds show shows showed shown report reports
	reported confirm confirms confirmed deny denies denied acknowledge acknowledges acknowledged agree agrees agreed
	expect expects expected mean means meant fear fears feared suggest suggests ensure accepted understood announce
	announces promised promise promises vowed stressed recalling denying`)
