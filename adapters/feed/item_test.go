package feed_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dragoman/adapters/feed"
	"dragoman/knowledge/article"
)

func TestFormats(t *testing.T) {
	latin := strings.Replace(rssOf(itemOf("1", "Café für alle", strike)), "UTF-8", "ISO-8859-1", 1)
	latinBytes, _ := charmap.ISO8859_1.NewEncoder().String(latin)
	bare := strings.Replace(rssOf(itemOf("1", "Café für alle", strike)), ` encoding="UTF-8"`, "", 1)
	bareBytes, _ := charmap.ISO8859_1.NewEncoder().String(bare)
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(latin, "ISO-8859-1", "UTF-16", 1))
	cyrillic, _ := charmap.Windows1251.NewEncoder().String(strings.Replace(rssOf(itemOf("1", "Паром", strike)), ` encoding="UTF-8"`, "", 1))
	for _, tt := range []struct{ name, kind, body, title string }{
		{"RSS 2.0", "", rssOf(itemOf("1", "Café für alle", strike)), "Café für alle"},
		{"RSS 1.0", "", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>N</title></channel><item><title>Old</title><link>https://a.example/1</link><description>` + strike + `</description></item></rdf:RDF>`, "Old"},
		{"Atom", "", `<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>1</id><title type="html">A &amp;lt;b</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>` + strike + `</p></div></content></entry></feed>`, "A <b"},
		{"JSON Feed", "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"N","language":"de","items":[{"id":"1","title":"Json","content_text":"` + strike + `\nA second paragraph that is long enough to be one."}]}`, "Json"},
		{"summary only", "", rssOf(`<item><title>Short</title><description>` + strike + `</description></item>`), "Short"},
		{"no title", "", rssOf(`<item><guid>x</guid><description>` + strike + ` More is to come.</description></item>`), "Ferry crews on the northern line stopped work at dawn on Monday, their …"},
		{"a title that is all", "", rssOf(`<item><title>` + strike + `</title><description>` + strike + `</description></item>`), "Ferry crews on the northern line stopped work at dawn on Monday, their …"},
		{"ISO-8859-1", "", latinBytes, "Café für alle"},
		{"ISO-8859-1 by header", "text/xml; charset=iso-8859-1", bareBytes, "Café für alle"},
		{"ISO-8859-1 by nothing", "text/xml", bareBytes, "Café für alle"},
		{"windows-1251 by header", "text/xml; charset=windows-1251", cyrillic, "Паром"},
		{"UTF-16", "", wide, "Café für alle"},
		{"UTF-8 with a mark and a wrong header", "text/xml; charset=iso-8859-1", "\uFEFF" + rssOf(itemOf("1", "Café für alle", strike)), "Café für alle"},
		{"an encoding nobody knows", "", strings.Replace(rssOf(itemOf("1", "Strike", strike)), "UTF-8", "x-none", 1), "Strike"},
		{"control characters", "", rssOf(itemOf("1", "Str\x02ike", strike)), "Strike"},
		{"HTML names of characters", "", rssOf(itemOf("1", "A&nbsp;&eacute; B &amp;amp; C", strike)), "A é B & C"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			parsed, err := feed.Decode([]byte(tt.body), tt.kind)
			if err != nil || len(parsed.Items) != 1 {
				t.Fatalf("got %v, %v", parsed, err)
			}
			a, data, err := feed.Markdown(parsed.Title, parsed.Language, parsed.Items[0], time.Now())
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.title || !strings.HasPrefix(a.Paragraphs[len(a.Paragraphs)-1].Text, "Ferry") && tt.name != "JSON Feed" {
				t.Errorf("got %+v", a)
			}
			if tt.name == "JSON Feed" && len(a.Paragraphs) != 3 {
				t.Errorf("got %+v", a.Paragraphs)
			}
			readsBack(t, a, data)
		})
	}
}

// readsBack tells whether a file gives the article that it was written from.
func readsBack(t *testing.T, want *article.Article, data []byte) {
	t.Helper()
	got, err := article.Read(bytes.NewReader(data), "x.md")
	if err != nil {
		t.Fatalf("%v:\n%s", err, data)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v\nfrom\n%s", got, want, data)
	}
}

var hostile = []string{
	"../../etc/passwd", `..\..\x`, "/abs", "CON", "a\x00b", "---", "--- \ntitle: x", "'", "''", `"`, `\`, `a\`, "# x", "#", "- x", "1. x", "12) x",
	"> x", "| a | b |", "***", "___", "===", "~~~", "```go", "`code`", "[a](b)", "[^1]", "[a]: b", "![x](y)", "<b>x</b>", "&lt;b&gt;", "&amp;amp;", "<!-- x -->",
	"*a* _b_ ~~c~~", "{a: b}", "[a, b]", "&anchor", "*alias", "!!tag", "%dir", "@x", "null", "true", "2025-02-18", "a: b", "a #b", "\u200b", "\ue05b x\ue02a", "\u202etxt",
	"</script><script>", "a\u200db", "می\u200cخواهم", "👩\u200d💻", "<?xml", "<!DOCTYPE html>", "\xff\xfe", strings.Repeat("ü", 2000), strings.Repeat("'", 700),
}

