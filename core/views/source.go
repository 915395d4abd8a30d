package views

import (
	"strings"
	"time"

	"dragoman/core"
)

const dayLayout = "2 January 2006"

// SourceLine says where a reply comes from: "Al Jazeera, 17 February 2025,
// paragraphs 4 and 5"; of several articles, each with its day: "The Post, 12 May
// 2025, paragraph 4; 14 May 2025, paragraph 2". It is "" for a reply that needs no
// source.
func SourceLine(r core.Reply) string {
	if r.Source == (core.Source{}) {
		return ""
	}
	var articles []string
	for rest := r.Evidence; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Article == rest[0].Article && rest[n].Published.Equal(rest[0].Published) {
			n++
		}
		at := rest[0].Published
		if at.IsZero() {
			at = r.Source.AsOf
		}
		articles = append(articles, strings.Join(nonempty(dayOf(at), paragraphs(rest[:n])), ", "))
		rest = rest[n:]
	}
	if len(articles) == 0 {
		articles = nonempty(dayOf(r.Source.AsOf))
	}
	return strings.Join(nonempty(r.Source.Publisher, strings.Join(articles, "; ")), ", ")
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(dayLayout)
}

// paragraphs lists the paragraphs of one article.
func paragraphs(evidence []core.Evidence) string {
	var numbers []string
	for _, e := range evidence {
		numbers = append(numbers, itoa(e.Paragraph))
	}
	switch n := len(numbers); n {
	case 1:
		return "paragraph " + numbers[0]
	default:
		return "paragraphs " + strings.Join(numbers[:n-1], ", ") + " and " + numbers[n-1]
	}
}
