package knowledge

import "time"

// Story identifies the article that a base was made from.
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
