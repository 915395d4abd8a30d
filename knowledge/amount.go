package knowledge

// AmountKind tells what an amount counts or measures.
type AmountKind int

// The kinds of amount.
const (
	Count      AmountKind = iota // people, jobs, houses
	Money                        // sums
	Percentage                   // shares
	Duration                     // how long something takes
	Age                          // of people, in years
	Distance                     // lengths and areas
	Quantity                     // anything else that is measured: weights, degrees
)

// String returns the kind as the file spells it.
func (k AmountKind) String() string { return amountKinds[k] }

// amountKinds are the words for an AmountKind, in its order.
var amountKinds = []string{"count", "money", "percentage", "duration", "age", "distance", "quantity"}

// Amount is a number that an item gives.
type Amount struct {
	Said  string // as the story writes it, with its unit: "2.61 billion Norwegian crowns"
	Kind  AmountKind
	Value float64 // 2.61e9
	Unit  string  // "Norwegian crowns", "€", "years", "jobs"; "" when the story gives none

	// Cite is the paragraph that it stands in, and From and To are its bytes there, up
	// to but not including To; all are 0 when a file does not say.
	Cite, From, To int
}
