package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWrapped is the longest line, in characters, of a text that is taken to be
// wrapped: mail and editors wrap at 65 to 100 columns, and paragraphs of news
// stories are longer than this when each is a line.
const maxWrapped = 120

// plainBlocks returns the paragraphs of a clean plain text. The first is the
// headline when the headline is still to come.
func plainBlocks(text string, headline bool) []block {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	first := 0
	for first < len(lines) && lines[first] == "" {
		first++
	}
	if first == len(lines) {
		return nil
	}
	var blocks []block
	lines = lines[first:]
	if headline {
		n := headlineLines(lines)
		blocks = append(blocks, block{text: joinLines(lines[:n]), heading: true})
		lines = lines[n:]
	}
	wrapped := isWrapped(lines)
	for len(lines) > 0 {
		n := 1
		for wrapped && n < len(lines) && lines[0] != "" && lines[n] != "" && !strings.HasPrefix(lines[n], "  ") {
			n++
		}
		if text := joinLines(lines[:n]); text != "" {
			blocks = append(blocks, block{text: text})
		}
		lines = lines[n:]
	}
	return blocks
}

// headlineLines returns how many lines the headline has: two or three when they
// stand by themselves, are short and the text is wrapped, and else one.
func headlineLines(lines []string) int {
	n := 1
	for n < len(lines) && lines[n] != "" {
		n++
	}
	if n > 3 || n == len(lines) || !isWrapped(lines[n:]) {
		return 1
	}
	for _, line := range lines[:n] {
		if endsSentence(line) {
			return 1
		}
	}
	return n
}

// isWrapped tells whether the lines of a text are parts of paragraphs: all are
// short, and most breaks inside a run of lines are where the next word had no
// room and no sentence ended.
func isWrapped(lines []string) bool {
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	if width > maxWrapped {
		return false
	}
	breaks, wraps := 0, 0
	for i := 1; i < len(lines); i++ {
		line, next := lines[i-1], lines[i]
		if line == "" || next == "" {
			continue
		}
		breaks++
		word, _, _ := strings.Cut(strings.TrimLeft(next, " "), " ")
		room := width*3/4 - utf8.RuneCountInString(line)
		if !endsSentence(line) && 1+utf8.RuneCountInString(word) > room {
			wraps++
		}
	}
	return wraps*2 > breaks
}

func endsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’)] `)
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".?!…:", last)
}

// joinLines joins the lines of a paragraph: with a space, or with nothing after
// a hyphen between small letters ("Riyadh-", "based").
func joinLines(lines []string) string {
	if len(lines) == 1 {
		return strings.TrimSpace(lines[0])
	}
	var b strings.Builder
	last := ""
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if last != "" && !hyphenated(last, line) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		last = line
	}
	return b.String()
}

func hyphenated(line, next string) bool {
	word, ok := strings.CutSuffix(line, "-")
	before, _ := utf8.DecodeLastRuneInString(word)
	after, _ := utf8.DecodeRuneInString(next)
	return ok && unicode.IsLower(before) && unicode.IsLower(after)
}
