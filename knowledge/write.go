package knowledge

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Remark is something for an editor to look at, written above an item of a story
// file. Parse passes over it.
type Remark struct {
	ID   string // of the item
	Text string // one line, without "#"
}

// WriteYAML writes a base as a story file, which [Parse] reads back to the same
// base, with remarks above the items that they are about. It returns the first
// error of w.
func (b *Base) WriteYAML(w io.Writer, remarks ...Remark) error {
	out := &yamlWriter{w: bufio.NewWriter(w), base: b, remarks: remarks}
	out.head()
	for _, s := range entitySections {
		out.entities(s)
	}
	for _, s := range itemSections {
		out.items(s)
	}
	return out.w.Flush() // which returns the first error of all writes
}

// yamlWriter writes a story file in the plain part of YAML, lists of texts a line
// each where they are long.
type yamlWriter struct {
	w       *bufio.Writer
	base    *Base
	remarks []Remark
}

func (y *yamlWriter) line(indent int, format string, args ...any) {
	for range indent {
		y.w.WriteString("  ")
	}
	fmt.Fprintf(y.w, format, args...)
	y.w.WriteByte('\n')
}

// text writes a key and its text, if there is one.
func (y *yamlWriter) text(indent int, key, value string) {
	if value != "" {
		y.line(indent, "%s: %s", key, scalar(value))
	}
}

// texts writes a key and a list of texts in one line, if there are any.
func (y *yamlWriter) texts(indent int, key string, values []string) {
	if len(values) > 0 {
		y.line(indent, "%s: %s", key, flow(values))
	}
}

// long writes a key and a list of texts, a line each.
func (y *yamlWriter) long(indent int, key string, values []string) {
	y.line(indent, "%s:", key)
	for _, v := range values {
		y.line(indent+1, "- %s", scalar(v))
	}
}

func (y *yamlWriter) cites(indent int, cites []int) {
	if len(cites) > 0 {
		y.line(indent, "cites: %s", citeList(cites))
	}
}

func citeList(cites []int) string {
	numbers := make([]string, len(cites))
	for i, n := range cites {
		numbers[i] = strconv.Itoa(n)
	}
	return "[" + strings.Join(numbers, ", ") + "]"
}

// head writes what comes before the entities.
func (y *yamlWriter) head() {
	s := y.base.story
	if s.Extracted {
		y.line(0, "# A program made this draft of the article's text. Look first at who says what:")
		y.line(0, "# \"bot story show\" prints it. Lines with \"look:\" are where it may be wrong.")
		y.line(0, "# How to edit it: docs/STORY-FORMAT.md. How to check it:")
		y.line(0, "# bot story check THIS-FILE --article THE-ARTICLE")
	}
	y.line(0, "schema: %d", schema)
	y.line(0, "")
	y.line(0, "story:")
	y.text(1, "title", s.Title)
	y.text(1, "publisher", s.Publisher)
	if !s.Published.IsZero() {
		y.line(1, "published: %s", s.Published.Format(time.DateOnly))
	}
	y.text(1, "url", s.URL)
	y.text(1, "language", s.Language)
	if s.Extracted {
		y.line(1, "extracted: true")
	}
	y.line(0, "")
	y.line(0, "paragraphs:")
	for i, label := range y.base.paragraphs {
		y.line(1, "%d: %s", i+1, scalar(label))
	}
}

func (y *yamlWriter) entities(s entitySection) {
	titled := false
	for i := range y.base.entities {
		e := &y.base.entities[i]
		if e.Kind != s.kind {
			continue
		}
		if !titled {
			y.line(0, "")
			y.line(0, "%s:", s.key)
			titled = true
		}
		y.entity(e)
	}
}

func (y *yamlWriter) entity(e *Entity) {
	y.line(1, "%s:", e.ID)
	y.text(2, "name", e.Name)
	if e.Short != e.Name {
		y.text(2, "short", e.Short)
	}
	y.texts(2, "aliases", e.Aliases)
	y.text(2, "kind", e.PlaceKind)
	y.texts(2, "adjectives", e.Adjectives)
	y.text(2, "capital", e.Capital)
	if e.Pronoun != defaultPronoun(e.Kind) {
		y.text(2, "pronoun", e.Pronoun)
	}
	y.text(2, "side", e.Side)
	if len(e.Roles) > 0 {
		y.line(2, "roles:")
	}
	for _, r := range e.Roles {
		y.line(3, "- title: %s", scalar(r.Title))
		y.texts(4, "also", r.Also)
		y.text(4, "of", r.Of)
		y.cites(4, r.Cites)
	}
	y.texts(2, "members", e.Members)
	y.text(2, "is", e.Is)
	y.cites(2, e.Cites)
}

