package vectors

import (
	"strings"

	"dragoman/core/lexicon"
)

// minStem is the shortest word, in letters, that an ending is cut off to.
const minStem = 3

// endings lists what regular inflection appends, and what stood there before.
// The first that leads to a word of the table wins: "hoping" is of "hope"
// rather than of "hop".
var endings = [...]struct{ suffix, instead string }{
	{"ies", "y"}, {"es", ""}, {"es", "e"}, {"s", ""},
	{"ied", "y"}, {"ed", "e"}, {"ed", ""},
	{"ing", "e"}, {"ing", ""},
	{"ier", "y"}, {"er", "e"}, {"er", ""},
	{"iest", "y"}, {"est", "e"}, {"est", ""},
	{"ily", "y"}, {"ly", ""},
}

// lastLetters are the letters that the endings end in: most words that the
// table lacks are names, and told by these to be no such form.
const lastLetters = "sdgrty"

// cutGenitive cuts the genitive off a folded word.
func cutGenitive(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
}

// findUninflected returns the row of the word that a folded word is a regular
// form of, 0 for none. Only what the word list has as an English word, no name
// and no misspelling, is taken for a form: "Barnes" is not several barns.
func findUninflected(word string) uint16 {
	row := cutEnding(word)
	if row == 0 {
		return 0
	}
	if level := lexicon.Commonness(word); level == 0 || level == lexicon.NameLevel {
		return 0
	}
	return row
}

// cutEnding returns the row of the word that is left when a regular ending is
// taken off, 0 for none.
func cutEnding(word string) uint16 {
	if len(word) <= minStem || !strings.Contains(lastLetters, word[len(word)-1:]) {
		return 0
	}
	for _, e := range endings {
		base, ok := strings.CutSuffix(word, e.suffix)
		if !ok || len(base) < minStem {
			continue
		}
		if row := words.FindJoined(base, e.instead); row != 0 {
			return row
		}
		// "panelled": the doubled letter.
		if n := len(base); e.instead == "" && n > minStem && base[n-1] == base[n-2] {
			if row := words.Find(base[:n-1]); row != 0 {
				return row
			}
		}
	}
	return 0
}
