package article_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/knowledge/article"
)

// within fails when spans are empty, out of order or bounds, or leave out what
// is not white space.
func within(t *testing.T, what, text string, from, to int, spans []article.Span) {
	t.Helper()
	at := from
	for _, s := range spans {
		if s.From < at || s.To <= s.From || s.To > to {
			t.Fatalf("%s: span %v after %d in %q", what, s, at, text)
		}
		if gap := text[at:s.From]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%s: %q is left out of %q", what, gap, text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.In(text)) {
			t.Fatalf("%s: span %v cuts a character of %q", what, s, text)
		}
		at = s.To
	}
	if gap := text[at:to]; strings.TrimSpace(gap) != "" {
		t.Fatalf("%s: %q is left out at the end of %q", what, gap, text)
	}
}

func checkSegments(t *testing.T, text string) {
	t.Helper()
	sentences := article.Sentences(text)
	within(t, "sentences", text, 0, len(text), sentences)
	var spans []article.Span
	for _, token := range article.Tokens(text) {
		spans = append(spans, token.Span)
	}
	within(t, "tokens", text, 0, len(text), spans)
}

func checkQuotations(t *testing.T, ps []article.Paragraph) {
	t.Helper()
	paragraph, at := 0, 0
	for _, q := range article.Quotations(ps) {
		if len(q.Parts) == 0 {
			t.Fatal("a quotation without parts")
		}
		rest := q.Text
		for i, p := range q.Parts {
			if p.Paragraph < paragraph || p.Paragraph == paragraph && p.From <= at || p.From >= p.To {
				t.Fatalf("part %v after %d in paragraph %d", p, at, paragraph)
			}
			paragraph, at = p.Paragraph, p.To
			if i > 0 {
				rest = rest[1:]
			}
			var ok bool
			if rest, ok = strings.CutPrefix(rest, p.In(ps[p.Paragraph-1].Text)); !ok {
				t.Fatalf("the text %q has not the part %v", q.Text, p)
			}
		}
		if rest != "" {
			t.Fatalf("the text has more than the parts: %q", rest)
		}
		for _, n := range q.Nested {
			inside := false
			for _, p := range q.Parts {
				inside = inside || p.Paragraph == n.Paragraph && p.From <= n.From && n.To <= p.To
			}
			if !inside || n.From >= n.To {
				t.Fatalf("%v is not inside %v", n, q.Parts)
			}
		}
	}
}

func FuzzSegments(f *testing.F) {
	for _, seed := range []string{
		"“We wait,” he said, “and hope.” They left at 4.52am; I don’t know.",
		"‘The residents’ anger is “real”,’ Mr. Dahl, who left, said. $94m…",
		"\"A\" 'b' „c“ «d» ’90s U.S. e.g. No. 5 Yahoo! “Why?” Bo Lind asked.\n“x\n“y”",
		"\xff\xfe “\x00", "€90 billion −5 US$", "....\"'”’", "a-b-c 6a.m. 1,2,3.",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSegments(t, text)
		checkQuotations(t, paragraphs(text))
	})
}

func FuzzRead(f *testing.F) {
	for _, seed := range []struct{ name, text string }{
		{"a.txt", "Ferry\r\nOSLO (X) - They “wait,\n“and” hope.\n\nall"},
		{"a.md", "---\ntitle: x\ndate: 2024-05-07\n---\n# A\n\n*b* [c](d) `e` \\f\n- g\n\nh\n==\n```\ni"},
		{"a.html", "<html lang=en><title>A | B</title><article><h1>A</h1><p>They wait for the ship in the harbour of Oslo."},
		{"", "\xff\xfea\x00b\x00"}, {"", "\x93a\x94\nb"}, {"a.html", `<script type="application/ld+json">[{"@type":"NewsArticle"}]</script><p>x`},
	} {
		f.Add(seed.name, []byte(seed.text))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := article.Read(strings.NewReader(string(data)), name)
		if err != nil {
			if a != nil {
				t.Fatal("an article and an error")
			}
			return
		}
		if len(a.Paragraphs) < 2 || a.Title != a.Paragraphs[0].Text {
			t.Fatalf("got %+v", a)
		}
		for i, p := range a.Paragraphs {
			if p.Number != i+1 || p.Text == "" || p.Text != strings.TrimSpace(p.Text) || strings.ContainsAny(p.Text, "\r\n\u00A0\u00AD\x00") || !utf8.ValidString(p.Text) {
				t.Fatalf("paragraph %d is %+q", i+1, p.Text)
			}
			checkSegments(t, p.Text)
		}
		checkQuotations(t, a.Paragraphs)
	})
}
