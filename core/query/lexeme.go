package query

import (
	"strings"

	"dragoman/core/lexicon"
)

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
	isAuxiliary
	isWeekday
	isNegation
	isDefining
	isComparing
	isSaying
	isPronoun
)

func (w *Word) is(m mark) bool { return w.lex != nil && w.lex.marks&m != 0 }

// lookup returns the lexeme of a folded form.
func (a *Analyzer) lookup(form string) *lexeme {
	if l := a.lexemes[form]; l != nil {
		return l
	}
	if l, ok := a.seen.Load(form); ok {
		return l.(*lexeme)
	}
	if !a.vocabulary[form] && !a.names[form] && !lexicon.Function(form) {
		return a.newLexeme(form)
	}
	form = strings.Clone(form) // not to keep the message that it is part of
	l := a.newLexeme(form)
	a.seen.Store(form, l) // of a bounded number of words
	return l
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
	set := func(m mark, in bool) {
		if in {
			l.marks |= m
		}
	}
	set(isFunction, lexicon.Function(form))
	set(isKnown, a.known(form))
	set(isAuxiliary, auxiliary[form])
	set(isWeekday, weekdays[form])
	set(isNegation, negation[form])
	set(isDefining, defines[form])
	set(isComparing, compares[form])
	set(isSaying, sayVerbs[form])
	set(isPronoun, pronouns[form])
	return l
}

// word makes a settled word of a form.
func (a *Analyzer) word(form string) Word {
	l := a.lookup(form)
	return Word{Form: form, Stem: l.stem, lex: l}
}
