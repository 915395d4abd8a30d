package article_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"

	"dragoman/knowledge/article"
)

func read(t *testing.T, name, text string) *article.Article {
	t.Helper()
	a, err := article.Read(strings.NewReader(text), name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// texts returns the paragraphs, headings with "# " before them.
func texts(a *article.Article) []string {
	var all []string
	for i, p := range a.Paragraphs {
		if p.Number != i+1 {
			return []string{fmt.Sprintf("paragraph %d has the number %d", i+1, p.Number)}
		}
		mark := ""
		if p.Heading {
			mark = "# "
		}
		all = append(all, mark+p.Text)
	}
	return all
}

func TestReadPlainText(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a paragraph a line", "Ferry strike\nThe crews struck.\nThey wait.", []string{"# Ferry strike", "The crews struck.", "They wait."}},
		{"blank lines between some", "\n\nFerry strike\n\nThe crews struck.\n\n\nThey wait.\nAll wait.\n", []string{"# Ferry strike", "The crews struck.", "They wait.", "All wait."}},
		{"wrapped lines", "Ferry strike\n\nThe crews of the northern line have struck\nsince Monday, and no ship has left the\nharbour.\n\nThey wait for a new offer from the owner,\nthey said.\n",
			[]string{"# Ferry strike", "The crews of the northern line have struck since Monday, and no ship has left the harbour.", "They wait for a new offer from the owner, they said."}},
		{"wrapped lines, headline too", "Ferry strike goes into its second week as\nthe owner makes no offer\n\nThe crews of the northern line have struck\nsince Monday, and no ship has left the\nharbour.\n",
			[]string{"# Ferry strike goes into its second week as the owner makes no offer", "The crews of the northern line have struck since Monday, and no ship has left the harbour."}},
		{"wrapped at hyphens", "Ferry strike\n\nThe crews struck at the Bergen-\nbased line on Monday and the ex-\nMinister stayed away from the har-\nbour.",
			[]string{"# Ferry strike", "The crews struck at the Bergen-based line on Monday and the ex- Minister stayed away from the har-bour."}},
		{"wrapped, indented paragraphs", "Ferry strike\n\n  The crews of the northern line have struck\nsince Monday, and no ship has left the port.\n  They wait for a new offer from the owner,\nthey said.",
			[]string{"# Ferry strike", "The crews of the northern line have struck since Monday, and no ship has left the port.", "They wait for a new offer from the owner, they said."}},
		{"a heading among short paragraphs", "Ferry strike\nThe crews struck on Monday.\nThe owner\nHe made no offer to them on Tuesday.", []string{"# Ferry strike", "The crews struck on Monday.", "The owner", "He made no offer to them on Tuesday."}},
		{"all line ends", "Ferry strike\r\nThe crews struck.\rThey wait.\u2028All wait.\r\n", []string{"# Ferry strike", "The crews struck.", "They wait.", "All wait."}},
		{"characters that are not seen", "\uFEFFFerry strike\nThe\u00A0cre\u00ADws\u200B str\u2060uck\u202F5\tmen\x07.\u200E", []string{"# Ferry strike", "The crews struck 5 men."}},
		{"joiners", "Ferry strike\nfer\u200Dry می\u200Cخواهم.", []string{"# Ferry strike", "ferry می\u200Cخواهم."}},
		{"to the letter", "Ferry strike\nThe  “crews” ﬁrst –\u0301 struck…", []string{"# Ferry strike", "The  “crews” ﬁrst –\u0301 struck…"}},
		{"markup that is text", "Ferry *strike*\nThe <b>crews</b> &amp; [all](x) struck.", []string{"# Ferry *strike*", "The <b>crews</b> &amp; [all](x) struck."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "story.txt", c.text)
			if got := texts(a); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if a.Title != a.Paragraphs[0].Text {
				t.Errorf("the title is %q", a.Title)
			}
		})
	}
}

func TestReadEncodings(t *testing.T) {
	const text = "Fähre “still”\nDie Crews in Århus streiken – für €5."
	wide := func(order binary.AppendByteOrder, mark bool) string {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xFEFF)
		}
		for _, c := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, c)
		}
		return string(b)
	}
	for name, raw := range map[string]string{
		"UTF-8":                            text,
		"UTF-8 with a mark":                "\uFEFF" + text,
		"UTF-16, little endian":            wide(binary.LittleEndian, true),
		"UTF-16, big endian":               wide(binary.BigEndian, true),
		"UTF-16, little endian, no mark":   wide(binary.LittleEndian, false),
		"UTF-16, big endian, without mark": wide(binary.BigEndian, false),
		"Windows-1252":                     "F\xE4hre \x93still\x94\nDie Crews in \xC5rhus streiken \x96 f\xFCr \x805.",
	} {
		t.Run(name, func(t *testing.T) {
			got := texts(read(t, "", raw))
			if want := strings.Split("# "+text, "\n"); !slices.Equal(got, want) {
				t.Errorf("got %q", got)
			}
		})
	}
	page := read(t, "", "<html><head><meta charset=\"iso-8859-2\"></head><body><h1>Strajk</h1><p>Za\xB3oga promu w porcie strajkuje od poniedzia\xB3ku.</p></body></html>")
	if got := page.Paragraphs[1].Text; got != "Załoga promu w porcie strajkuje od poniedziałku." {
		t.Errorf("got %q", got)
	}
}

