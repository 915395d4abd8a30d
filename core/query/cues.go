package query

var (
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday weekend`)
	negation = set(`not no never cannot without neither nor n't refuse refuses refused decline declined deny`)
	defines  = set(`capacity role job title position post background function occupation rank definition`)
	outcomes = set(`outcome result results decide decided decision decisions conclude concluded conclusion deciding deliver delivered resolved`)
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
	for i, w := range q.Words {
		switch f := w.Form; {
		case weekdays[f]:
			q.Days = appendNew(q.Days, f)
		case f == "week" && i > 0 && (q.Words[i-1].Form == "last" || q.Words[i-1].Form == "this" || q.Words[i-1].Form == "next"):
			q.Days = appendNew(q.Days, q.Words[i-1].Form+" week")
		case negation[f] && !w.Quoted:
			q.Negated = true
			if (f == "not" || f == "never") && !(i > 0 && auxiliary[q.Words[i-1].Form] && firstWord(q.Words, i-1)) {
				q.Denied = !q.Denied
			}
		case f == "only" || f == "just" && i > 0 && auxiliary[q.Words[i-1].Form] || f == "solely" || f == "alone":
			q.Only = true
		case defines[f]:
			q.Define = true
		case outcomes[f]:
			q.Outcome = true
		case compares[f]:
			q.Compare = true
		case f == "quote" || f == "quotes" || f == "verbatim" || f == "quotation" || f == "quoted":
			q.Exact = true
		case (f == "exact" || f == "own" || f == "actual" || f == "precise") && i+1 < len(q.Words) && (q.Words[i+1].Form == "words" || q.Words[i+1].Form == "wording" || q.Words[i+1].Form == "quote"):
			q.Exact = true
		case f == "exactly" && q.Kind == What:
			q.Exact = true
		}
		if sayVerbs[w.Form] && !w.Quoted {
			q.Speech = true
		}
		if pronouns[w.Form] && !w.Quoted && !covered(q.Mentions, i) {
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

// firstWord tells whether the word at i opens the question, fillers aside.
func firstWord(ws []Word, i int) bool {
	for _, w := range ws[:i] {
		if w.Stem != "" && !filler[w.Form] {
			return false
		}
	}
	return true
}
