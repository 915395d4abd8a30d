package extract

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed verbs.txt
var verbFile string

//go:embed irregular.txt
var irregularFile string

// form is a set of forms of a verb that a word may be.
type form uint8

const (
	baseForm   form = 1 << iota // "go"
	thirdForm                   // "goes"
	pastForm                    // "went"
	partForm                    // "gone"
	ingForm                     // "going"
	speechForm                  // the verb says something: "said"
	thinkForm                   // the verb may take what is said or thought: "believes"
)

// verbUse is what a word is as a verb.
type verbUse struct {
	base  string
	forms form
}

// verbs has the forms of all verbs that are known, in small letters.
var verbs = sync.OnceValue(func() map[string]verbUse {
	irregular := map[string][]string{}
	for line := range dataLines(irregularFile) {
		f := strings.Fields(line)
		irregular[f[0]] = f[1:]
	}
	table := map[string]verbUse{}
	enter := func(word, base string, forms form) {
		use, known := table[word]
		if known && use.base != base {
			if use.forms&^(speechForm|thinkForm) != pastForm|partForm && forms&baseForm == 0 {
				return // "found" is rather of "find" than "found"
			}
			if use.forms&(pastForm|partForm) != 0 && forms&baseForm != 0 {
				table[word] = verbUse{use.base, use.forms | baseForm}
				return
			}
		}
		if !known {
			use.base = base
		}
		use.forms |= forms
		table[word] = use
	}
	for line := range dataLines(verbFile) {
		kind, list, _ := strings.Cut(line, ":")
		var sort form
		switch kind {
		case "speak":
			sort = speechForm
		case "think":
			sort = thinkForm
		}
		for base := range strings.FieldsSeq(list) {
			past, part := pastOf(base), pastOf(base)
			if f, ok := irregular[base]; ok {
				past, part = f[0], f[len(f)-1]
			}
			enter(base, base, baseForm|sort)
			enter(thirdOf(base), base, thirdForm|sort)
			enter(past, base, pastForm|sort)
			enter(part, base, partForm|sort)
			enter(ingOf(base), base, ingForm|sort)
		}
	}
	return table
})

// thirdOf returns the third person of a verb: "goes", "tries".
func thirdOf(base string) string {
	switch {
	case base == "be":
		return "is"
	case base == "have":
		return "has"
	case endsInConsonantY(base):
		return base[:len(base)-1] + "ies"
	case hasAnySuffix(base, "s", "x", "z", "ch", "sh", "o"):
		return base + "es"
	}
	return base + "s"
}

// pastOf returns the past of a regular verb.
func pastOf(base string) string {
	switch {
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case endsInConsonantY(base):
		return base[:len(base)-1] + "ied"
	}
	return base + doubled(base) + "ed"
}

// ingOf returns the present participle.
func ingOf(base string) string {
	switch {
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !hasAnySuffix(base, "ee", "ye", "oe") && base != "be":
		return base[:len(base)-1] + "ing"
	}
	return base + doubled(base) + "ing"
}

// doubled returns the consonant that a verb doubles before "-ed" and "-ing": those
// of one syllable do, and some whose last syllable is stressed.
func doubled(base string) string {
	n := len(base)
	if n < 3 || !isConsonant(base[n-1]) || isConsonant(base[n-2]) || !isConsonant(base[n-3]) && base[n-3] != 'u' {
		return ""
	}
	if strings.IndexByte("wxy", base[n-1]) >= 0 {
		return ""
	}
	vowels := 0
	for i := range n {
		if !isConsonant(base[i]) && (i == 0 || isConsonant(base[i-1])) {
			vowels++
		}
	}
	if vowels > 1 && !stressedLast[base] {
		return ""
	}
	return base[n-1:]
}

var stressedLast = set(`admit commit submit permit prefer refer occur incur regret rebut control patrol begin compel propel expel
	deter transfer acquit forget upset cancel travel quarrel fuel signal total level model`)

func isConsonant(c byte) bool { return strings.IndexByte("aeiou", c) < 0 }

func endsInConsonantY(s string) bool {
	return len(s) > 1 && s[len(s)-1] == 'y' && isConsonant(s[len(s)-2])
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// verbOf returns what a word in small letters is as a verb; a word that is not in
// the table may still be the past or the participle of a verb by its ending.
func verbOf(word string) (verbUse, bool) {
	if use, ok := verbs()[word]; ok {
		return use, true
	}
	for _, prefix := range []string{"re", "over", "under", "out"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok {
			rest = strings.TrimPrefix(rest, "-")
			if use, ok := verbs()[rest]; ok && len(rest) > 3 {
				use.base = word[:len(word)-len(rest)] + use.base
				return use, true
			}
		}
	}
	return verbUse{}, false
}
