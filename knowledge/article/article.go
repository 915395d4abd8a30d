package article

import "time"

// Article is a news article.
type Article struct {
	Title     string    // the headline, the text of paragraph 1
	Publisher string    // as the file gives it; "" when it does not
	URL       string    // where it was published; "" when the file does not say
	Language  string    // as the file gives it, such as "en" or "en-GB"; "" when it does not
	Published time.Time // the day in the publisher's own zone, as midnight UTC; zero when unknown

	// Clock is the time of day of publication since midnight, in the publisher's
	// own zone: at least a minute and less than 24 hours. It is 0 when the file does not
	// say, or says midnight, which programs write for a day alone.
	Clock time.Duration

	// Dateline opens the first paragraph below the headline; nil when there
	// is none. The paragraph holds it all the same.
	Dateline *Dateline

	// Paragraphs has the headline and at least one paragraph more.
	Paragraphs []Paragraph
}

// Paragraph is a paragraph of an article.
type Paragraph struct {
	Number  int    // from 1, the headline
	Text    string // never "", one line of valid UTF-8
	Heading bool   // the headline, or a heading of a part of the article
}

// Span is a part of a paragraph: the bytes of its text from From up to, but not
// including, To. It begins and ends between characters and is never empty.
type Span struct{ From, To int }

// In returns the part of text that the span stands for.
func (s Span) In(text string) string { return text[s.From:s.To] }

// Passage is a part of a paragraph of an article.
type Passage struct {
	Paragraph int // from 1
	Span
}

// Quotations returns what the article quotes; see [Quotations].
func (a *Article) Quotations() []Quotation { return Quotations(a.Paragraphs) }
