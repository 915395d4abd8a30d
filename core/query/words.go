package query

import (
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/text"
)

// normalise settles the words of a clause: chat spellings are spelt out,
// contractions taken apart, possessives marked.
func (a *Analyzer) normalise(tokens []text.Token) []Word {
	words := make([]Word, 0, len(tokens)+4)
	for i := 0; i < len(tokens); i++ {
		tok := tokens[i]
		if tok.Mark {
			words = append(words, Word{Form: tok.Form})
			continue
		}
		if tok.Form == "'" {
			// "the dockers' union"; else a quotation mark.
			if n := len(words); n > 0 && strings.HasSuffix(words[n-1].Form, "s") {
				words[n-1].Possessive = true
			}
			continue
		}
		l := a.lookup(tok.Form)
		if l.chat > 1 {
			if n, expansion := chatPhrase(tokens[i:min(i+l.chat, len(tokens))]); n > 0 {
				words = a.appendWords(words, expansion, tok)
				i += n - 1
				continue
			}
		}
		if l.expands {
			words = a.appendWords(words, l.expansion, tok)
			continue
		}
		w := Word{Form: tok.Form, Stem: l.stem, lex: l}
		if base, possessive := uninflected(tok.Form); base != tok.Form {
			w = a.word(base)
			w.Possessive = possessive
		}
		w.Caps, w.Quoted = tok.Caps, tok.Quoted
		words = append(words, w)
	}
	return words
}

// uninflected cuts the genitive off a form.
func uninflected(form string) (base string, possessive bool) {
	if base, ok := strings.CutSuffix(form, "'s"); ok {
		return base, true
	}
	return form, false
}

// chatPhrase finds a chat spelling of two or three tokens, such as "acc to" or
// "w/o", at the beginning of tokens.
func chatPhrase(tokens []text.Token) (int, []string) {
	for n := len(tokens); n > 1; n-- {
		var spaced, joined strings.Builder
		for k, t := range tokens[:n] {
			if k > 0 {
				spaced.WriteByte(' ')
			}
			spaced.WriteString(t.Form)
			joined.WriteString(t.Form)
		}
		if expansion, ok := lexicon.Expand(spaced.String()); ok {
			return n, expansion
		}
		if tokens[1].Form == "/" {
			if expansion, ok := lexicon.Expand(joined.String()); ok {
				return n, expansion
			}
		}
	}
	return 0, nil
}

// expand looks a form up among the chat spellings, with its apostrophe and
// without.
func expand(form string) ([]string, bool) {
	if expansion, ok := lexicon.Expand(form); ok {
		return expansion, true
	}
	if i := strings.IndexByte(form, '\''); i > 0 {
		return lexicon.Expand(form[:i] + form[i+1:])
	}
	return nil, false
}

func (a *Analyzer) appendWords(words []Word, forms []string, tok text.Token) []Word {
	for _, f := range forms {
		w := a.word(f)
		w.Caps, w.Quoted = tok.Caps, tok.Quoted
		words = append(words, w)
	}
	return words
}