func TestHostileItems(t *testing.T) {
	for _, s := range hostile {
		t.Run(fmt.Sprintf("%.20q", s), func(t *testing.T) {
			item := &gofeed.Item{Title: s, Link: "https://a.example/?" + s, Description: "<p>" + s + " " + strike + "</p><p>" + strike + " " + s + "</p><h2>" + s + "</h2>"}
			a, data, err := feed.Markdown(s, s, item, time.Now())
			if strings.Contains(s, "<script>") && errors.Is(err, article.ErrNoParagraphs) {
				return // all that follows is script
			}
			if err != nil {
				t.Fatal(err)
			}
			readsBack(t, a, data)
		})
	}
}

func TestHostileItemsStayInTheFolder(t *testing.T) {
	var items []string
	for i, s := range hostile {
		items = append(items, fmt.Sprintf(`<item><guid>../%d</guid><title><![CDATA[%s]]></title><description>%s</description></item>`, i, s, strike))
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "articles")
	s := serve(t, text(rssOf(items...)))
	f, _ := open(t, feed.Options{URL: s.URL, Folder: dir})
	poll(t, f, len(items))
	if n := len(saved(t, dir)); n != len(items) {
		t.Errorf("got %d files", n)
	}
	if found, _ := os.ReadDir(parent); len(found) != 1 {
		t.Errorf("outside of the folder is %v", found)
	}
}

func TestJSONLDOfAnItemDoesNotSpeakForIt(t *testing.T) {
	item := &gofeed.Item{Title: "Ours", Link: "https://a.example/1", Content: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Theirs","publisher":"Evil","datePublished":"1999-01-01"}</script>` +
		`<link rel="canonical" href="https://evil.example/"><h1>Theirs</h1><p>` + strike + `</p>`}
	a, _, err := feed.Markdown("News", "en", item, time.Date(2025, 2, 18, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Ours" || a.Publisher != "News" || a.URL != "https://a.example/1" || a.Published.Year() != 2025 {
		t.Errorf("got %+v", a)
	}
}

func TestItemsWithoutText(t *testing.T) {
	for _, content := range []string{"", "short", "<img src=x>", "<p><a href=x>" + strike + "</a></p>", strings.Repeat("<div>", 600) + strike, strings.Repeat("<p>"+strike+"</p>", 20_000)} {
		if a, _, err := feed.Markdown("News", "en", &gofeed.Item{Title: "T", Content: content}, time.Now()); err == nil {
			t.Errorf("%.40q: got %d paragraphs", content, len(a.Paragraphs))
		}
	}
}

func TestMatch(t *testing.T) {
	item := `<item><guid>1</guid><title>Émile visits Łódź</title><category>Ferry crews</category><description>` + strike + `</description></item>`
	for match, want := range map[string]int{
		"":             1,
		"ferry":        1,
		"UNION crews":  1,
		"emile lodz":   1,
		"ferr":         0,
		"ferry plane":  0,
		"ferr(y|ies)":  1,
		"^émile":       1,
		"plane|strike": 0,
		"plane|dawn":   1,
	} {
		s := serve(t, text(rssOf(item)))
		f, _ := open(t, feed.Options{URL: s.URL, Folder: t.TempDir(), Match: match})
		if n, err := f.Poll(t.Context()); n != want || err != nil {
			t.Errorf("%q: got %d, %v", match, n, err)
		}
	}
}

func TestDoublesInOneFeed(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, text(rssOf(itemOf("1", "First", strike), itemOf("1", "Second", strike))))
	f, _ := open(t, feed.Options{URL: s.URL, Folder: dir})
	poll(t, f, 1)
	if a := only(t, dir); a.Title != "First" {
		t.Errorf("got %q", a.Title)
	}
}

func TestBounds(t *testing.T) {
	var items []string
	for i := range feed.MaxItems + 5 {
		items = append(items, itemOf(fmt.Sprint(i), "Strike", strike))
	}
	dir := t.TempDir()
	for i := range feed.MaxFiles - 10 {
		write(t, filepath.Join(dir, fmt.Sprintf("2025-01-01-x-%010x.md", i)), strike+"\n\n"+strike)
	}
	s := serve(t, text(rssOf(items...)))
	f, log := open(t, feed.Options{URL: s.URL, Folder: dir})
	poll(t, f, 10)
	if !strings.Contains(log.String(), "taken=500") || !strings.Contains(log.String(), "items=490") {
		t.Errorf("said:\n%s", log)
	}
}

func FuzzItem(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s, s, s)
	}
	f.Fuzz(func(t *testing.T, title, publisher, link, content string) {
		item := &gofeed.Item{Title: title, Link: link, Content: "<p>" + content + "</p><p>" + strike + "</p>"}
		a, data, err := feed.Markdown(publisher, "en", item, time.Unix(1739900000, 0).UTC())
		if err != nil {
			return
		}
		readsBack(t, a, data)
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(rssOf(itemOf("1", "T", strike))), "text/xml; charset=utf-8")
	f.Add([]byte(`{"version":"1","items":[{}]}`), "")
	f.Add([]byte("\xff\xfe<\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		parsed, err := feed.Decode(body, kind)
		if (parsed == nil) == (err == nil) {
			t.Errorf("got %v, %v", parsed, err)
		}
	})
}

func FuzzSlug(f *testing.F) {
	f.Add("../Émile's Łódź")
	f.Fuzz(func(t *testing.T, title string) {
		s := feed.Slug(title)
		if s == "" || len(s) > 60 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("got %q", s)
		}
	})
}
