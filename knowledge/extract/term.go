package extract

// speak notes that the words around a quotation say that somebody says it.
func (p *paragraph) speak(quote int) {
	for n := range p.quotes {
		if p.quotes[n].whole == quote {
			p.quotes[n].spoken = true
		}
	}
}

// isTerm tells whether a quotation is a term that nobody says.
func (p *paragraph) isTerm(q quoted) bool { return !q.spoken && isTerm(q.inner.In(p.text)) }

// isTerm tells whether words between quotation marks are a name or a technical
// term: at most five words with capital letters, "of" and the like aside.
func isTerm(text string) bool {
	words, capitals := 0, 0
	from := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != ' ' {
			continue
		}
		if w := text[from:i]; w != "" {
			words++
			if isCapital(w) || prepositions[w] || determiners[w] {
				capitals++
			}
		}
		from = i + 1
	}
	return words <= 5 && capitals == words && isCapital(text)
}
