package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// numberWords are the numbers that are looked for in letters.
var numberWords = []string{
	"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
}

var numberPattern = regexp.MustCompile(`(?i)\b(?:\d+(?:[.,]\d+)*|` + strings.Join(numberWords, "|") + `)\b`)

// numbersIn returns the numbers in a text, in digits, as in "3" for "three".
func numbersIn(text string) map[string]bool {
	numbers := make(map[string]bool)
	for _, word := range numberPattern.FindAllString(text, -1) {
		numbers[digits(word)] = true
	}
	return numbers
}

func digits(word string) string {
	if i := slices.Index(numberWords, strings.ToLower(word)); i >= 0 {
		return strconv.Itoa(i + 1)
	}
	return strings.ReplaceAll(word, ",", "")
}

// checkNumbers looks for the numbers in a claim, other than in dates, in the
// paragraphs that it cites.
func (c *checker) checkNumbers(claim claim) {
	text := datePattern.ReplaceAllString(unquoted(claim.text), "–")
	for _, at := range numberPattern.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		if strings.EqualFold(word, "one") && isPronounOne(text[:at[0]], text[at[1]:]) {
			continue
		}
		number := digits(word)
		has := func(p paragraph) bool { return p.numbers[number] }
		if c.cited(claim.cites, has) || c.isYear(claim, number) || c.isCount(claim, text[:at[0]], number, text[at[1]:]) {
			continue
		}
		c.report(claim.at, citeAdvice(c.where(has), "correct the number"), "%s has the number %s, which is not in %s",
			claim.subject, word, numbersText(claim.cites))
	}
}

// isPronounOne tells whether "one" is no number: "to launch one", "no one", "one
// of them".
func isPronounOne(before, after string) bool {
	after, spaced := strings.CutPrefix(after, " ")
	next := firstWord(after)
	if !spaced || next == "" {
		return !strings.HasPrefix(after, "-")
	}
	words := strings.Fields(strings.ToLower(before))
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	return slices.Contains([]string{"of", "another", "that", "who", "which", "by"}, next) ||
		slices.Contains([]string{"no", "any", "every", "each", "this", "that", "which"}, last)
}
