package article_test

import (
	"strings"
	"testing"
	"time"

	"dragoman/knowledge/article"
)

// benchText is an article of 700 words.
var benchText = "Ferry crews strike for a second week\n" + strings.Repeat(
	"OSLO, Norway – The crews of the northern line, who have struck since Monday at 4.52am, wait for Mr. Dahl’s new offer of €90 billion.\n"+
		"“There is no new offer,” said Bo Lind, the owner’s spokesman, “and there will be none before the U.S. visit. We wait.”\n"+
		"He acknowledged that a request had been delayed by “paperwork”; the residents’ anger, which is real, grows because nobody came.\n", 11)

func BenchmarkArticle(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		a, err := article.Read(strings.NewReader(benchText), "story.txt")
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range a.Paragraphs {
			article.Sentences(p.Text)
			article.Tokens(p.Text)
		}
		a.Quotations()
	}
}

func BenchmarkReadHTML(b *testing.B) {
	page := "<html><title>Strike</title>" + pageBody
	b.ReportAllocs()
	for b.Loop() {
		if _, err := article.Read(strings.NewReader(page), "a.html"); err != nil {
			b.Fatal(err)
		}
	}
}

// worst are texts that make work for one part or another.
var worst = map[string]string{
	"stops": ". ", "question marks": "?” A ", "initials": "A.", "quotes": "“", "straight quotes": "\"a ", "closed quotes": "“a” ",
	"single quotes": "‘a ", "plurals": "‘as’ ", "quoted lines": "“a.\n", "split quotes": "“a,” he said, ", "numbers": "1.", "dashes": "US$-",
	"letters": "a", "spaces": " a  ", "lines": "a\n\n", "apostrophes": "a’s", "clauses": ", who", "openers": "“‘(",
	"brackets": "[a](", "stars": "*a", "underscores": "_a ", "images": "![", "backslashes": "\\", "code": "`a", "list": "- ", "quotes of Markdown": "> ",
	"elements": "<p>a", "open elements": "<b>", "links": "<a href=x>a", "formatting": "<p><b><i>a", "tables": "<table>a", "attributes": "<p a=b class=ad ", "headings": "<h1>a",
	"scripts": `<script type="application/ld+json">[`, "lists": `<li>a`, "entities": "&amp", "selects": "<select><b>", "comments": "<!--",
}

// Twice the text takes about twice the time: no text of 32 KiB takes longer
// than what a quadratic reader would need by far.
func TestWorkIsBounded(t *testing.T) {
	const size, most = 32 << 10, 5 * time.Second
	for name, filling := range worst {
		for _, start := range []string{"Strike\n", "# Strike\n\n", "<html><h1>Strike</h1>"} {
			text := start + strings.Repeat(filling, size/len(filling))
			began := time.Now()
			a, err := article.Read(strings.NewReader(text), "")
			if err == nil {
				for _, p := range a.Paragraphs {
					article.Sentences(p.Text)
					article.Tokens(p.Text)
				}
				a.Quotations()
			}
			if took := time.Since(began); took > most {
				t.Errorf("%s after %q took %v", name, start, took)
			} else if testing.Verbose() && took > 100*time.Millisecond {
				t.Logf("%s after %q took %v", name, start, took)
			}
		}
	}
}
