package console

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// maxWidth is the longest line in columns: longer ones are hard to read.
const maxWidth = 100

// Screen writes text for people. Its zero value but for Out writes plain,
// unwrapped text. After an error of Out it writes nothing more.
type Screen struct {
	Out    io.Writer
	Colour bool
	Width  func() int // columns; nil or a result below 1 for no wrapping

	err error
}

// NewScreen returns a screen that fits out: with colour if out is a terminal
// and neither NO_COLOR nor a dumb terminal is in the environment
// (https://no-color.org), wrapped if it is a terminal, and plain if it is not.
func NewScreen(out io.Writer, lookupEnv func(string) (string, bool)) *Screen {
	s := &Screen{Out: out}
	if !IsTerminal(out) {
		return s
	}
	file := out.(*os.File)
	noColour, _ := lookupEnv("NO_COLOR")
	kind, _ := lookupEnv("TERM")
	s.Colour = noColour == "" && kind != "dumb" && understandsColour(file)
	s.Width = func() int {
		width, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			return 0
		}
		return min(width, maxWidth)
	}
	return s
}

// IsTerminal reports whether f, a reader or a writer, is a terminal.
func IsTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// Style is how text looks where there is colour.
type Style string

// The styles, as parameters of the escape sequence "select graphic rendition"
// (ECMA-48, 8.3.117).
const (
	Normal Style = ""
	Bold   Style = "1"
	Faint  Style = "2"
	Accent Style = "36" // cyan: legible on dark and on light
)

// Print writes a paragraph, made plain, wrapped, and indented by a number of
// columns.
func (s *Screen) Print(style Style, indent int, text string) {
	s.Item(style, strings.Repeat(" ", indent), text)
}

// Item writes a paragraph behind a mark, such as "  1  "; its further lines
// are indented as far. Only the mark has the style if there is more than space
// in it.
func (s *Screen) Item(style Style, mark, text string) {
	if s.err != nil {
		return
	}
	width := 0
	if s.Width != nil {
		width = s.Width()
	}
	var b strings.Builder
	margin := strings.Repeat(" ", columns(mark))
	marked := strings.TrimSpace(mark) != ""
	for i, line := range wrap(Plain(text), width-columns(mark), width > 0) {
		switch {
		case line == "":
		case i > 0 && marked:
			b.WriteString(margin + line)
		case i > 0:
			b.WriteString(margin + s.styled(style, line))
		case marked:
			b.WriteString(s.styled(style, mark) + line)
		default:
			b.WriteString(mark + s.styled(style, line))
		}
		b.WriteByte('\n')
	}
	s.write(b.String())
}

// Blank writes an empty line.
func (s *Screen) Blank() { s.write("\n") }

// Err returns the first error of Out.
func (s *Screen) Err() error { return s.err }

func (s *Screen) styled(style Style, text string) string {
	if !s.Colour || style == Normal {
		return text
	}
	return "\x1b[" + string(style) + "m" + text + "\x1b[0m"
}

func (s *Screen) write(text string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.Out, text)
	}
}