func (y *yamlWriter) items(s itemSection) {
	titled := false
	for i := range y.base.items {
		it := &y.base.items[i]
		if it.Kind != s.kind {
			continue
		}
		if !titled {
			y.line(0, "")
			y.line(0, "%s:", s.key)
			titled = true
		}
		y.item(it)
	}
}

func (y *yamlWriter) item(it *Item) {
	for _, r := range y.remarks {
		if r.ID == it.ID {
			y.line(1, "# look: %s", strings.Join(strings.Fields(r.Text), " "))
		}
	}
	y.line(1, "- id: %s", scalar(it.ID))
	if it.Kind == Unsaid {
		y.text(2, "say", it.Gist)
		y.text(2, "nearest", it.Nearest)
		y.texts(2, "about", it.About)
		y.asked(2, it.Asks[0].Ways)
		return
	}
	y.text(2, "name", it.Name)
	y.text(2, "what", it.What)
	y.texts(2, "who", it.Who)
	y.text(2, "by", it.By)
	if it.Verb != "said" {
		y.text(2, "verb", it.Verb)
	}
	y.text(2, "to", it.To)
	y.text(2, "where", it.Where)
	if it.When.Said != "" || it.When.Date != "" {
		y.line(2, "when:")
		y.text(3, "said", it.When.Said)
		if it.When.Date != "" {
			y.line(3, "date: %s", it.When.Date)
		}
	}
	if it.Status != Confirmed {
		y.text(2, "status", it.Status.String())
	}
	y.texts(2, "about", it.About)
	y.cites(2, it.Cites)
	y.text(2, "gist", it.Gist)
	switch len(it.Quotes) {
	case 0:
	case 1:
		y.text(2, "quote", it.Quotes[0])
	default:
		y.long(2, "quotes", it.Quotes)
	}
	y.amounts(it.Amounts)
	if len(it.Asks) > 0 {
		y.line(2, "asks:")
	}
	for i := range it.Asks {
		y.ask(it, &it.Asks[i])
	}
}

// amounts writes the numbers of an item, a line each.
func (y *yamlWriter) amounts(amounts []Amount) {
	if len(amounts) > 0 {
		y.line(2, "amounts:")
	}
	for _, a := range amounts {
		line := "said: " + quoted(a.Said) + ", kind: " + a.Kind.String() + ", value: " + strconv.FormatFloat(a.Value, 'f', -1, 64)
		if a.Unit != "" {
			line += ", unit: " + quoted(a.Unit)
		}
		if a.Cite > 0 {
			line += fmt.Sprintf(", at: [%d, %d, %d]", a.Cite, a.From, a.To)
		}
		y.line(3, "- {%s}", line)
	}
}

func (y *yamlWriter) ask(it *Item, a *Ask) {
	kind := a.Kind.String()
	if a.Kind == Yes || a.Kind == No {
		kind = `"` + kind + `"`
	}
	y.line(3, "- kind: %s", kind)
	y.text(4, "answer", a.Answer)
	y.text(4, "ground", a.Ground)
	if !slices.Equal(a.Cites, it.Cites) {
		y.cites(4, a.Cites)
	}
	y.asked(4, a.Ways)
}

func (y *yamlWriter) asked(indent int, ways []string) {
	if len(ways) == 0 {
		y.line(indent, "asked: []")
		return
	}
	y.long(indent, "asked", ways)
}

// flow writes a list of texts between brackets.
func flow(values []string) string {
	written := make([]string, len(values))
	for i, v := range values {
		if written[i] = scalar(v); strings.ContainsAny(written[i], ",[]{}") && written[i][0] != '"' {
			written[i] = quoted(v)
		}
	}
	return "[" + strings.Join(written, ", ") + "]"
}

// scalar writes a text bare where that is plain, and between double quotes where it
// is not.
func scalar(text string) string {
	if bareScalar(text) {
		return text
	}
	return quoted(text)
}

// bareScalar tells whether a text stands for itself without quotes: letters, digits
// and a few marks that mean nothing in YAML, and no word that YAML reads as
// something else than a text.
func bareScalar(text string) bool {
	if text == "" || text != strings.TrimSpace(text) || len(text) > 4096 {
		return false
	}
	first := text[0]
	if (first < 'a' || first > 'z') && (first < 'A' || first > 'Z') {
		return false
	}
	for _, c := range text {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case strings.ContainsRune(" .,;()/%$'’“”–-", c):
		case c >= 0xC0 && c <= 0x17F && c != '×' && c != '÷':
		default:
			return false
		}
	}
	switch strings.ToLower(text) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return false
	}
	return true
}

// quoted writes a text between double quotes.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c >= 0x7f && c <= 0xa0 || c == '\u2028' || c == '\u2029' || c == '\ufeff':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
