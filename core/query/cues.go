package query

import "slices"

var (
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday weekend`)
	negation = set(`not no never cannot without neither nor n't refuse refuses refused decline declined deny`)
	defines  = set(`capacity role job title position post background function occupation rank definition`)
	compares = set(`differ difference differences compare compared comparison versus vs contrast disagree common same agree`)
	pronouns = set(`he him his himself she her hers herself they them their theirs themselves it its itself
		there this that these those one ones here`)
)

// describes maps nouns that only stand for somebody to the pronoun they stand
// for.
var describes = map[string]string{
	"guy": "he", "man": "he", "bloke": "he", "dude": "he", "gentleman": "he", "fella": "he", "chap": "he",
	"woman": "she", "lady": "she", "person": "person", "politician": "person", "official": "person", "one": "person",
	"leader": "person", "people": "they", "guys": "they", "men": "they", "officials": "they", "leaders": "they", "two": "they", "three": "they",
	"country": "it", "place": "there", "city": "there",
}

// cues sets what single words tell of the question.
func (a *Analyzer) cues(q *Query) {
	for i := range q.Words {
		w := &q.Words[i]
		a.cue(q, i)
		if w.is(isSaying) && !w.Quoted && !covered(q.Mentions, i) {
			q.Speech = true
		}
		if w.is(isPronoun) && !w.Quoted && !covered(q.Mentions, i) {
			p := Pronoun{Form: w.Form, Word: i, End: i + 1}
			if (w.Form == "this" || w.Form == "that" || w.Form == "those" || w.Form == "these") && i+1 < len(q.Words) {
				if f, ok := describes[q.Words[i+1].Form]; ok {
					p.Form, p.End = f, i+2
				}
			}
			q.Pronouns = append(q.Pronouns, p)
		}
		if w.Quoted && w.Stem != "" {
			q.Quoted = append(q.Quoted, w.Stem)
		}
	}
}

// cue sets what the word at i tells.
func (a *Analyzer) cue(q *Query, i int) {
	w := &q.Words[i]
	before := func(forms ...string) bool { return i > 0 && slices.Contains(forms, q.Words[i-1].Form) }
	after := func(forms ...string) bool { return i+1 < len(q.Words) && slices.Contains(forms, q.Words[i+1].Form) }
	switch f := w.Form; {
	case w.is(isWeekday):
		q.Days = appendNew(q.Days, f)
	case w.is(isNegation):
		if w.Quoted {
			return
		}
		q.Negated = true
		if (f == "not" || f == "never") && !(i > 0 && q.Words[i-1].is(isAuxiliary) && firstWord(q.Words, i-1)) {
			q.Denied = !q.Denied
		}
	case w.is(isDefining):
		q.Define = true
	case w.is(isComparing):
		q.Compare = true
	default:
		switch f {
		case "week":
			if before("last", "this", "next") {
				q.Days = appendNew(q.Days, q.Words[i-1].Form+" week")
			}
		case "only", "solely", "alone":
			q.Only = true
		case "just":
			q.Only = q.Only || i > 0 && q.Words[i-1].is(isAuxiliary)
		case "quote", "quotes", "verbatim", "quotation", "quoted":
			q.Exact = true
		case "exact", "own", "actual", "precise":
			q.Exact = q.Exact || after("words", "wording", "quote")
		case "exactly":
			q.Exact = q.Exact || q.Kind == What
		}
	}
}

// firstWord tells whether the word at i opens the question, fillers aside.
func firstWord(ws []Word, i int) bool {
	for _, w := range ws[:i] {
		if w.Stem != "" && !filler[w.Form] {
			return false
		}
	}
	return true
}
