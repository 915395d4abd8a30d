package knowledge

import (
	"fmt"
	"strings"
)

// Closest returns the word that is most like the given one, or "" when none is
// within a third of its letters.
func Closest(word string, words []string) string {
	best, bound := "", max(1, len(word)/3)
	for _, w := range words {
		if d := distance(word, w, bound); d <= bound {
			if d == bound && best != "" {
				continue
			}
			best, bound = w, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour (Damerau, optimal string alignment) to make a into b. It returns
// limit+1 when there are more than limit.
func distance(a, b string, limit int) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			d := min(row[j], last[j+1]) + 1
			if x[i] == y[j] {
				d = min(d, last[j])
			} else {
				d = min(d, last[j]+1)
			}
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit+1)
}

// oneOf lists words for an advice: `"a", "b" or "c"`.
func oneOf(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return joinOr(quoted)
}

// joinOr joins words with commas and a last "or".
func joinOr(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
