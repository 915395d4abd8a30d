package card

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
)

// Card is what a picture shows, from the top to the bottom. All of it may be empty.
type Card struct {
	Kind     string // what the picture is, one or two words: "Timeline"
	Headline string
	AsOf     string // the day and the publisher
	Days     []Day  // earliest first
	Meetings []Meeting
	People   []Side
}

// Day is a day, or a longer time, and what happens then.
type Day struct {
	Label  string // "Tue 18 Feb", "2022"
	Today  bool   // it is highlighted
	Events []string
}

// Meeting is who meets whom.
type Meeting struct {
	Title string
	When  string // "" when the story does not say
	Sides []Side
}

// Side is people who belong together.
type Side struct {
	Name   string // a country, say; "" for people of no side
	People []Person
}

// Person is a person and what he or she is.
type Person struct {
	Name, Role string // Role is "" when the story does not say
}

// Sizes of a picture, in pixels. A picture of MaxHeight fills the screen of a phone,
// 9 to 16; people need it, other pictures are 2 to 3 at most. Telegram takes photos
// whose width and height are 10,000 together (Bot API, sendPhoto).
const (
	Width     = 1080
	MaxHeight = 1920
	dayHeight = 1620 // of a picture without people
)

// ErrNothing is returned when a card is empty, or nothing below its headline can be
// drawn: it is too long, or in a script that the fonts do not have.
var ErrNothing = errors.New("card: there is nothing that can be drawn")

// PNG returns the picture, less than 300 KB. The error is [ErrNothing].
func (c Card) PNG() ([]byte, error) {
	s := fit(c)
	if s.empty() {
		return nil, ErrNothing
	}
	var out bytes.Buffer
	// The fastest compression takes a quarter of the time for a third more bytes.
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&out, s.draw().img); err != nil {
		return nil, fmt.Errorf("card: %w", err)
	}
	return out.Bytes(), nil
}
