package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/kljensen/snowball/english"
)

// Token is a word or number as typed.
type Token struct {
	Form string // folded: lower case, no accents, straight apostrophe
	Mark bool   // a punctuation mark inside a clause
	Caps bool   // begins with a capital letter
	// Quoted is set for words between double quotes: the reader quotes
	// somebody.
	Quoted bool
}

// Clause is a run of tokens that ends at strong punctuation or a line break.
type Clause struct {
	Tokens   []Token
	Question bool // it ends with a question mark
}

// Clauses cuts cleaned text into clauses at sentence ends and line breaks.
// Commas, colons, semicolons and dashes do not end a clause: they become
// tokens with Mark set.
func Clauses(clean string) []Clause {
	var (
		clauses []Clause
		cur     Clause
		quoted  bool
	)
	end := func(question bool) {
		if question && len(cur.Tokens) == 0 && len(clauses) > 0 {
			clauses[len(clauses)-1].Question = true
		}
		if len(cur.Tokens) > 0 {
			cur.Question = question
			clauses = append(clauses, cur)
		}
		cur = Clause{}
	}
	spaced := false // white space came before this segment
	quotes := strings.Count(clean, "\"")
	seg := words.FromString(clean)
	for seg.Next() {
		w := seg.Value()
		wasSpaced := spaced
		spaced = w == " "
		switch w {
		case ".":
			if abbreviation(cur.Tokens) {
				continue
			}
			end(false)
			continue
		case "!", "\n":
			end(false)
			continue
		case "?":
			end(true)
			continue
		case "\"":
			quotes--
			quoted = !quoted && quotes > 0 // one that nothing closes quotes nothing
			continue
		case "-":
			if !wasSpaced {
				continue // inside a word: "one-meeting"
			}
			cur.Tokens = append(cur.Tokens, Token{Form: w, Mark: true})
			continue
		case ",", ";", ":":
			cur.Tokens = append(cur.Tokens, Token{Form: w, Mark: true})
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(first) && !unicode.IsDigit(first) && !strings.Contains("$€£%&/'", w) {
			continue
		}
		if cur.Tokens == nil {
			cur.Tokens = make([]Token, 0, 12)
		}
		cur.Tokens = append(cur.Tokens, Token{Form: Fold(w), Caps: unicode.IsUpper(first), Quoted: quoted})
	}
	end(false)
	return clauses
}

// abbreviation tells whether a full stop after these tokens belongs to an
// abbreviation, as in "U.S. officials" or "Mr. Trump".
func abbreviation(before []Token) bool {
	if len(before) == 0 {
		return false
	}
	switch last := before[len(before)-1].Form; last {
	case "mr", "mrs", "ms", "dr", "st", "vs", "prof", "gen", "sen", "gov", "dept":
		return true
	default:
		return strings.Contains(last, ".") && last[0] > '9'
	}
}

// Stem returns the English stem of a folded word; words of other scripts and
// numbers are their own stems.
func Stem(form string) string {
	for i := range len(form) {
		if c := form[i]; (c < 'a' || c > 'z') && c != '\'' {
			return form
		}
	}
	return english.Stem(form, true)
}
