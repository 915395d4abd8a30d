package query

import (
	"slices"
	"strings"
)

// Openings and endings that make a yes-no question of an assertion: "is it true
// that ...", "..., right?". One that holds another comes before it.
var (
	openings = []string{
		"am i right that", "am i right in thinking that", "am i right in thinking", "am i correct that", "is it true that", "is it true",
		"is it correct that", "is it right that", "is it fair to say that", "would it be fair to say that", "is it the case that",
		"is it accurate that", "is it accurate to say that", "is it so that", "true or false", "can you confirm that", "can you confirm",
		"do i understand correctly that", "did i get it right that", "did i read that right", "i heard that", "i heard", "i read that",
		"someone told me that", "someone told me", "somebody told me that", "somebody told me", "so it is true that", "confirm that",
		"is that right that", "have i got it right that", "would i be right in thinking that", "would i be right to say that",
	}
	endings = []string{
		"is that right", "is that so", "is that true", "is that correct", "right", "correct", "true", "yes or no", "y n", "true or false", "is he not",
		"is not he", "is not she", "is not it", "are not they", "did not he", "did not she", "did not it", "did not they", "was not he",
		"was not she", "was not it", "were not they", "does not he", "does not she", "does not it", "do not they", "will not he", "will not she", "will not it", "will not they", "or not", "or nah", "or no",
		"have not they", "has not he", "has not she", "has not it", "did he not", "did they not", "yes", "no", "huh", "eh", "innit", "or",
	}
)

// unwrap takes an opening or an ending off that only asks whether the rest is
// so.
func unwrap(ws []Word) (rest []Word, assertion bool) {
	start := 0
	for start < len(ws) && (ws[start].lex == nil || filler[ws[start].Form]) {
		start++
	}
	for _, o := range openings {
		if n := strings.Count(o, " ") + 1; start+n < len(ws)-1 && join(ws[start:start+n]) == o {
			ws, assertion = ws[start+n:], true
			break
		}
	}
	end := len(ws)
	for end > 0 && ws[end-1].lex == nil {
		end--
	}
	for _, e := range endings {
		n := strings.Count(e, " ") + 1
		if end-n < 3 || join(ws[end-n:end]) != e {
			continue
		}
		if n == 1 && ws[end-2].lex != nil && !wordy(ws[end-1].Form) {
			continue // a lone word needs a comma, but for "right"
		}
		if opensQuestion(ws[:end-n]) && !auxiliary[ws[0].Form] {
			continue
		}
		return ws[:end-n], true
	}
	return ws, assertion
}

// isTag tells whether ws are nothing but an ending of an assertion.
func isTag(ws []Word) bool {
	for len(ws) > 0 && ws[len(ws)-1].lex == nil {
		ws = ws[:len(ws)-1]
	}
	return len(ws) > 1 && len(ws) < 5 && slices.Contains(endings, join(ws))
}

// wordy tells whether a word is an ending without a comma before it, too.
func wordy(form string) bool { return form == "right" || form == "correct" || form == "innit" }
