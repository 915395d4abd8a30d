package knowledge

import (
	"errors"
	"fmt"
	"time"
)

// Overlay is what an editor lays over a base that a program makes of articles:
// other names, corrections, further ways of asking, and what is not to be told. It
// speaks of people and places by name and of sentences by their words, so that it
// holds when the articles change. It is immutable and may be used by any number of
// goroutines.
type Overlay struct {
	file       string
	story      *storyFix
	articles   []storyFix
	entities   []entityFix
	notNames   []named
	statements []speakerFix
	asks       []askFix
	hide       []hideFix
}

// storyFix corrects what is known of a story or of an article of it; what is empty
// stays.
type storyFix struct {
	headline              stretch // of an article among several
	title, publisher, url string
	published             time.Time
	at                    position
}

// named is a name that the overlay speaks of.
type named struct {
	name string
	at   position
}

// entityFix corrects, joins or declares somebody or something; what is nil or empty
// stays.
type entityFix struct {
	named // as the story has it
	kind  EntityKind

	rename, short, pronoun, is, placeKind string
	aliases, adjectives                   []string // further ones
	same                                  []named  // who else it is
	side, capital                         named
	roles                                 []roleFix // in place of all
	members                               []named   // in place of all
	cites                                 []stretch
}

type roleFix struct {
	title string
	also  []string
	of    named
	cites []stretch
}

// speakerFix tells who speaks in a sentence.
type speakerFix struct {
	words stretch
	quote bool  // the words are of one quotation, not of the sentence
	by    named // nobody for nobody who is known
}

// nobody is how an overlay writes that a speaker is not known.
const nobody = "nobody"

// askFix adds ways of asking for a sentence.
type askFix struct {
	words    stretch
	kind     AskKind
	answer   string
	answerAt position
	ways     []string
}

// hideFix is what is not to be told: sentences, or whole paragraphs.
type hideFix struct {
	words     stretch
	paragraph bool
}

// MaxOverlay is the size of the largest overlay that is read, in bytes. The limit is
// our own: a thousand corrections have 100 KiB.
const MaxOverlay = 1 << 20

// maxCorrections is how many corrections an overlay has at most. The limit is our own:
// it bounds the work of laying it over a story.
const maxCorrections = 5000

// LoadOverlay reads the overlay at path. Its error is of type [Problems]; for a file
// that cannot be opened it matches fs.ErrNotExist or fs.ErrPermission.
func LoadOverlay(path string) (*Overlay, error) {
	src, err := readFile(path)
	if errors.Is(err, errDirectory) {
		return nil, Problems{{File: path, Message: "this is a directory", Advice: "name one overlay in it", Err: err}}
	}
	if err != nil {
		return nil, Problems{unreadable(path, err)}
	}
	return ParseOverlay(path, src)
}

// ParseOverlay reads an overlay from src; name stands for the file in messages. Its
// error is of type [Problems] and holds all problems that can be told apart, at least
// one. It does not keep src.
func ParseOverlay(name string, src []byte) (*Overlay, error) {
	if len(src) > MaxOverlay {
		return nil, Problems{{
			File: name, Message: fmt.Sprintf("the file has more than %d MiB", MaxOverlay>>20), Advice: "an overlay is a list of corrections: write the rest as a story file",
		}}
	}
	if p, ok := wholeFileProblem(name, src); ok {
		return nil, Problems{p}
	}
	root, problems := parseTree(name, src)
	if len(problems) > 0 {
		return nil, problems
	}
	r := newReader(name)
	o := r.overlay(root)
	if o.Size() > maxCorrections {
		r.report(position{1, 1}, "write a story file instead", "the overlay has more than %d corrections", maxCorrections)
	}
	if len(r.problems) > 0 {
		sortProblems(r.problems)
		return nil, r.problems
	}
	return o, nil
}

// Size is the number of corrections that the overlay holds.
func (o *Overlay) Size() int {
	n := len(o.articles) + len(o.entities) + len(o.notNames) + len(o.statements) + len(o.asks) + len(o.hide)
	if o.story != nil {
		n++
	}
	return n
}

// Days returns the days of publication that the overlay corrects, by the places of
// their articles in a list of headlines. They have to be put right before a base is
// made, for "Monday" is counted from them.
func (o *Overlay) Days(headlines []string) map[int]time.Time {
	days := make(map[int]time.Time)
	if o.story != nil && len(headlines) == 1 && !o.story.published.IsZero() {
		days[0] = o.story.published
	}
	for _, fix := range o.articles {
		if i, found := fix.article(headlines); found == 1 && !fix.published.IsZero() {
			days[i] = fix.published
		}
	}
	return days
}

// article returns the last of the articles whose headline has the words, and how
// many there are.
func (fix *storyFix) article(headlines []string) (last, found int) {
	for i, h := range headlines {
		if fix.headline.in(folded(h)) {
			last = i
			found++
		}
	}
	return last, found
}
