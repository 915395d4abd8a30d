package core

import "time"

// Reply is the platform-neutral answer to one message.
type Reply struct {
	// Answered is true when the story answers the question. Greetings,
	// refusals and "the story does not say" are replies with Answered false.
	Answered bool

	// Answer is what the reader sees, without the source line: the direct
	// answer first, then the ground or the quote. At most MaxAnswer runes.
	Answer string

	// Quotes are the verbatim passages that Answer holds, with their
	// speakers.
	Quotes []Quote

	// Evidence are the paragraphs that Answer comes from, at least one when
	// Answered, at most MaxEvidence (MaxListEvidence for a list).
	Evidence []Evidence

	// Source names the story; its zero value means that the reply needs no
	// source line (a greeting, say).
	Source Source

	// Confidence is between 0 and 1: how well the question fits what the
	// reply answers. It is 0 when nothing was matched.
	Confidence float64

	// Suggestions are up to three questions that the bot can answer.
	Suggestions []string

	// Findings tell what became of each question that the message asks, in
	// order; none of a greeting and the like.
	Findings []Finding
}

// Limits of a reply.
const (
	MaxAnswer   = 600 // runes: an answer is read on a phone
	MaxEvidence = 4   // paragraphs: more is a reading list, not a source

	MaxListEvidence = 8 // of a list, such as the timeline
	MaxSuggestions  = 3
)

// Quote is a passage to the letter and who said it.
type Quote struct {
	Text    string // without the quotation marks
	Speaker string
}

// Evidence is a paragraph that an answer comes from.
type Evidence struct {
	Paragraph int    // from 1, the headline, in its article
	Label     string // what the paragraph is about, a few words

	// Article and Published are the headline and the day of the article; zero in
	// a story of one.
	Article   string
	Published time.Time
}

// Source is the story that an answer comes from; of several articles, the newest
// that it cites.
type Source struct {
	Title     string
	Publisher string
	URL       string    // "" when there is none
	AsOf      time.Time // day of publication
}
