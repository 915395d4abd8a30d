package webpage_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/webpage"
	"dragoman/knowledge/article"
)

func texts(a *article.Article) []string {
	var out []string
	for _, p := range a.Paragraphs {
		out = append(out, p.Text)
	}
	return out
}

// missed returns those of want that got does not have.
func missed(want, got []string) []string {
	var out []string
	for _, w := range want {
		if !slices.Contains(got, w) {
			out = append(out, w)
		}
	}
	return out
}

// Each page of testdata is built in another way; the text beside it is what people
// read as the article, the headline first. Paragraphs that are left out are lost to
// readers, so there may be none; what is too much may come from no more than two
// pages.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) < 18 {
		t.Fatal(pages, err)
	}
	exact, missing, tooMany := 0, 0, 0
	for _, page := range pages {
		gold, err := os.ReadFile(strings.TrimSuffix(page, ".html") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.TrimSpace(string(gold)), "\n")
		a, err := webpage.Reader().ReadFile(page)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		got := texts(a)
		less, more := missed(want, got), missed(got, want)
		missing, tooMany = missing+len(less), tooMany+len(more)
		if slices.Equal(got, want) {
			exact++
			continue
		}
		t.Logf("%s:\nleft out: %q\ntoo much: %q", filepath.Base(page), less, more)
	}
	t.Logf("%d of %d pages to the letter, %d paragraphs left out, %d too many", exact, len(pages), missing, tooMany)
	if exact < len(pages)-2 || missing > 0 || tooMany > 3 {
		t.Error("these are fewer than before")
	}
}

func TestMetadata(t *testing.T) {
	const text = `<p>The crews of the northern ferries walked out at dawn on Tuesday, and no ship has left the harbour since, their union said.</p>` +
		`<p>The owner, Norline, says that it cannot find enough sailors for all of its ships, and has offered a bonus.</p>`
	for _, c := range []struct{ name, head, title, publisher, url, language, published string }{
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Strike","publisher":{"name":"Courier"},"datePublished":"2025-05-06T23:30:00+02:00","inLanguage":"en","url":"https://x.example/a"}</script>`,
			"Strike", "Courier", "https://x.example/a", "en", "2025-05-06"},
		{"properties", `<title>Strike | Courier</title><meta property="og:title" content="Strike"><meta property="og:site_name" content="Courier"><meta property="article:published_time" content="2025-05-06T07:00:00Z"><link rel="canonical" href="https://x.example/a">`,
			"Strike", "Courier", "https://x.example/a", "", "2025-05-06"},
		{"a title only", `<title>Strike in the north of the country » Courier</title>`, "Strike in the north of the country » Courier", "", "", "", "0001-01-01"},
		{"another kind of article", `<title>Strike</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Report","headline":"Strike","publisher":{"name":"Courier"}}</script>`, "Strike", "Courier", "", "", "0001-01-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := webpage.Reader().Read(strings.NewReader("<!DOCTYPE html><html><head>"+c.head+"</head><body><article>"+text+"</article></body></html>"), "a.html")
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != c.title || a.Publisher != c.publisher || a.URL != c.url || a.Language != c.language || a.Published.Format(time.DateOnly) != c.published {
				t.Errorf("got %+v", *a)
			}
		})
	}
}

// Pages come in the encodings that they name, or do not name.
func TestEncodings(t *testing.T) {
	page := func(head string) string {
		return "<html><head>" + head + "<title>\xC4rger am Hafen</title></head><body><p>Die F\xE4hren im Norden liegen seit Dienstag still, sagte die Gewerkschaft, und die L\xE4den auf den Inseln sind leer.</p></body></html>"
	}
	for _, head := range []string{"", `<meta charset="iso-8859-1">`, `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`} {
		a, err := webpage.Reader().Read(strings.NewReader(page(head)), "a.html")
		if err != nil || a.Title != "Ärger am Hafen" || !strings.Contains(a.Paragraphs[1].Text, "Die Fähren") {
			t.Errorf("%s: got %+v, %v", head, a, err)
		}
	}
}

// Text and Markdown are none of the library's business.
func TestOtherFormats(t *testing.T) {
	a, err := webpage.Reader().Read(strings.NewReader("Strike\nThey wait.\n"), "a.txt")
	if err != nil || a.Title != "Strike" {
		t.Errorf("got %v, %v", a, err)
	}
}

type endless struct{ text string }

func (e endless) Read(p []byte) (int, error) { return copy(p, e.text), nil }

func TestRefuses(t *testing.T) {
	const line = "<p>The crews of the northern ferries walked out at dawn."
	for _, c := range []struct {
		name string
		page io.Reader
		want error
	}{
		{"a file without end", endless{line}, article.ErrTooLarge},
		{"a picture", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00"), article.ErrBinary},
		{"bytes of any kind", strings.NewReader("<html>\x00\x01\x02\x03"), article.ErrBinary},
		{"nothing", strings.NewReader(" \n"), article.ErrEmpty},
		{"no text", strings.NewReader("<html><body><nav><a href=x>Home</a></nav></body></html>"), article.ErrNoParagraphs},
		{"deep nesting", strings.NewReader("<html>" + strings.Repeat("<div>", 600) + line), article.ErrNested},
		{"many elements", strings.NewReader("<html>" + strings.Repeat(line, webpage.MaxElements)), webpage.ErrPage},
		{"many elements, deep", strings.NewReader("<html>" + strings.Repeat("<div>", 400) + strings.Repeat(line, 40_000)), webpage.ErrPage},
	} {
		t.Run(c.name, func(t *testing.T) {
			began := time.Now()
			a, err := webpage.Reader().Read(c.page, "a.html")
			if !errors.Is(err, c.want) || a != nil {
				t.Errorf("got %v, %v", a, err)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`<html><table><tr><td>a<br><br>b<noscript><img></noscript><amp-ad>`))
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := webpage.Reader().Read(strings.NewReader("<html>"+string(page)), "a.html")
		if (a == nil) == (err == nil) {
			t.Fatalf("got %v, %v", a, err)
		}
		if a == nil {
			return
		}
		for i, p := range a.Paragraphs {
			if p.Number != i+1 || p.Text == "" || p.Text != strings.TrimSpace(p.Text) || strings.Contains(p.Text, "\n") {
				t.Fatalf("paragraph %d is %q", i+1, p.Text)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page, err := os.ReadFile("testdata/blog-with-comments.html")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := webpage.Reader().Read(strings.NewReader(string(page)), "a.html"); err != nil {
			b.Fatal(err)
		}
	}
}
