package query

import (
	"math/bits"

	"dragoman/core/lexicon"
)

// maxCorrections is how many words of one clause are corrected.
const maxCorrections = 24

// correct replaces words that nobody knows by the likeliest word of the story
// or of English. A word that stays unknown is taken for a name.
func (a *Analyzer) correct(ws []Word) {
	corrected := 0
	for i := range ws {
		if corrected == maxCorrections {
			return
		}
		w := &ws[i]
		if w.lex == nil || w.is(isKnown) || len(w.Form) < 3 || !letters(w.Form) {
			continue
		}
		corrected++
		if better, ok := a.suggest(w.Form); ok {
			l := a.lookup(better)
			w.Typed, w.Form, w.Stem, w.lex = w.Form, better, l.stem, l
		}
	}
}

// known tells whether a folded word needs no correction.
func (a *Analyzer) known(form string) bool {
	if a.vocabulary[form] || a.names[form] || lexicon.Function(form) || lexicon.Commonness(form) > 0 {
		return true
	}
	_, ok := lexicon.LookupName(form)
	return ok
}

func letters(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' || r == '$' || r == '.' {
			return false
		}
	}
	return true
}

// suggest returns the word that a misspelt one most likely stands for: a word
// of the story within one edit (two for seven letters and more), else a
// common English word within one.
func (a *Analyzer) suggest(form string) (string, bool) {
	latin := transliterate(form)
	runes := []rune(latin)
	limit := 1
	if len(runes) >= 7 || latin != form && len(runes) >= 5 {
		limit = 2
	}
	mask := letterSet(runes)
	best, bestCost := "", limit*editUnit+1
	for n := max(0, len(runes)-limit); n <= min(len(runes)+limit, maxCorrectable); n++ {
		for _, cand := range a.correctable[n] {
			if bits.OnesCount32(mask^cand.letters) > 2*limit {
				continue
			}
			c := editCost(runes, cand.runes, bestCost)
			if c < bestCost || c == bestCost && a.likelier(cand, best) {
				best, bestCost = cand.form, c
			}
		}
	}
	if best != "" && bestCost <= limit*editUnit {
		return best, true
	}
	if len(runes) >= 4 && len(latin) <= longestEnglish {
		return nearEnglish(latin)
	}
	return "", false
}

// likelier tells whether a correction is likelier than another at the same
// distance: names of the story first, then common words.
func (a *Analyzer) likelier(c correction, than string) bool {
	if c.name != a.names[than] {
		return c.name
	}
	return commonness(c.form) < commonness(than)
}

// commonness orders words from common to unknown.
func commonness(form string) lexicon.Level {
	if l := lexicon.Commonness(form); l > 0 {
		return l
	}
	return lexicon.NameLevel + 1
}

// letterSet is the set of letters of a word, as bits; letters that are not
// Latin share some.
func letterSet(word []rune) uint32 {
	var set uint32
	for _, r := range word {
		set |= 1 << (uint32(r) & 31)
	}
	return set
}

// editUnit is the cost of one edit; a repeated letter or a swap costs less.
const editUnit = 4

// editCost is the weighted optimal-string-alignment distance of two words;
// work stops when it exceeds most.
func editCost(x, y []rune, most int) int {
	if d := len(x) - len(y); d > 2 || d < -2 || len(y) == 0 {
		return most + 1
	}
	const maxLen = 32
	if len(x) >= maxLen || len(y) >= maxLen {
		return most + 1
	}
	var rows [3][maxLen + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(y); j++ {
		prev[j] = j * editUnit
	}
	for i := 1; i <= len(x); i++ {
		cur[0] = i * editUnit
		low := cur[0]
		for j := 1; j <= len(y); j++ {
			sub := editUnit
			switch {
			case x[i-1] == y[j-1]:
				sub = 0
			case similar(x[i-1], y[j-1]):
				sub = editUnit - 1
			}
			if i == 1 && j == 1 && sub > 0 {
				sub++ // the first letter is seldom wrong
			}
			del, ins := editUnit, editUnit
			if i > 1 && x[i-1] == x[i-2] {
				del = editUnit - 2
			}
			if j > 1 && y[j-1] == y[j-2] {
				ins = editUnit - 2
			}
			c := min(prev[j-1]+sub, prev[j]+del, cur[j-1]+ins)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] && x[i-1] != x[i-2] {
				c = min(c, prev2[j-2]+editUnit-1)
			}
			cur[j] = c
			low = min(low, c)
		}
		if low > most {
			return most + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(y)]
}

// similar tells letters that are mistaken for each other by ear.
func similar(x, y rune) bool {
	if x > y {
		x, y = y, x
	}
	switch [2]rune{x, y} {
	case [2]rune{'i', 'y'}, [2]rune{'a', 'e'}, [2]rune{'e', 'i'}, [2]rune{'c', 'k'}, [2]rune{'s', 'z'}, [2]rune{'v', 'w'},
		[2]rune{'f', 'v'}, [2]rune{'o', 'u'}, [2]rune{'c', 's'}, [2]rune{'a', 'o'}, [2]rune{'d', 't'}, [2]rune{'g', 'j'}, [2]rune{'e', 'o'}:
		return true
	}
	return false
}

// levelCost is how many steps of an edit's cost a level of commonness is worth.
const levelCost = 2

// rareLevel is from which level on a word is too rare to be what a slip stands for.
const rareLevel = lexicon.Level(4)

// longestEnglish bounds the work of nearEnglish, which grows with the square of
// the length: no English word that people mistype has more letters.
const longestEnglish = 32

// nearEnglish returns the common English word that a form most likely stands for,
// of those one edit away, by how likely the slip is and how common the word: "arested"
// is "arrested", a doubled letter being easily lost, and "metioned" is "mentioned",
// which is more common than "motioned".
func nearEnglish(form string) (string, bool) {
	runes := []rune(form)
	best, least := "", 0
	try := func(w string) {
		l := lexicon.Commonness(w)
		if l == 0 || l >= rareLevel {
			return
		}
		cost := editCost(runes, []rune(w), 2*editUnit) + levelCost*int(l)
		if best == "" || cost < least {
			best, least = w, cost
		}
	}
	for i := range len(form) {
		try(form[:i] + form[i+1:]) // a letter too many
		if i+1 < len(form) {
			try(form[:i] + form[i+1:i+2] + form[i:i+1] + form[i+2:]) // swapped
		}
	}
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	for i := 0; i <= len(form); i++ {
		for k := range len(alphabet) {
			try(form[:i] + alphabet[k:k+1] + form[i:]) // a letter left out
			if i < len(form) {
				try(form[:i] + alphabet[k:k+1] + form[i+1:]) // a wrong letter
			}
		}
	}
	return best, best != ""
}

// transliterate spells Cyrillic and Greek letters in Latin ones, roughly.
func transliterate(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if l, ok := latin[r]; ok {
			out = append(out, l...)
		} else {
			out = append(out, string(r)...)
		}
	}
	return string(out)
}

var latin = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "e", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i",
	'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m",
	'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}
