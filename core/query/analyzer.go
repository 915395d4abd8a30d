package query

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dragoman/core/lexicon"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// Analyzer understands questions about one base.
type Analyzer struct {
	linker      *linker
	vocabulary  map[string]bool // words of the story's texts and ways of asking
	names       map[string]bool // words of names and aliases
	lexemes     map[string]*lexeme
	seen        sync.Map // of *lexeme by form: those looked up later
	correctable [maxCorrectable + 1][]correction
	told        map[string]bool // stems of names that are no entities, yet in the story
}

// maxCorrectable is the longest word that spelling is corrected to, in letters.
const maxCorrectable = 20

type correction struct {
	form    string
	runes   []rune
	letters uint32
	name    bool
}

// NewAnalyzer returns an analyzer for the base.
func NewAnalyzer(base *knowledge.Base) *Analyzer {
	a := &Analyzer{
		linker:     newLinker(base),
		vocabulary: make(map[string]bool),
		names:      make(map[string]bool),
		lexemes:    make(map[string]*lexeme, 8000),
	}
	for key := range a.linker.aliases {
		for w := range strings.SplitSeq(key, " ") {
			a.names[w] = true
		}
	}
	for key := range a.linker.byKey {
		for w := range strings.SplitSeq(key, " ") {
			a.vocabulary[w] = true
		}
	}
	return a
}

// Learn takes the words of the story's texts and ways of asking into the
// vocabulary, so that misspellings are corrected to them. The analyzer must not
// be shared before.
func (a *Analyzer) Learn(forms []string) {
	for _, form := range forms {
		if form, _ = uninflected(form); len(form) > 1 && letters(form) {
			a.vocabulary[form] = true
		}
	}
	add := func(f string, name bool) {
		r := []rune(f)
		if len(r) < 3 || len(r) > maxCorrectable {
			return
		}
		a.correctable[len(r)] = append(a.correctable[len(r)], correction{form: f, runes: r, letters: letterSet(r), name: name})
	}
	for f := range a.vocabulary {
		if !a.names[f] {
			add(f, false)
		}
	}
	for f := range a.names {
		add(f, true)
	}
	for n := range a.correctable {
		slices.SortFunc(a.correctable[n], func(x, y correction) int { return strings.Compare(x.form, y.form) })
	}
}

// LearnNames takes names that the story mentions, by the stems of their terms,
// though they are no entities of it: a question that holds one asks for
// nothing unknown. The analyzer must not be shared before.
func (a *Analyzer) LearnNames(stems map[string]bool) { a.told = stems }

// Prepare looks words up ahead of reading many texts that hold them.
func (a *Analyzer) Prepare(forms []string) {
	for _, form := range forms {
		if base, _ := uninflected(form); base != form {
			a.lexemes[base] = a.newLexeme(base)
		}
		a.lexemes[form] = a.newLexeme(form)
	}
}

// Read understands a text of the base itself, whose spelling is right.
func (a *Analyzer) Read(c text.Clause) Query {
	return a.understand(a.normalise(c.Tokens))
}

// understand builds the query of settled words.
func (a *Analyzer) understand(words []Word) Query {
	q := Query{Words: words}
	q.Mentions = a.linker.link(words)
	var vacant *vacancy
	q.Mentions, vacant, q.Pronouns = a.linker.resolveOffices(words, q.Mentions)
	if vacant != nil {
		q.Office, q.Vacant = vacant.title, &vacant.affiliation
	}
	a.classify(&q)
	a.findTerms(&q)
	a.findFocus(&q)
	return q
}

// findTerms collects the words of content outside mentions, and the names that
// the story does not know as entities.
func (a *Analyzer) findTerms(q *Query) {
	ws := q.Words
	q.Terms = make([]Term, 0, len(ws))
	for i := 0; i < len(ws); i++ {
		w := ws[i]
		if w.lex == nil || covered(q.Mentions, i) {
			continue
		}
		if n, name := a.worldName(ws, i); n > 0 && !anyCovered(q.Mentions, i, i+n) {
			if !a.told["name:"+name.Name] {
				q.Unknown = append(q.Unknown, name.Name)
			}
			q.Terms = append(q.Terms, Term{Stem: "name:" + name.Name, Form: join(ws[i : i+n]), Word: i, Words: n, Name: true})
			i += n - 1
			continue
		}
		if n, groups := phrase(ws, q.Mentions, i); n > 1 {
			q.Terms = append(q.Terms, Term{Stem: joinStems(ws[i : i+n]), Form: join(ws[i : i+n]), Groups: groups, Word: i, Words: n})
			i += n - 1
			continue
		}
		if w.is(isFunction) || len(w.Form) == 1 && !digit(w.Form) || i < q.Start && imperative[w.Form] {
			continue
		}
		t := Term{Stem: w.Stem, Form: w.Form, Groups: w.lex.groups, Word: i, Words: 1}
		if foreign(w.Form) && len(q.Mentions) > 0 {
			continue // the rest of a question in another script
		}
		if !w.is(isKnown) && len(w.Form) >= 3 && letters(w.Form) {
			t.Name = true
			name := w.Form
			if w.Caps {
				first, size := utf8.DecodeRuneInString(name)
				name = string(unicode.ToUpper(first)) + name[size:]
			}
			q.Unknown = append(q.Unknown, name)
		}
		q.Terms = append(q.Terms, t)
	}
}

