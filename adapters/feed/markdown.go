package feed

import (
	"regexp"
	"strings"
	"time"

	"dragoman/knowledge/article"
)

// markdown writes an article so that package article reads the same from it:
// front matter, then a paragraph a line. Of published, which goes with it, the
// time and the zone are kept for people.
func markdown(a *article.Article, published time.Time) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, entry := range []struct{ key, value string }{
		{"title", a.Title},
		{"publisher", a.Publisher},
		{"published", published.Format(time.RFC3339)},
		{"url", a.URL},
		{"language", a.Language},
	} {
		if entry.value != "" {
			b.WriteString(entry.key + ": " + quote(entry.value) + "\n")
		}
	}
	b.WriteString("---\n")
	for _, p := range a.Paragraphs[1:] {
		b.WriteByte('\n')
		if p.Heading {
			b.WriteString("## ")
		}
		b.WriteString(escape(p.Text) + "\n")
	}
	return []byte(b.String())
}

// quote writes one line of text as a YAML scalar in single quotes, in which
// nothing but the quote itself has a meaning.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

var escaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `~`, `\~`, `&`, `\&`, `#`, `\#`, `|`, `\|`)

// startMark is what makes a line a list, a rule or a quoted block.
var startMark = regexp.MustCompile(`^(\d{0,9})([-+>=.)])`)

// escape takes the meaning that they have in Markdown from the characters of a
// paragraph.
func escape(text string) string { return startMark.ReplaceAllString(escaper.Replace(text), `$1\$2`) }
