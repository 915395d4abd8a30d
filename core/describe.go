package core

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core/lexicon"
	"dragoman/knowledge"
)

func stems(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[lexicon.Stem(w)] = true
	}
	return m
}

// definition says in one sentence who or what an entity is, with the
// paragraphs that say so.
func (b *Bot) definition(e *knowledge.Entity) (string, []int) {
	if len(e.Roles) == 0 {
		return upperFirst(e.Name) + " is " + e.Is + ".", e.Cites
	}
	r := e.Roles[0]
	if !b.base.Story().Extracted {
		return e.Name + " is " + b.office(r) + ".", r.Cites
	}
	if e.Is != "" && strings.Contains(strings.ToLower(e.Is), strings.ToLower(r.Title)) {
		return e.Name + " is " + e.Is + ".", r.Cites // as the article describes them
	}
	return e.Name + " is " + b.officeWritten(r) + ".", r.Cites
}

// officeWritten is like office for a role of an article, where a title may be that of
// an office or what somebody is, and may be of nobody whom the article names: "the
// governor", "a businessman", "Chibesa's lawyer".
func (b *Bot) officeWritten(r knowledge.Role) string {
	of, ok := b.base.Entity(r.Of)
	switch {
	case ok && of.Kind == knowledge.Person:
		return possessive(of.Name) + " " + r.Title
	case ok:
		return b.office(r)
	}
	first, _, _ := strings.Cut(strings.ToLower(r.Title), " ")
	last := strings.ToLower(r.Title[strings.LastIndexByte(r.Title, ' ')+1:])
	switch {
	case first == "the" || first == "a" || first == "an":
		return r.Title
	case oneHolder[first] || oneHolder[last] || first != last && r.Title == upperFirst(r.Title):
		return "the " + r.Title // "the Special Envoy", "a nurse"
	case strings.IndexAny(first, "aeiou") == 0:
		return "an " + r.Title
	}
	return "a " + r.Title
}

// oneHolder are offices that one person holds at a time.
var oneHolder = words(`president premier chancellor minister governor mayor king queen pope secretary-general director
	head chairman chairwoman chairperson chair chief ceo captain coach speaker ambassador`)

// office names a role with whom it is of: "the Polish Prime Minister", "a
// foreign policy adviser to Vladimir Putin", "spokesman of the Kremlin".
func (b *Bot) office(r knowledge.Role) string {
	of, ok := b.base.Entity(r.Of)
	switch {
	case !ok:
		return r.Title
	case of.Kind == knowledge.Place && len(of.Adjectives) > 0:
		return "the " + of.Adjectives[0] + " " + r.Title
	case of.Kind == knowledge.Person:
		return "a " + r.Title + " to " + b.titled(of)
	case strings.Contains(r.Title, " in "):
		return possessive(of.Name) + " " + r.Title
	default:
		return "the " + r.Title + " of " + of.Name
	}
}

// titled names a person with the first office, short: "Russian President
// Vladimir Putin".
func (b *Bot) titled(e *knowledge.Entity) string {
	if e.Kind != knowledge.Person || len(e.Roles) == 0 {
		return e.Name
	}
	r := e.Roles[0]
	of, ok := b.base.Entity(r.Of)
	switch {
	case !ok:
		return e.Name
	case strings.Contains(r.Title, " in ") || len(r.Title) > 40:
		return possessive(strings.TrimPrefix(of.Name, "the ")) + " " + e.Name
	case of.Kind == knowledge.Place && len(of.Adjectives) > 0:
		return of.Adjectives[0] + " " + r.Title + " " + e.Name
	case of.Kind == knowledge.Person:
		return possessive(of.Short) + " " + r.Title + " " + e.Name
	default:
		return strings.TrimPrefix(of.Name, "the ") + " " + r.Title + " " + e.Name
	}
}

func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// upperFirst begins a sentence with a capital letter.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// evidence lists paragraphs, ascending, each once, at most so many.
func (b *Bot) evidence(cites []int, most int) []Evidence {
	var ev []Evidence
	paragraphs := slices.Compact(slices.Sorted(slices.Values(cites)))
	for _, n := range paragraphs[:min(len(paragraphs), most)] {
		ev = append(ev, EvidenceOf(b.base, n))
	}
	return ev
}

func (b *Bot) name(id string) string {
	if e, ok := b.base.Entity(id); ok {
		return e.Name
	}
	return ""
}
