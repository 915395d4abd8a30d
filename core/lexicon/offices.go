package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed offices.txt
var officesFile string

var offices = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string)
	for line := range lines(officesFile) {
		head, rest, _ := strings.Cut(line, ":")
		m[head] = append([]string{head}, list(rest)...)
	}
	return m
})

// OfficeNames returns what else an office is called: those of the longest
// known office whose words the title holds, as "spokesman" in "government
// spokesman".
func OfficeNames(title string) []string {
	var best string
	padded := " " + title + " "
	for office := range offices() {
		if len(office) > len(best) && strings.Contains(padded, " "+office+" ") {
			best = office
		}
	}
	names := offices()[best]
	for office, others := range offices() {
		// "government spokesman" is a spokesman, too.
		if office != best && strings.Contains(" "+best+" ", " "+office+" ") {
			names = append(names[:len(names):len(names)], others...)
		}
	}
	return names
}
