package passage

import "dragoman/core/query"

// named are nouns of people and bodies, of which a question asks for a name:
// "which player?".
var named = set(`actor actress academic adviser agency airline ally analyst artist association athlete author bank board body broadcaster broker
	builder candidate captain carrier champion channel charity chief church clinic club coach colleague college commission commissioner committee council
	companies company competitor contractor country countries court critic customer daily defender diplomat director doctor donor driver
	economist editor engineer executive expert family federation firm founder goalkeeper government group historian hospital institute
	institution insurer inventor investor journal journalist judge keeper lawmaker lawyer leader lender magazine maker man manager manufacturer
	mayor midfielder minister ministry movement museum nation nations newspaper nurse officer official opponent organisation organization
	outlet owner paper parties party partner person pilot player politician president producer professor programme prosecutor province publication
	publisher region regulator reporter representative researcher retailer rider rival runner school scientist senator side singer site
	spokesman spokesperson spokeswoman staff state striker student studio supplier surgeon teacher team trust union university victim
	website winger winner witness woman writer`)

// namesAsked tells whether a question asks for a name by "which" or "what" and a
// noun of people or bodies.
func namesAsked(q *query.Query) bool {
	if q.Start >= len(q.Words) || q.Words[q.Start].Form != "which" && q.Words[q.Start].Form != "what" {
		return false
	}
	for i := q.Start + 1; i < min(len(q.Words), q.Start+nounWithin); i++ {
		w := &q.Words[i]
		switch {
		case w.Stem == "" || query.OpensQuestion(w.Form):
			return false
		case named[w.Form] && !w.Possessive:
			return true
		}
	}
	return false
}

// longName is how many words of a name before or after one are looked at.
const longName = 4

// namesAskedFor tells whether a name holds, beside the word at i, one that the
// question gives: "Ilse" of "Ilse Brandt" in one about Brandt.
func namesAskedFor(p *passage, i int, at func(int) *word, asked func(int32) bool) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; at(k).is(proper) && k >= i-longName && k <= i+longName; k += step {
			if asked(p.words[k]) {
				return true
			}
		}
	}
	return false
}
