package console

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// minWidth is the least number of columns that text is wrapped to, however
// narrow the terminal.
const minWidth = 20

// columns is how many columns s takes on a terminal.
func columns(s string) int { return runewidth.StringWidth(s) }

// wrap breaks text into lines of at most width columns, between words; a
// longer word has a line of its own. Line ends of the text stay. It does not
// break lines unless wanted.
func wrap(text string, width int, wanted bool) []string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if !wanted {
		return lines
	}
	width = max(width, minWidth)
	var wrapped []string
	for _, line := range lines {
		var row strings.Builder
		room := width
		for word := range strings.FieldsSeq(line) {
			w := columns(word)
			switch {
			case row.Len() == 0:
				room = width - w
			case w+1 > room:
				wrapped = append(wrapped, row.String())
				row.Reset()
				room = width - w
			default:
				row.WriteByte(' ')
				room -= w + 1
			}
			row.WriteString(word)
		}
		wrapped = append(wrapped, row.String())
	}
	return wrapped
}