// findFocus marks the term that names what is asked for: the noun right after
// "which", "what" or "how many".
func (a *Analyzer) findFocus(q *Query) {
	for i, w := range q.Words {
		if w.Form != "which" && w.Form != "what" && !(w.Form == "many" && i > 0 && q.Words[i-1].Form == "how") || w.Quoted {
			continue
		}
		for k := range q.Terms {
			at := q.Terms[k].Word
			if at <= i || at > i+3 || anyAux(q.Words[i+1:at]) {
				continue
			}
			// The noun comes last: "which radio station", "what sort of agreement".
			if k+1 < len(q.Terms) && q.Terms[k+1].Word == at+q.Terms[k].Words && at < i+3 && !verbLike(q.Terms[k+1].Form) {
				continue
			}
			q.Terms[k].Focus = true
			return
		}
		return
	}
}

// verbLike guesses whether a word is a verb by its ending.
func verbLike(form string) bool {
	return strings.HasSuffix(form, "ed") || strings.HasSuffix(form, "ing") || strings.HasSuffix(form, "s")
}

// worldName returns the longest name of the wider world at ws[i] that is not
// also everyday vocabulary.
func (a *Analyzer) worldName(ws []Word, i int) (int, lexicon.Name) {
	for n := min(ws[i].lex.name, len(ws)-i); n > 0; n-- {
		key := join(ws[i : i+n])
		name, ok := lexicon.LookupName(key)
		if !ok {
			continue
		}
		if n == 1 && !ws[i].Caps {
			l := lexicon.Commonness(key)
			switch name.Kind {
			case "country", "demonym":
			case "person":
				if l > 0 && l <= 2 {
					continue
				}
			default:
				if l > 0 && l <= 5 {
					continue
				}
			}
		}
		return n, name
	}
	return 0, lexicon.Name{}
}

func digit(form string) bool { return form[0] >= '0' && form[0] <= '9' }

// foreign tells whether a word is of another script than Latin.
func foreign(form string) bool {
	for _, r := range form {
		if unicode.IsLetter(r) {
			return !unicode.Is(unicode.Latin, r)
		}
	}
	return false
}

// phrase returns the longest thesaurus phrase of two words or more at ws[i].
func phrase(ws []Word, mentions []Mention, i int) (int, []Group) {
	for n := min(ws[i].lex.phrase, len(ws)-i); n > 1; n-- {
		if anyCovered(mentions, i, i+n) {
			continue
		}
		if gs := lexicon.Groups(joinStems(ws[i : i+n])); len(gs) > 0 {
			return n, gs
		}
	}
	return 1, nil
}

func joinStems(ws []Word) string {
	if len(ws) == 1 {
		return ws[0].Stem
	}
	parts := make([]string, len(ws))
	for i, w := range ws {
		parts[i] = w.Stem
	}
	return strings.Join(parts, " ")
}

// Understand builds the query of words that are settled already.
func (a *Analyzer) Understand(ws []Word) Query { return a.understand(ws) }

// Words returns the settled words of a text whose spelling is right.
func (a *Analyzer) Words(s string) []Word {
	var ws []Word
	for _, c := range text.Clauses(s) {
		ws = append(ws, a.normalise(c.Tokens)...)
	}
	return ws
}

// Link finds the entities named in words.
func (a *Analyzer) Link(ws []Word) []Mention { return a.linker.link(ws) }

// OpensQuestion tells whether a word by itself marks a question: a wh-word, an
// auxiliary.
func OpensQuestion(form string) bool { return wh[form] || auxiliary[form] }

// SameSide tells whether two entities belong to the same country or region.
func (a *Analyzer) SameSide(x, y string) bool { return a.linker.root(x) == a.linker.root(y) }