func TestReadMarkdown(t *testing.T) {
	const text = `---
title: Ferry strike
publisher: "The Harbour: News"
published: 2024-05-07T23:30:00+02:00
url: https://example.com/ferry
language: en-GB
tags: [ferry, strike]
---
# Ferry strike

The **crews** of the [northern line](https://example.com/a_(b)) have
_struck_ since Monday\*, and 5 \* 4 ships[^1] wait.

The owner
---------

> “No *new* offer,” he said.
> That was all.

- Ferry ` + "`a_b_c`" + ` waits.
1. So does *another ~~one~~*.

![a ship](ship.jpg)

| a | b |
|---|---|

` + "```\ncode\n```" + `

[northern]: https://example.com
<!-- not
this --> AT&amp;T <b>pays</b>.
`
	a := read(t, "story.md", text)
	want := []string{
		"# Ferry strike", "The crews of the northern line have struck since Monday*, and 5 * 4 ships wait.", "# The owner",
		"“No new offer,” he said. That was all.", "Ferry a_b_c waits.", "So does another one.", "AT&T pays.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if a.Title != "Ferry strike" || a.Publisher != "The Harbour: News" || a.URL != "https://example.com/ferry" || a.Language != "en-GB" ||
		!a.Published.Equal(time.Date(2024, 5, 7, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", *a)
	}
}

func TestReadTellsKinds(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"Markdown by its heading", "story", "# Ferry\n\nThey *wait*.", []string{"# Ferry", "They wait."}},
		{"Markdown without a title", "story.md", "Ferry\n\nThey *wait*.", []string{"# Ferry", "They wait."}},
		{"text with front matter", "story.txt", "---\ntitle: Ferry\n---\nThey *wait*.", []string{"# Ferry", "They *wait*."}},
		{"a page by its beginning", "story.txt", "<!DOCTYPE html><title>Ferry</title><p>They wait for the ship in the harbour of Oslo.", []string{"# Ferry", "They wait for the ship in the harbour of Oslo."}},
		{"a page by its name", "story.HTM", "<h1>Ferry</h1><p>They wait for the ship in the harbour of Oslo.", []string{"# Ferry", "They wait for the ship in the harbour of Oslo."}},
		{"no page but for its name", "story.html", "Ferry\nThey wait.", []string{"# Ferry", "They wait."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := texts(read(t, c.file, c.text)); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             error
	}{
		{"nothing", "a.txt", "", article.ErrEmpty},
		{"white space", "a.txt", "\uFEFF \r\n\u00A0\t", article.ErrEmpty},
		{"a headline alone", "a.txt", "Ferry strike\n", article.ErrNoParagraphs},
		{"headings alone", "a.md", "# Ferry strike\n\n## The owner\n", article.ErrNoParagraphs},
		{"front matter alone", "a.md", "---\ntitle: Ferry\n---\n", article.ErrNoParagraphs},
		{"empty front matter alone", "a.md", "---\n---\n", article.ErrEmpty},
		{"a page of menus", "a.html", "<html><nav><a href=x>One</a></nav><p>Two</p></html>", article.ErrNoParagraphs},
		{"a page nested too deep", "a.html", "<html><body>" + strings.Repeat("<div>", 1000) + "text", article.ErrNested},
		{"a PDF document", "a.pdf", "%PDF-1.7\nFerry", article.ErrBinary},
		{"a word processor file", "a.docx", "PK\x03\x04 Ferry", article.ErrBinary},
		{"zero bytes", "a.txt", "Ferry\x00strike\nThey wait.", article.ErrBinary},
		{"control characters", "a.txt", "\x01\x02\x03\x04Ferry", article.ErrBinary},
		{"control characters in UTF-16", "a.txt", "\xFF\xFE\x01\x00\x02\x00\x03\x00", article.ErrBinary},
		{"too much", "a.txt", strings.Repeat("Ferry\n", article.MaxBytes/6+1), article.ErrTooLarge},
		{"front matter that is no YAML", "a.md", "---\ntitle: [\n---\nFerry", article.ErrFrontMatter},
		{"a date that is none", "a.md", "---\npublished: soon\n---\nFerry\n\nThey wait.", article.ErrFrontMatter},
		{"long front matter", "a.md", "---\nx: " + strings.Repeat("y", 5000) + "\n---\nFerry\n\nThey wait.", article.ErrFrontMatter},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := article.Read(strings.NewReader(c.text), c.file)
			if !errors.Is(err, c.want) || a != nil {
				t.Fatalf("got %v, %v", a, err)
			}
			if !strings.HasPrefix(err.Error(), c.file+": ") || strings.Contains(err.Error(), "\n\n") {
				t.Errorf("got %q", err)
			}
		})
	}
	if _, err := article.Read(strings.NewReader(""), ""); err == nil || err.Error() != article.ErrEmpty.Error() {
		t.Errorf("got %v without a name", err)
	}
}

func TestReadPassesOnTheReadersError(t *testing.T) {
	cause := errors.New("the disk is gone")
	if _, err := article.Read(iotest.ErrReader(cause), "a.txt"); !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}

// A reader that never ends is read up to the limit.
func TestReadEndsBeforeTheReaderDoes(t *testing.T) {
	if _, err := article.Read(endless{}, "a.txt"); !errors.Is(err, article.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "story.txt")
	if err := os.WriteFile(path, []byte("Ferry strike\nThey wait."), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := article.ReadFile(path)
	if err != nil || len(a.Paragraphs) != 2 {
		t.Fatalf("got %v, %v", a, err)
	}
	if _, err := article.ReadFile(dir); !errors.Is(err, article.ErrDirectory) {
		t.Errorf("got %v for a folder", err)
	}
	if _, err := article.ReadFile(path + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v for no file", err)
	}
}
