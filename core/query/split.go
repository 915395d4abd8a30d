package query

import "dragoman/core/text"

// longClause is the number of words from which a clause counts as a ramble:
// the question is looked for at its end.
const longClause = 22

// maxClauses is how many clauses of a message are looked at, the last ones.
const maxClauses = 40

// Questions understands a message: the questions it asks, in order, and what
// else it says. A message that asks nothing is all question.
func (a *Analyzer) Questions(clauses []text.Clause) (questions, aside []Query) {
	var asked, rest []Query
	for _, c := range clauses[max(0, len(clauses)-maxClauses):] {
		for _, ws := range split(a.normalise(c.Tokens)) {
			a.correct(ws)
			ws, assertion := unwrap(ws)
			q := a.understand(ws)
			q.Question = c.Question
			if assertion && (q.Kind == Any || q.Kind == YesNo) {
				q.Kind = YesNo
			}
			if len(q.Words) == 0 {
				continue
			}
			if opensQuestion(q.Words) || q.Kind == YesNo {
				asked = append(asked, q)
			} else {
				rest = append(rest, q)
			}
		}
	}
	if len(asked) == 0 {
		asked, rest = rest, nil
	}
	return asked, rest
}

// wholeClauses is how many clauses the longest way of asking has.
const wholeClauses = 4

// Whole understands the beginning of a message as one question, unsplit.
func (a *Analyzer) Whole(clauses []text.Clause) Query {
	var ws []Word
	for _, c := range clauses[:min(len(clauses), wholeClauses)] {
		ws = append(ws, a.normalise(c.Tokens)...)
	}
	a.correct(ws)
	return a.understand(ws)
}

// split cuts the words of a clause where a new question begins.
func split(ws []Word) [][]Word {
	if countWords(ws) >= longClause {
		ws = ws[lastQuestion(ws):]
	}
	var parts [][]Word
	start := 0
	for i := 1; i < len(ws); i++ {
		joint := ws[i].Stem == "" || ws[i].Form == "and" || ws[i].Form == "then" || ws[i].Form == "but" || ws[i].Form == "also"
		if !joint || i <= start || i+1 >= len(ws) || ws[i].Quoted || ws[i+1].Quoted {
			continue
		}
		if !opensQuestion(ws[i+1:]) || ws[i].Form == "-" || countWords(ws[start:i]) < 2 && ws[i].Stem != "" {
			continue
		}
		if ws[i].Form == "and" && auxiliary[ws[i+1].Form] {
			continue // "will he come and will he stay" is rarer than "has met and is"
		}
		if isTag(ws[i+1:]) {
			continue // "..., isn't it?" asks whether what comes before is so
		}
		parts = append(parts, ws[start:i])
		start = i + 1
	}
	return append(parts, ws[start:])
}

func countWords(ws []Word) int {
	n := 0
	for _, w := range ws {
		if w.Stem != "" {
			n++
		}
	}
	return n
}

// opensQuestion tells whether ws begin like a question or a request.
func opensQuestion(ws []Word) bool {
	i := 0
	for i < len(ws) && (ws[i].Stem == "" || filler[ws[i].Form]) {
		i++
	}
	if i == len(ws) {
		return false
	}
	f := ws[i].Form
	if wh[f] || auxiliary[f] || imperative[f] {
		return true
	}
	return preposition[f] && i+1 < len(ws) && (wh[ws[i+1].Form] || ws[i+1].Form == "the" && i+2 < len(ws) && wh[ws[i+2].Form])
}

var preposition = set(`in at on from to by with for under of about into against among between besides during since until through`)

// lastQuestion returns where the last question of a ramble begins.
func lastQuestion(ws []Word) int {
	for i := len(ws) - 2; i > 0; i-- {
		f := ws[i].Form
		if !wh[f] && !auxiliary[f] || ws[i].Quoted {
			continue
		}
		prev := ws[i-1]
		if auxiliary[f] {
			if prev.Stem != "" && !filler[prev.Form] {
				continue
			}
			return i
		}
		if preposition[prev.Form] && wh[f] {
			if i > 1 && (ws[i-2].Stem == "" || filler[ws[i-2].Form] || ws[i-2].Form == "is") {
				return i - 1
			}
		}
		if (f == "who" || f == "which" || f == "that" || f == "when" || f == "where") && !introduces(prev) {
			continue
		}
		if f == "what" && !introduces(prev) && i+1 < len(ws) && !auxiliary[ws[i+1].Form] {
			continue
		}
		return i
	}
	return 0
}

// introduces tells whether a question may follow the word.
func introduces(w Word) bool {
	if w.Stem == "" || filler[w.Form] {
		return true
	}
	switch w.Form {
	case "is", "know", "me", "asked", "ask", "wonder", "wondering", "question", "tell", "out", "about", "was":
		return true
	}
	return false
}
