package knowledge

import "time"

// Story identifies the article that a base was made from: of several, the
// newest.
type Story struct {
	Title     string
	Publisher string    // "" only when Extracted, as Published is zero only then
	Published time.Time // midnight UTC of the day of publication
	URL       string    // "" when the article has no public address
	Language  string    // BCP 47, as in "en"

	// Extracted tells that a program made the base of the article's text:
	// gists are its sentences, to the letter.
	Extracted bool
}

// Article is one of the articles that a story consists of. Paragraphs are
// numbered through all articles of a base; From and To are the article's first,
// its headline, and its last.
type Article struct {
	Title     string
	Publisher string    // "" when the article does not say
	Published time.Time // midnight UTC of the day; zero when unknown
	// Clock is the time of day of publication since midnight, in the publisher's own
	// zone; 0 when unknown, as it is for articles that give midnight.
	Clock    time.Duration
	URL      string // "" when the article has no public address
	From, To int
}

// NewerThan tells whether an article was published after another: on a later day, or
// at a later time of the same day where both give one.
func (a Article) NewerThan(b Article) bool {
	if !a.Published.Equal(b.Published) {
		return a.Published.After(b.Published)
	}
	return b.Clock > 0 && a.Clock > b.Clock
}

// whole is the article of a story that has only one.
func whole(s Story, paragraphs int) []Article {
	return []Article{{
		Title: s.Title, Publisher: s.Publisher, Published: s.Published, URL: s.URL, From: 1, To: paragraphs,
	}}
}
