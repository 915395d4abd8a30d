package console

import (
	"slices"
	"strconv"
	"strings"

	"dragoman/core"
)

// SourceLine says where a reply comes from, as in "Al Jazeera, 17 February
// 2025, paragraphs 4 and 5"; "" for a reply that needs no source.
func SourceLine(r core.Reply) string {
	if r.Source == (core.Source{}) {
		return ""
	}
	parts := []string{Line(r.Source.Publisher)}
	if !r.Source.AsOf.IsZero() {
		parts = append(parts, r.Source.AsOf.Format(dateLayout))
	}
	if s := paragraphs(r.Evidence); s != "" {
		parts = append(parts, s)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, ", ")
}

const dateLayout = "2 January 2006"

func paragraphs(evidence []core.Evidence) string {
	numbers := make([]string, len(evidence))
	for i, e := range evidence {
		numbers[i] = strconv.Itoa(e.Paragraph)
	}
	switch n := len(numbers); n {
	case 0:
		return ""
	case 1:
		return "paragraph " + numbers[0]
	default:
		return "paragraphs " + strings.Join(numbers[:n-1], ", ") + " and " + numbers[n-1]
	}
}
