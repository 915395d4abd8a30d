package views

import (
	"slices"
	"strconv"
	"strings"

	"dragoman/core"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// Speakers are those whom the story quotes, in the order of the file.
func Speakers(b *knowledge.Base) []*knowledge.Entity {
	var speakers []*knowledge.Entity
	for i := range b.Entities() {
		if e := &b.Entities()[i]; len(spoken(b, e.ID)) > 0 {
			speakers = append(speakers, e)
		}
	}
	return speakers
}

// SpeakersNamed are those of the speakers whom a beginning of a name fits, for
// completion; all of them when nothing is typed.
func SpeakersNamed(b *knowledge.Base, typed string) []*knowledge.Entity {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return Speakers(b)
	}
	want := text.Fold(typed)
	return slices.DeleteFunc(Speakers(b), func(e *knowledge.Entity) bool {
		return !slices.ContainsFunc(slices.Concat([]string{e.Name, e.Short}, e.Aliases), func(name string) bool {
			have := text.Fold(name)
			return strings.HasPrefix(have, want) || strings.Contains(have, " "+want)
		})
	})
}

// Quotes is what somebody said, to the letter. Without a name, or with one
// that nobody quoted has, it says who is quoted.
func Quotes(b *knowledge.Base, name string) core.Reply {
	speakers := Speakers(b)
	if name = strings.TrimSpace(name); name != "" {
		found := named(b, name)
		quoted := slices.DeleteFunc(slices.Clone(found), func(e *knowledge.Entity) bool {
			return !slices.Contains(speakers, e)
		})
		switch {
		case len(quoted) == 1:
			return quotesOf(b, quoted[0])
		case len(quoted) > 1:
			return core.Reply{Answer: "Which one? " + list(quoted)}
		case len(found) > 0:
			return core.Reply{Answer: "The story does not quote " + found[0].Name + ". It quotes " + list(speakers)}
		}
		return core.Reply{Answer: "The story names nobody like that. It quotes " + list(speakers)}
	}
	if len(speakers) == 0 {
		return core.Reply{Answer: "The story quotes nobody."}
	}
	return core.Reply{Answer: "The story quotes " + list(speakers)}
}

func quotesOf(b *knowledge.Base, e *knowledge.Entity) core.Reply {
	r := reply(b, e.Name+", word for word:", nil)
	for _, it := range b.Statements(e.ID) {
		for _, q := range passages(it) {
			r.Quotes = append(r.Quotes, core.Quote{Text: q, Speaker: e.Name})
		}
		for _, n := range it.Cites {
			e := core.EvidenceOf(b, n)
			if !slices.Contains(r.Evidence, e) && len(r.Evidence) < core.MaxEvidence {
				r.Evidence = append(r.Evidence, e)
			}
		}
	}
	r.Source = core.SourceOf(b, r.Evidence)
	return r
}

func spoken(b *knowledge.Base, id string) []string {
	var all []string
	for _, it := range b.Statements(id) {
		all = append(all, passages(it)...)
	}
	return all
}

// passages are a statement's quotes without their quotation marks.
func passages(it *knowledge.Item) []string {
	var all []string
	for _, q := range it.Quotes {
		all = append(all, strings.TrimSuffix(strings.TrimPrefix(q, "“"), "”"))
	}
	return all
}

// named finds entities by name: whole names first, then single words of one.
func named(b *knowledge.Base, name string) []*knowledge.Entity {
	want := text.Fold(name)
	for _, same := range []func(have string) bool{
		func(have string) bool { return have == want },
		func(have string) bool { return slices.Contains(strings.Fields(have), want) },
		func(have string) bool { return len(want) > 2 && strings.HasPrefix(have, want) },
	} {
		var found []*knowledge.Entity
		for i := range b.Entities() {
			e := &b.Entities()[i]
			if slices.ContainsFunc(slices.Concat([]string{e.Name, e.Short}, e.Aliases), func(s string) bool {
				return same(text.Fold(s))
			}) {
				found = append(found, e)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func list(entities []*knowledge.Entity) string {
	var names []string
	for _, e := range entities {
		names = append(names, e.Name)
	}
	switch n := len(names); n {
	case 0:
		return "nobody."
	case 1:
		return names[0] + "."
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + "."
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
