package article

import (
	"html"
	"regexp"
	"strings"
)

var (
	atxHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})(?: +(.*?))?(?: +#+)? *$`)
	setextLine  = regexp.MustCompile(`^ {0,3}(?:=+|-+) *$`)
	ruleLine    = regexp.MustCompile(`^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$`)
	fenceLine   = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})")
	listItem    = regexp.MustCompile(`^ {0,3}(?:[-*+]|\d{1,9}[.)]) +(.*)$`)
	blockMark   = regexp.MustCompile(`^ {0,3}(?:> ?)+`)
	definition  = regexp.MustCompile(`^ {0,3}\[[^\]]+\]: *\S`)
	tableRow    = regexp.MustCompile(`^ {0,3}\|.*\| *$`)
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// markdownBlocks returns the headings and paragraphs of clean Markdown. Items of
// lists and quoted blocks become paragraphs.
func markdownBlocks(text string) []block {
	var (
		m     markdownReader
		fence string
	)
	for line := range strings.SplitSeq(htmlComment.ReplaceAllString(text, ""), "\n") {
		if fence != "" {
			if strings.HasPrefix(strings.TrimLeft(line, " "), fence) {
				fence = ""
			}
			continue
		}
		if found := fenceLine.FindStringSubmatch(line); found != nil {
			m.end(false)
			fence = found[1]
			continue
		}
		m.line(line)
	}
	m.end(false)
	return m.blocks
}

// markdownReader gathers the lines of the paragraph that is open.
type markdownReader struct {
	blocks []block
	open   []string
}

func (m *markdownReader) line(line string) {
	if mark := blockMark.FindString(line); mark != "" {
		line = line[len(mark):]
	}
	heading := atxHeading.FindStringSubmatch(line)
	item := listItem.FindStringSubmatch(line)
	switch {
	case strings.TrimSpace(line) == "", tableRow.MatchString(line), len(m.open) == 0 && definition.MatchString(line):
		m.end(false)
	case heading != nil:
		m.end(false)
		m.open = append(m.open, heading[2])
		m.end(true)
	case len(m.open) > 0 && setextLine.MatchString(line):
		m.end(true)
	case ruleLine.MatchString(line):
		m.end(false)
	case len(m.open) == 0 && strings.HasPrefix(line, "    "): // code
	case item != nil:
		m.end(false)
		m.open = append(m.open, item[1])
	default:
		m.open = append(m.open, strings.TrimSuffix(line, `\`))
	}
}

// end closes the paragraph that is open.
func (m *markdownReader) end(heading bool) {
	if text := squeeze(clean(withoutMarkup(joinLines(m.open)))); text != "" {
		m.blocks = append(m.blocks, block{text: text, heading: heading})
	}
	m.open = m.open[:0]
}

var (
	image       = regexp.MustCompile(`!\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\))?[^()]*\)|\[[^\[\]]*\])`)
	footnote    = regexp.MustCompile(`\[\^[^\[\]]+\]`)
	link        = regexp.MustCompile(`\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\))?[^()]*\)|\[[^\[\]]*\])`)
	autolink    = regexp.MustCompile(`<((?:https?://|mailto:)[^<>\s]+)>`)
	inlineTag   = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	stars       = regexp.MustCompile(`(\*{1,3})([^*\s](?:[^*]*[^*\s])?)\*{1,3}`)
	underscores = regexp.MustCompile(`(^|[^\p{L}\p{N}_])_{1,3}([^_\s](?:[^_]*[^_\s])?)_{1,3}($|[^\p{L}\p{N}_])`)
	struck      = regexp.MustCompile(`~~([^~]+)~~`)
	codeSpan    = regexp.MustCompile("`+([^`]+)`+")
	escaped     = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// Characters that a backslash or a code span takes the meaning from stand in the
// private use area while markup goes: their code plus this.
const private = 0xE000

// withoutMarkup takes the inline markup out of a paragraph.
func withoutMarkup(text string) string {
	if !strings.ContainsAny(text, "*_[`<\\~&!") {
		return text
	}
	text = escaped.ReplaceAllStringFunc(text, func(s string) string { return string(rune(private) + rune(s[1])) })
	text = codeSpan.ReplaceAllStringFunc(text, func(s string) string { return hide(strings.Trim(s, "`")) })
	text = image.ReplaceAllString(text, "")
	text = footnote.ReplaceAllString(text, "")
	text = link.ReplaceAllString(text, "$1")
	text = autolink.ReplaceAllString(text, "$1")
	text = inlineTag.ReplaceAllString(text, "")
	for range 2 { // emphasis inside emphasis
		text = stars.ReplaceAllString(text, "$2")
		text = underscores.ReplaceAllString(text, "$1$2$3")
	}
	text = struck.ReplaceAllString(text, "$1")
	text = html.UnescapeString(text)
	return strings.Map(func(c rune) rune {
		if c > private && c < private+0x7F {
			return c - private
		}
		return c
	}, text)
}

// hide puts the punctuation of a code span out of the reach of markup.
func hide(text string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x7F && strings.ContainsRune("*_[]()<>~&!#\\`", c) {
			return c + private
		}
		return c
	}, text)
}
