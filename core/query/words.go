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
		if n, expansion := a.chatPhrase(tokens[i:]); n > 0 {
			words = a.appendWords(words, expansion, tok)
			i += n - 1
			continue
		}
		form := tok.Form
		if !a.names[form] {
			if expansion, ok := expand(form); ok {
				words = a.appendWords(words, expansion, tok)
				continue
			}
		}
		w := Word{Form: form, Caps: tok.Caps, Quoted: tok.Quoted}
		if base, ok := strings.CutSuffix(form, "'s"); ok {
			w.Form, w.Possessive = base, true
		} else if base, ok := strings.CutSuffix(form, "s'"); ok {
			w.Form, w.Possessive = base+"s", true
		} else if base, ok := strings.CutSuffix(form, "'"); ok {
			w.Form = base
		}
		w.Stem = a.stem(w.Form)
		words = append(words, w)
	}
	return words
}

// chatPhrase finds a chat spelling of two or three tokens, such as "acc to" or
// "w/o", at the beginning of tokens.
func (a *Analyzer) chatPhrase(tokens []text.Token) (int, []string) {
	for n := min(lexicon.LongestChat(tokens[0].Form), len(tokens)); n > 1; n-- {
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
		words = append(words, Word{Form: f, Stem: a.stem(f), Caps: tok.Caps, Quoted: tok.Quoted})
	}
	return words
}
