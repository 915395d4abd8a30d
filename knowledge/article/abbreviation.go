package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ending is what a full stop after a word says about the sentence.
type ending int

const (
	ends         ending = iota // it ends the sentence
	endsAtStart                // it does so when the next word is one that begins sentences
	neverEnds                  // a name follows: "Mr."
	endsNoNumber               // it does so unless a number follows: "No. 5"
)

var abbreviations = abbreviationTable(map[ending]string{
	neverEnds: "mr mrs ms mx dr prof gen sen rep gov lt col capt cpt sgt cpl pvt maj brig adm cmdr cdr supt insp det " +
		"rev fr hon messrs mme mlle st ste mt ft pres amb sec atty vs eg ie e.g i.e cf viz ca approx",
	endsNoNumber: "no nos art arts vol vols p pp fig figs ch sect para ed",
	endsAtStart: "inc ltd co corp bros plc llc jr sr esq etc dept univ assn govt est ave blvd rd a.m p.m u.s u.k u.n e.u d.c " +
		"u.s.a u.a.e l.a n.y ph.d m.d b.a m.a jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri al",
})

func abbreviationTable(lists map[ending]string) map[string]ending {
	table := map[string]ending{}
	for how, list := range lists {
		for word := range strings.FieldsSeq(list) {
			table[word] = how
		}
	}
	return table
}

// longestAbbreviation is how many bytes of a word are looked at.
const longestAbbreviation = 12

// abbreviationEnding tells what the full stop after a word says. Words that are
// also written without being short for anything ("no", "art", "mar", "sat") are
// abbreviations only with a capital letter or before a number.
func abbreviationEnding(word string) ending {
	if word == "" || len(word) > longestAbbreviation {
		return ends
	}
	if isInitial(word) {
		return endsAtStart
	}
	switch word {
	case "no", "co", "mon", "fri", "wed", "det", "al", "ed", "gen", "sec", "fig", "art", "col", "ft", "mar", "ca", "para", "rep", "hon", "est":
		return ends
	}
	if how, ok := abbreviations[strings.ToLower(word)]; ok {
		return how
	}
	if hasInnerStop(word) {
		return endsAtStart
	}
	return ends
}

// isAbbreviation tells whether a full stop after a word belongs to it.
func isAbbreviation(word string) bool { return abbreviationEnding(word) != ends }

// isInitial tells whether a word is a single capital letter, as in "J. K.
// Rowling"; "I" is mostly the pronoun.
func isInitial(word string) bool {
	c, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(c) && c != 'I'
}

// hasInnerStop tells whether a word is made of single letters with full stops
// between them: "U.S", "a.k.a".
func hasInnerStop(word string) bool {
	if !strings.Contains(word, ".") {
		return false
	}
	for part := range strings.SplitSeq(word, ".") {
		if c, size := utf8.DecodeRuneInString(part); size != len(part) || !unicode.IsLetter(c) {
			return false
		}
	}
	return true
}

// starters are words that begin sentences when they have a capital letter, and
// are seldom names.
var starters = wordSet(`a an the this that these those there here he she it they we i you his her its their our my
	who what when where why how which while as at by for from in of on to with after before since until despite during
	but and or so yet if although though because however meanwhile still also then now once not no some many most more
	several both each every all other others another such one two three only even instead later earlier last next
	under over about among across according asked officials police`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
