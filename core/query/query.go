package query

import "dragoman/core/lexicon"

// Kind is what a question asks for.
type Kind int

// The kinds of question. Any is a fragment or a request that does not say.
const (
	Any Kind = iota
	What
	Who
	When
	Where
	Why
	How
	HowMany
	YesNo
	Choice // "directly or through Europe?"
	List   // "name all ...", "list ..."
)

// String returns the kind's name, lower case.
func (k Kind) String() string {
	return [...]string{"any", "what", "who", "when", "where", "why", "how", "how-many", "yes-no", "choice", "list"}[k]
}

// Measure is the quantity that a question asks for.
type Measure int

// The measures.
const (
	NoMeasure Measure = iota
	Count
	Money
	Duration
	Hour
	Age
	Distance
	Share
)

// Mention is a place in the question that names an entity of the story.
type Mention struct {
	Entity     string
	Word, End  int  // words[Word:End] of the query
	ByOffice   bool // named by office, as in "the Polish PM"
	Named      bool // with ByOffice: named by office and name
	Possessive bool // "Spain's"
	Adjective  bool // "Spanish"
	Faint      bool // taken over from the question before: it counts little
}

// Term is a word of content.
type Term struct {
	Stem   string
	Form   string
	Groups []Group // of the thesaurus, of the word or of a phrase it begins
	Word   int     // where it begins in the query's words
	Words  int     // how many words it stands for (of a phrase)
	Focus  bool    // what is asked for by name: "which city", "how many delegates"
	Faint  bool    // taken over from the question before: it counts little
	Name   bool    // a name that is not an entity of the story
}

// Group is a thesaurus group.
type Group = lexicon.Group

// Pronoun is a word, or a description such as "that man" or "the spokesman",
// that refers back.
type Pronoun struct {
	Form      string // "he", "their", "there", "that"...; "person" for a description
	Word, End int
	Among     []string // of an office that several hold: the holders
}

// Query is a question understood. It is plain data.
type Query struct {
	Words    []Word
	Start    int // the word that the question proper begins with
	Kind     Kind
	Measure  Measure
	Terms    []Term
	Mentions []Mention
	Pronouns []Pronoun

	Unknown  []string // names that the story does not mention, as typed or as known
	Office   string   // an office nobody of the story holds, as in "Ukraine's foreign minister"
	Vacant   *Mention // the affiliation of that office
	Quoted   []string // stems of the words that the reader puts between quotation marks
	Days     []string // weekdays named: "tuesday"
	Negated  bool     // holds a word of negation
	Denied   bool     // a "not" turns what is asked, other than the "isn't" of "isn't it"
	Only     bool     // "only", "just", "alone"
	Exact    bool     // asks for a quotation: "exact words", "verbatim", "quote"
	Define   bool     // asks who or what somebody is: "role", "job", "who is"
	Speech   bool     // asks about what was said: "say", "tell", "warn"
	Compare  bool     // asks to compare: "differ", "versus", "agree"
	Question bool     // typed with a question mark
}

// Word is a word after spelling is settled.
type Word struct {
	Form       string
	Stem       string
	Caps       bool
	Possessive bool
	Quoted     bool
	Typed      string // as typed, when spelling was corrected

	lex *lexeme // nil for a mark
}

// Has tells whether the query mentions the entity.
func (q *Query) Has(entity string) bool {
	for i := range q.Mentions {
		if q.Mentions[i].Entity == entity {
			return true
		}
	}
	return false
}

// Entities returns the ids of the entities mentioned, in order, each once.
func (q *Query) Entities() []string {
	var ids []string
	for i := range q.Mentions {
		ids = appendNew(ids, q.Mentions[i].Entity)
	}
	return ids
}

// OnlyFaint tells whether all mentions of the entity are faint.
func (q *Query) OnlyFaint(entity string) bool {
	for i := range q.Mentions {
		if q.Mentions[i].Entity == entity && !q.Mentions[i].Faint {
			return false
		}
	}
	return true
}
