package zones

import (
	"strings"
	"unicode/utf8"
)

func equal(a, b string) bool { return a == b }

// startOf tells whether what was typed is the beginning of a name.
func startOf(typed, name string) bool { return strings.HasPrefix(name, typed) }

// oneEdit tells whether one letter is wrong, missing or needless in what was
// typed, or two are swapped, and the rest fits. What fits without that is not
// looked for.
func oneEdit(typed, name string, fits func(typed, name string) bool) bool {
	i := 0
	for i < len(typed) && i < len(name) && typed[i] == name[i] {
		i++
	}
	for i > 0 && (i < len(typed) && !utf8.RuneStart(typed[i]) || i < len(name) && !utf8.RuneStart(name[i])) {
		i--
	}
	typed, name = typed[i:], name[i:]
	_, n := utf8.DecodeRuneInString(typed)
	_, m := utf8.DecodeRuneInString(name)
	if n == 0 {
		return m > 0 && fits("", name[m:])
	}
	if fits(typed[n:], name) || m > 0 && (fits(typed, name[m:]) || fits(typed[n:], name[m:])) {
		return true
	}
	_, n2 := utf8.DecodeRuneInString(typed[n:])
	_, m2 := utf8.DecodeRuneInString(name[m:])
	return n2 > 0 && m2 > 0 && typed[:n] == name[m:m+m2] && typed[n:n+n2] == name[:m] && fits(typed[n+n2:], name[m+m2:])
}
