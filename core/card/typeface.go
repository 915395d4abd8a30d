package card

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts are the two fonts of a picture, for one goroutine.
type fonts struct {
	regular, bold *sfnt.Font
	buffer        sfnt.Buffer
	faces         map[style]*typeface
}

// style is a font in a size.
type style struct {
	bold bool
	size int // in pixels
}

// typeface is a font in a size, with widths already measured.
type typeface struct {
	style
	face     font.Face
	advances map[rune]fixed.Int26_6
}

func newFonts() *fonts {
	return &fonts{parse(goregular.TTF), parse(gobold.TTF), sfnt.Buffer{}, make(map[style]*typeface)}
}

// parse reads a font that the program holds. A test draws with both.
func parse(ttf []byte) *sfnt.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("card: a font of the program's own: " + err.Error())
	}
	return f
}

// has tells whether there is a glyph for a rune. Both fonts have the same ones.
func (f *fonts) has(r rune) bool {
	i, err := f.regular.GlyphIndex(&f.buffer, r)
	return err == nil && i != 0
}

// in returns the typeface of a style.
func (f *fonts) in(s style) *typeface {
	if t, ok := f.faces[s]; ok {
		return t
	}
	of := f.regular
	if s.bold {
		of = f.bold
	}
	const dpi = 72 // so that sizes are pixels
	face, err := opentype.NewFace(of, &opentype.FaceOptions{Size: float64(s.size), DPI: dpi})
	if err != nil {
		panic("card: a size of the program's own: " + err.Error())
	}
	t := &typeface{s, face, make(map[rune]fixed.Int26_6)}
	f.faces[s] = t
	return t
}

// line returns the height of a line of text.
func (t *typeface) line() int { return t.size * 13 / 10 }

// baseline returns how far below the top of a line its letters stand. The capitals
// of the fonts are 0.72 of their size high.
func (t *typeface) baseline() int { return t.line()/2 + t.size*36/100 }

// width returns the width of a text in pixels. The fonts have no kerning.
func (t *typeface) width(s string) int {
	var sum fixed.Int26_6
	for _, r := range s {
		a, ok := t.advances[r]
		if !ok {
			a, _ = t.face.GlyphAdvance(r)
			t.advances[r] = a
		}
		sum += a
	}
	return sum.Ceil()
}

// para is a text and the lines that it is broken into.
type para struct {
	text  string
	lines []string
}

// set breaks a text into lines of at most width pixels, and a little less where the
// last would be a word or two.
func (t *typeface) set(s string, width int) para {
	lines := t.wrap(s, width)
	if n := len(lines); n > 1 && t.width(lines[n-1]) < width/4 {
		if narrower := t.wrap(s, width*4/5); len(narrower) == n {
			lines = narrower
		}
	}
	return para{s, lines}
}

// height returns the height of a text in a typeface.
func (p para) height(t *typeface) int { return len(p.lines) * t.line() }

// wrap breaks a text into lines of at most width pixels: between words, after
// hyphens, dashes and slashes, and within a word only where it is wider than a line.
func (t *typeface) wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		join := " "
		for _, piece := range pieces(word) {
			if line == "" {
				join = ""
			}
			if t.width(line+join+piece) > width {
				if line != "" {
					lines = append(lines, line)
				}
				line, join = "", ""
				for t.width(piece) > width {
					n := t.most(piece, width)
					lines = append(lines, piece[:n])
					piece = piece[n:]
				}
			}
			line += join + piece
			join = ""
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// even breaks a text into as few lines as wrap does, of as even a width as can be.
func (t *typeface) even(s string, width int) para {
	lines := t.wrap(s, width)
	for low, high := width/2, width; high-low > 8; {
		mid := (low + high) / 2
		if got := t.wrap(s, mid); len(got) > len(lines) {
			low = mid
		} else {
			lines, high = got, mid
		}
	}
	return para{s, lines}
}

// pieces parts a word where a line may end: after a hyphen, a dash or a slash that
// stands between other runes.
func pieces(word string) []string {
	var all []string
	from := 0
	for i, r := range word {
		end := i + utf8.RuneLen(r)
		if strings.ContainsRune("-–—/", r) && i > from && end < len(word) {
			all = append(all, word[from:end])
			from = end
		}
	}
	return append(all, word[from:])
}

// most returns the length in bytes of the longest beginning of a text that fits
// into width pixels, at least one rune.
func (t *typeface) most(s string, width int) int {
	n := 0
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		if n > 0 && t.width(s[:end]) > width {
			break
		}
		n = end
	}
	return n
}
