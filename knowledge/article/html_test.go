package article_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

const pageBody = `<body class="has-sidebar">
<header><div class="logo">The Harbour</div><nav><ul><li><a href="/">Home and the latest news of the whole harbour</a></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to show you ever more of what you never asked to see here.</p></div>
<main><article>
 <div class="kicker">Shipping</div>
 <h1>Ferry crews strike for a&nbsp;second week</h1>
 <p class="byline">By Ann Orr, who writes about ships and harbours for this newspaper since 2004</p>
 <figure><img src="x.jpg"><figcaption>A ship waits in the harbour, in a picture that nobody asked for.</figcaption></figure>
 <div class="text">
  <p>OSLO, Norway (WireNews) – The crews of the <a href="/line">northern
     line</a> have struck since <b>Mon</b>day, and no ship has left the port.<sup>1</sup></p>
  <p>“No new offer,” <em>said</em> Bo Lind.</p>
  <div class="advert"><p>Buy two tickets and pay for three, only today and only for readers of this page.</p></div>
  <h2>The owner</h2>
  <ul><li>He waits.</li></ul>
  <script>var x = "<p>not this text which is long enough to be taken for prose</p>";</script>
  <p hidden>This is not shown to any reader, although it is long enough for it.</p>
  <blockquote>We wait &amp; hope that the owner will come to his senses soon.</blockquote>
  <p><a href="/more">Read more about the ferry and its crews</a></p>
 </div>
</article></main>
<aside><p>Other readers read about the weather in the harbour, which is as it was.</p></aside>
<section id="comments"><p>I was there and saw it all, and it was not at all like that, believe me.</p></section>
<footer><p>© The Harbour. All rights reserved, and all wrongs too, by the owners of it.</p></footer>
</body></html>`

func TestReadHTML(t *testing.T) {
	a := read(t, "", `<!doctype html><html lang="en-GB"><head><title>Strike | The Harbour</title>
<meta property="og:title" content="Strike!"><meta property="og:site_name" content="The Harbour">
<meta property="article:published_time" content="2024-05-07T23:30:00+02:00">
<link rel="canonical" href="https://example.com/strike"></head>`+pageBody)
	want := []string{
		"# Ferry crews strike for a second week",
		"OSLO, Norway (WireNews) – The crews of the northern line have struck since Monday, and no ship has left the port.",
		"“No new offer,” said Bo Lind.",
		"# The owner",
		"He waits.",
		"We wait & hope that the owner will come to his senses soon.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if a.Publisher != "The Harbour" || a.URL != "https://example.com/strike" || a.Language != "en-GB" ||
		!a.Published.Equal(time.Date(2024, 5, 7, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", *a)
	}
	if a.Dateline == nil || a.Dateline.Place != "OSLO, Norway" || a.Dateline.Agency != "WireNews" {
		t.Errorf("got %+v", a.Dateline)
	}
}

func TestReadHTMLMeta(t *testing.T) {
	const body = `<p>The crews of the northern line have struck since Monday.</p>`
	day := func(m time.Month, d int) time.Time { return time.Date(2024, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name, page                      string
		title, publisher, url, language string
		published                       time.Time
	}{
		{"JSON-LD", `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
			{"@type":["NewsArticle"],"headline":"Strike","publisher":{"@type":"Organization","name":"The Harbour"},
			"datePublished":"2024-05-07","inLanguage":"en","mainEntityOfPage":{"@id":"https://example.com/a"}}]}</script>`,
			"Strike", "The Harbour", "https://example.com/a", "en", day(5, 7)},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":</script><title>Strike</title>`, "Strike", "", "", "", time.Time{}},
		{"a time element", `<title>Strike - Harbour</title><meta name="application-name" content="harbour"><time datetime="2024-05-07 10:00">`,
			"Strike", "harbour", "", "", day(5, 7)},
		{"a date that is none", `<title>Strike</title><meta name="date" content="yesterday"><time datetime="May 7, 2024">`, "Strike", "", "", "", day(5, 7)},
		{"several h1", `<title>Strike</title><h1>Harbour</h1><h1>Strike</h1>`, "Strike", "", "", "", time.Time{}},
		{"an h1 with the site's name", `<title>Strike</title><meta property="og:site_name" content="Harbour"><h1>Harbour</h1>`, "Strike", "Harbour", "", "", time.Time{}},
		{"markup in attributes", `<meta property="og:title" content="Strike &amp; &#8220;more&#8221;">`, "Strike & “more”", "", "", "", time.Time{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.html", "<html>"+c.page+body)
			if a.Title != c.title || a.Publisher != c.publisher || a.URL != c.url || a.Language != c.language || !a.Published.Equal(c.published) {
				t.Errorf("got %+v", *a)
			}
		})
	}
}

func TestReadHTMLFindsTheText(t *testing.T) {
	const prose = "The crews of the northern line have struck since Monday, and no ship has left."
	for _, c := range []struct{ name, page string }{
		{"parts of it in boxes", "<div><div><p>" + prose + "</p></div><div><p>" + prose + "</p></div></div>"},
		{"old pages with line breaks", "<table><tr><td><a href=x>Home</a></td><td>" + prose + "<br><br>" + prose + "</td></tr></table>"},
		{"a box with a class of its own", `<div class="content-comments-newsletter ads"><p>` + prose + "</p><p>" + prose + "</p></div>"},
		{"paragraphs in items", "<ul><li><p>" + prose + "</p></li><li><p>" + prose + "</p></li></ul>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.html", "<html><title>Strike</title><nav><a href=x>"+prose+"</a></nav>"+c.page)
			if got := texts(a); !slices.Equal(got, []string{"# Strike", prose, prose}) {
				t.Errorf("got  %q", got)
			}
		})
	}
}
