package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dragoman/knowledge/article"
)

// Bounds of what is saved, in bytes. The first four keep the front matter within
// what package article reads of it, however it is quoted.
const (
	maxTitle     = 600
	maxPublisher = 200
	maxURL       = 1000
	maxLanguage  = 35      // RFC 5646, section 4.4.1
	maxText      = 1 << 20 // the longest articles of newspapers have 200 kB
)

var errTooLong = errors.New("it has more than 1 MiB of text, which no article has")

// origin is what the items of a feed have in common.
type origin struct {
	publisher string
	language  string
	base      *url.URL
}

func originOf(feed *gofeed.Feed, base *url.URL) origin {
	publisher := plain(feed.Title)
	if publisher == "" {
		publisher = base.Hostname()
	}
	return origin{publisher: publisher, language: languageOf(feed.Language), base: base}
}

// article reads an item as a page of which the rest is known. The full text is
// taken, or the summary where there is no more.
func (o origin) article(item *gofeed.Item, published time.Time) (*article.Article, error) {
	content := item.Content
	if strings.TrimSpace(content) == "" {
		content = item.Description
	}
	title, text := plain(item.Title), plain(content)
	if strings.IndexFunc(title, isVisible) < 0 || same(title, text) {
		title = headline(text)
	}
	page, err := o.page(title, o.link(item), published, content)
	if err != nil {
		return nil, err
	}
	a, err := article.Read(strings.NewReader(strings.Map(printable, page)), "")
	if err != nil {
		return nil, err
	}
	return tidy(a)
}

// page writes an item as HTML. What the item's own markup may say about itself
// comes after what we say, and package article takes the first.
func (o origin) page(title, link string, published time.Time, content string) (string, error) {
	about, err := json.Marshal(map[string]any{
		"@type":         "NewsArticle",
		"headline":      title,
		"publisher":     map[string]string{"name": o.publisher},
		"inLanguage":    o.language,
		"datePublished": published.Format(time.RFC3339),
	})
	if err != nil {
		return "", fmt.Errorf("describe the item: %w", err)
	}
	if !hasMarkup(content) {
		content = "<p>" + strings.Join(strings.Split(strings.ReplaceAll(content, "\r\n", "\n"), "\n"), "</p><p>") + "</p>"
	}
	return `<!DOCTYPE html><html lang="` + html.EscapeString(o.language) + `"><head><meta charset="utf-8">` +
		`<script type="application/ld+json">` + string(about) + `</script>` +
		`<link rel="canonical" href="` + html.EscapeString(link) + `"></head>` +
		`<body><article><h1>` + html.EscapeString(title) + `</h1>` + content + `</article></body></html>`, nil
}

// link returns the address of an item, or "" when it has none or one that is too
// long to be of use.
func (o origin) link(item *gofeed.Item) string {
	for _, link := range []string{item.Link, item.GUID} {
		u, err := url.Parse(strings.TrimSpace(link))
		if link == "" || err != nil || link == item.GUID && !u.IsAbs() {
			continue
		}
		u = o.base.ResolveReference(u)
		u.User = nil
		if s := u.String(); isWeb(u) && u.Host != "" && len(s) <= maxURL {
			return s
		}
	}
	return ""
}

// tidy bounds an article, and takes out the characters of private use with which
// sites draw pictures: they mean nothing elsewhere.
func tidy(a *article.Article) (*article.Article, error) {
	a.Title = cut(withoutPrivate(a.Title), maxTitle)
	a.Publisher = cut(withoutPrivate(a.Publisher), maxPublisher)
	if a.URL = withoutPrivate(a.URL); len(a.URL) > maxURL {
		a.URL = ""
	}
	a.Language = languageOf(a.Language)
	total, body := 0, false
	kept := a.Paragraphs[:0]
	for i, p := range a.Paragraphs {
		p.Text = withoutPrivate(p.Text)
		if i == 0 {
			p.Text = a.Title
		}
		if i > 0 && (p.Text == "" || len(kept) == 1 && same(a.Title, p.Text)) {
			continue
		}
		p.Number = len(kept) + 1
		kept = append(kept, p)
		total += len(p.Text)
		body = body || !p.Heading
	}
	a.Paragraphs = kept
	switch {
	case a.Title == "" || !body:
		return nil, article.ErrNoParagraphs
	case total > maxText:
		return nil, errTooLong
	}
	return a, nil
}

// printable leaves out control characters, which JSON can have anywhere.
func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

func withoutPrivate(s string) string {
	if strings.IndexFunc(s, isPrivate) < 0 {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if isPrivate(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func isVisible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

func isPrivate(r rune) bool { return unicode.Is(unicode.Co, r) }

// cut returns the beginning of a text, at most n bytes of it.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n]) + "…"
}

// languageOf returns a language tag, or "" for what is none.
func languageOf(tag string) string {
	tag = strings.TrimSpace(tag)
	for _, r := range tag {
		if r != '-' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)) {
			return ""
		}
	}
	if len(tag) > maxLanguage {
		return ""
	}
	return tag
}

// plain returns the text of what may be HTML, in one line.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		var b strings.Builder
		for z := html.NewTokenizer(strings.NewReader(s)); ; {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			switch token := z.Token(); {
			case kind == html.TextToken:
				b.WriteString(token.Data)
			case !isInline(token.DataAtom):
				b.WriteByte(' ')
			}
		}
		s = b.String()
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// isInline tells whether an element stands inside words.
func isInline(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.B, atom.Em, atom.I, atom.Mark, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Wbr:
		return true
	}
	return false
}

// hasMarkup tells whether a text has elements; without them, its lines are its
// paragraphs.
func hasMarkup(s string) bool {
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			return true
		}
	}
}

// headline is that of a text which has none of its own: its first words. The
// ellipsis also keeps it apart from a text of one sentence, which would be taken
// for the headline once more.
func headline(text string) string {
	const longest = 80
	text = cut(text, longest)
	if words, ok := strings.CutSuffix(text, "…"); ok && strings.Contains(words, " ") {
		text = words[:strings.LastIndexByte(words, ' ')]
	}
	return strings.TrimRight(text, " .,;:…") + " …"
}

// same tells whether a paragraph only says the headline again; package article
// leaves such a one out.
func same(title, text string) bool {
	return strings.EqualFold(straighten.Replace(title), straighten.Replace(text))
}

var straighten = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// dayLayouts keep the zone in which the day was written.
var dayLayouts = []string{time.RFC3339, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700"}

// publishedAt returns when an item was published: as it says, else as it says of
// its last change, else fallback.
func publishedAt(item *gofeed.Item, fallback time.Time) time.Time {
	for _, date := range []struct {
		written string
		parsed  *time.Time
	}{{item.Published, item.PublishedParsed}, {item.Updated, item.UpdatedParsed}} {
		for _, layout := range dayLayouts {
			if t, err := time.Parse(layout, strings.TrimSpace(date.written)); err == nil && isSane(t) {
				return t
			}
		}
		if date.parsed != nil && isSane(*date.parsed) {
			return *date.parsed
		}
	}
	return fallback
}

// isSane leaves out the years that package article reads no date in.
func isSane(t time.Time) bool { return t.Year() >= 1600 && t.Year() <= 9999 }
