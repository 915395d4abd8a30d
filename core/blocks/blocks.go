package blocks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/views"
)

// Block is a piece of a message. Its text is never empty.
type Block struct {
	Kind    Kind
	Text    string // of a quote without the quotation marks
	Speaker string // of a quote, "" for none
	URL     string // of the source line as the story gives it, "" for none
}

// Kind is what a block is.
type Kind int

const (
	Plain Kind = iota
	Quote
	Source
	Heading // a question above its answer: adapters set it, a reply has none
)

// Of takes a reply apart, in the order in which it is read.
func Of(r core.Reply) []Block {
	var all []Block
	add := func(text string) {
		if text = strings.TrimSpace(Clean(text)); text != "" {
			all = append(all, Block{Kind: Plain, Text: text})
		}
	}
	rest := r.Answer
	for _, q := range r.Quotes {
		b := Block{Kind: Quote, Text: strings.TrimSpace(Clean(q.Text)), Speaker: strings.TrimSpace(Clean(q.Speaker))}
		if b.Text == "" {
			continue
		}
		before, after, ok := strings.Cut(rest, "“"+q.Text+"”")
		switch {
		case ok && standsAlone(before, q.Text, after):
			add(unannounced(before, b.Speaker))
			all = append(all, b)
			rest = after
		case ok, strings.Contains(r.Answer, q.Text):
			// It is part of a sentence, or shown already.
		default:
			add(rest)
			rest = ""
			all = append(all, b)
		}
	}
	add(rest)
	if line := strings.TrimSpace(Clean(views.SourceLine(r))); line != "" {
		all = append(all, Block{Kind: Source, Text: line, URL: r.Source.URL})
	}
	return all
}

// unannounced is a text without the name of the speaker and a colon at its end:
// the quote that follows shows who speaks.
func unannounced(text, speaker string) string {
	name, ok := strings.CutSuffix(strings.TrimRight(text, " "), ":")
	if !ok {
		return text
	}
	at := strings.LastIndexAny(name, ".!?\n") + 1
	if last := strings.TrimSpace(name[at:]); last != "" && (last == speaker || strings.HasSuffix(speaker, " "+last)) {
		return name[:at]
	}
	return text
}

// standsAlone tells whether a quote is no part of a sentence of the text around
// it, so that it can stand by itself.
func standsAlone(before, text, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	begins := before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "\n") ||
		strings.HasSuffix(before, "”") || strings.HasSuffix(before, ".")
	r, _ := utf8.DecodeRuneInString(after)
	ends := after == "" || strings.HasPrefix(after, "\n") || strings.HasPrefix(after, "“") ||
		(unicode.IsUpper(r) && strings.ContainsAny(text[len(text)-1:], ".!?"))
	return begins && ends
}

// Clean makes a text valid UTF-8 without control characters other than line
// ends, and without the marks that turn the direction of all that follows.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\r':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
