package query

import "dragoman/core/lexicon"

// lexeme is all that is known of a word by itself, looked up once.
type lexeme struct {
	stem   string
	groups []Group
	marks  mark

	// Words of the longest entry that begins with the word, 0 for none.
	alias, office, name, phrase, chat int

	expansion []string // what a chat spelling stands for
	expands   bool
}

// mark is a set of what a word may be.
type mark uint16

const (
	isFunction mark = 1 << iota
	isKnown
	isWh
	isAuxiliary
	isWeekday
	isNegation
	isDefining
	isComparing
	isResult
	isSaying
	isPronoun
)

func (w *Word) is(m mark) bool { return w.lex != nil && w.lex.marks&m != 0 }

// lookup returns the lexeme of a folded form.
func (a *Analyzer) lookup(form string) *lexeme {
	if l, ok := a.lexemes[form]; ok {
		return l
	}
	return a.newLexeme(form)
}

func (a *Analyzer) newLexeme(form string) *lexeme {
	l := &lexeme{
		stem:   lexicon.Stem(form),
		alias:  a.linker.longest[form],
		office: a.linker.longOff[form],
		name:   lexicon.LongestName(form),
		chat:   lexicon.LongestChat(form),
	}
	l.groups = lexicon.Groups(l.stem)
	l.phrase = lexicon.LongestPhrase(l.stem)
	if !a.names[form] {
		l.expansion, l.expands = expand(form)
	}
	for m, in := range map[mark]bool{
		isFunction:  lexicon.Function(form),
		isKnown:     a.known(form),
		isWh:        wh[form],
		isAuxiliary: auxiliary[form],
		isWeekday:   weekdays[form],
		isNegation:  negation[form],
		isDefining:  defines[form],
		isComparing: compares[form],
		isResult:    outcomes[form],
		isSaying:    sayVerbs[form],
		isPronoun:   pronouns[form],
	} {
		if in {
			l.marks |= m
		}
	}
	return l
}

// word makes a settled word of a form.
func (a *Analyzer) word(form string) Word {
	l := a.lookup(form)
	return Word{Form: form, Stem: l.stem, lex: l}
}
