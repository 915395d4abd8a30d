package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed kinds.txt
var kindsFile string

var kinds = sync.OnceValue(func() map[string]map[string]bool {
	m := make(map[string]map[string]bool, 200)
	for line := range lines(kindsFile) {
		general, rest, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		of := make(map[string]bool)
		for _, particular := range list(rest) {
			of[Stem(particular)] = true
		}
		m[Stem(general)] = of
	}
	return m
})

// Particulars returns the stems of what a stem names the kind of: that of
// "minister" is one of those of "politician". The map must not be changed.
func Particulars(general string) map[string]bool { return kinds()[general] }

// KindOf tells whether a stem names a kind of what another names.
func KindOf(general, particular string) bool { return kinds()[general][particular] }
