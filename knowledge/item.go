package knowledge

import "time"

// ItemKind tells what an item records.
type ItemKind int

// The kinds of item.
const (
	Event     ItemKind = iota // something that happens
	Statement                 // something that somebody said
	Fact                      // anything else the story says
	Topic                     // several items summed up
	Unsaid                    // what readers ask and the story does not say
)

// String returns the kind's name in English, lower case.
func (k ItemKind) String() string {
	return [...]string{"event", "statement", "fact", "topic", "unsaid"}[k]
}

// Status tells how sure the story is of an event or a fact.
type Status int

// The statuses.
const (
	Confirmed Status = iota
	Planned
	Reported
	Denied
)

// String returns the status as the file spells it.
func (s Status) String() string {
	return [...]string{"confirmed", "planned", "reported", "denied"}[s]
}

// Item is one thing that the story says (or, of kind Unsaid, does not say).
type Item struct {
	ID     string
	Kind   ItemKind
	Cites  []int  // paragraphs, at least one (none for Unsaid), ascending
	Gist   string // one to three sentences in our own words
	Quotes []string
	// Quotes are the speaker's own words, each between curly quotes, to the
	// letter; who spoke is By.

	Name   string   // of an event: a short noun phrase
	What   string   // of an event: a short clause, for timelines
	Who    []string // ids of those who act in it
	By     string   // of a statement: the speaker's id
	To     string   // of a statement: the hearer's id, or plain words
	Verb   string   // of a statement: "said", "warned", "told"
	Where  string   // a place's id, or plain words
	When   When
	Status Status
	About  []string // ids of entities that it is about besides By, To, Who and Where

	// Earlier are paragraphs of older articles that say the same, ascending: the
	// item is no news since those.
	Earlier []int
	// SupersededBy is the id of the item of a newer article that has taken this
	// one's place: another number, day or status of the same. "" for an item that
	// holds.
	SupersededBy string

	// Amounts are the numbers that the item gives, in the order of the text.
	Amounts []Amount

	Nearest string // of an unsaid item: id of the nearest item that is said
	Asks    []Ask
}

// When is a time as the story gives it and as it resolves.
type When struct {
	Said     string    // as in "Tuesday"; "" when the story gives no time
	From, To time.Time // first and last day, midnight UTC; zero when unresolved
	Date     string    // as in the file: "2025-02-18", "2025-02-15/16", "2025-02", "2022"
}

// AskKind is the kind of a question: what it asks for.
type AskKind int

// The kinds of question. Yes and No are yes-no questions by their right
// answer.
const (
	What AskKind = iota
	Who
	WhenAsk
	WhereAsk
	Why
	How
	HowMany
	Yes
	No
)

// String returns the kind as the file spells it.
func (k AskKind) String() string {
	return [...]string{"what", "who", "when", "where", "why", "how", "how-many", "yes", "no"}[k]
}

// Ask is a question that an item answers, with the ways in which readers put
// it.
type Ask struct {
	Kind   AskKind
	Answer string   // the direct answer; "" when the item's gist is the answer
	Ground string   // said after Answer instead of the item's gist; "" for the gist
	Cites  []int    // the item's when the file gives none
	Ways   []string // utterances of readers
}
