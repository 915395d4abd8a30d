package extract

import (
	"strings"

	"dragoman/knowledge/article"
)

// tag is what a word is in its sentence.
type tag uint8

const (
	noun tag = iota
	properNoun
	number
	determiner
	possessive // "his" and "’s"
	pronoun
	preposition
	conjunction
	subordinator // "that", "because": a clause of its own begins
	relative     // "who", "which"
	auxiliary    // "has", "was"
	modal
	verb       // finite: "said"
	participle // "published" in "a report published on Monday"
	ing
	infinitive // after "to" or a modal
	toWord     // "to" before a verb
	adverb
	adjective
	mark // of punctuation
)

// tagUnit tells what the words of a unit are.
func tagUnit(p *paragraph, u unit) {
	for i := u.from; i < u.to; i++ {
		p.words[i].tag, p.words[i].fixed = tagOf(p, i, u)
	}
	reduce(p, u)
	findMissing(p, u)
}

// last returns the last word before i that is no adverb, or -1.
func last(p *paragraph, i int, u unit) int {
	for i--; i >= u.from; i-- {
		if p.words[i].tag != adverb {
			return i
		}
	}
	return -1
}

func tagOf(p *paragraph, i int, u unit) (tag, bool) {
	w := &p.words[i]
	switch w.kind {
	case article.Punctuation:
		return mark, true
	case article.Number:
		return number, true
	case article.Possessive:
		return possessive, true
	}
	if w.name > 0 {
		return properNoun, true
	}
	next := ""
	if i+1 < u.to {
		next = p.words[i+1].low
	}
	before := last(p, i, u)
	var prev tag = mark
	if before >= 0 {
		prev = p.words[before].tag
	}
	switch low := w.low; {
	case low == "to":
		if use, ok := verbOf(next); ok && use.forms&baseForm != 0 && !determiners[next] {
			return toWord, true
		}
		return preposition, true
	case low == "that":
		if prev == verb || prev == noun || prev == properNoun || prev == pronoun || prev == ing || prev == infinitive || prev == participle || prev == mark || prev == conjunction || prev == adjective {
			return subordinator, true
		}
		return determiner, true
	case low == "her":
		if i+1 < u.to && p.words[i+1].kind == article.Word && !closedClass(next) {
			return possessive, true
		}
		return pronoun, true
	case possessives[low]:
		return possessive, true
	case relatives[low]:
		return relative, true
	case modals[low] && (low != "may" && low != "will" && low != "can" && low != "might" || prev != determiner):
		return modal, true
	case auxiliaries[low]:
		w.use, _ = verbOf(low)
		return auxiliary, true
	case low == "one" && nounLike(next):
		return number, true
	case pronouns[low] && !determiners[low]:
		return pronoun, true
	case determiners[low] && low != "more" && low != "most":
		if use, ok := verbOf(next); (low == "this" || low == "these" || low == "those") && (auxiliaries[next] || modals[next] || ok && use.forms&thirdForm != 0 || next == "who") {
			return pronoun, true
		}
		return determiner, true
	case numbers[low], strings.Contains(low, "-") && isSpelledNumber(low):
		return number, true
	case conjunctions[low]:
		return conjunction, true
	case (low == "after" || low == "before" || low == "since" || low == "until" || low == "as") && clauseFollows(p, i+1, u):
		return subordinator, true
	case subordinates[low]:
		return subordinator, true
	case prepositions[low]:
		return preposition, true
	case (low == "first" || low == "last") && prev != determiner && prev != possessive && pastNext(next):
		return adverb, true
	case adverbs[low] || strings.HasSuffix(low, "ly") && !notAdverbs[low]:
		return adverb, true
	}
	return tagContent(p, i, u, prev, next)
}

// nounLike tells whether a word may be a noun: it is of an open class and no adverb.
func nounLike(low string) bool {
	return low != "" && !closedClass(low) && !strings.HasSuffix(low, "ly") && strings.ContainsAny(low, "abcdefghijklmnopqrstuvwxyz")
}

func pastNext(next string) bool {
	use, ok := verbOf(next)
	return ok && use.forms&pastForm != 0
}

// clauseFollows tells whether a subject and a verb follow from i on, before a
// comma.
func clauseFollows(p *paragraph, i int, u unit) bool {
	if i < u.to && (p.words[i].tag == pronoun || p.is(i, "he", "she", "it", "they", "we", "i")) {
		return true
	}
	for k := i; k < u.to && k < i+16; k++ {
		w := p.words[k]
		if w.kind == article.Punctuation {
			return false
		}
		if w.name > 0 || k == i {
			continue
		}
		if modals[w.low] || w.low == "was" || w.low == "were" || w.low == "had" || w.low == "has" || w.low == "have" || w.low == "is" || w.low == "are" {
			return true
		}
		if use, ok := verbOf(w.low); ok && use.forms&pastForm != 0 && !determiners[p.words[k-1].low] && !adjectives[p.words[k-1].low] && !prepositions[p.words[k-1].low] {
			return true
		}
		if subordinates[w.low] || relatives[w.low] {
			return false
		}
	}
	return false
}

// tagContent tells what a word of an open class is.
func tagContent(p *paragraph, i int, u unit, prev tag, next string) (tag, bool) {
	w := &p.words[i]
	use, known := verbOf(w.low)
	w.use = use
	if !known {
		if adjectives[w.low] || isAdjectiveForm(w.low) {
			return adjective, true
		}
		return noun, !strings.HasSuffix(w.low, "ed")
	}
	nominal := prev == determiner || prev == possessive || prev == adjective || prev == preposition || prev == number
	switch {
	case (prev == modal || prev == toWord) && use.forms&baseForm != 0:
		return infinitive, true
	case prev == auxiliary && use.forms&(partForm|ingForm) != 0:
		if use.forms&ingForm != 0 {
			return ing, true
		}
		return participle, true
	case prev == auxiliary && use.forms&baseForm != 0:
		if d := p.words[last(p, i, u)].use.base; d == "do" {
			return infinitive, true
		}
		return noun, true
	case use.forms&ingForm != 0:
		if prev == determiner || prev == possessive || prev == adjective {
			return noun, true
		}
		return ing, true
	case use.forms&(pastForm|partForm) != 0 && use.forms&baseForm == 0:
		if use.forms&speechForm != 0 && (prev == number || prev == adjective) && !nounLike(next) {
			return verb, true // "the 66-year-old said", "the accused denied"
		}
		if nominal {
			return adjective, true
		}
		if before := last(p, i, u); before >= 0 && linking[p.words[before].use.base] && (prev == verb || prev == infinitive || prev == ing) {
			return adjective, true
		}
		if prev == mark && i == u.from {
			return participle, true
		}
		return verb, use.forms&partForm == 0
	case prev == mark && use.forms&(speechForm|thirdForm) == speechForm|thirdForm && (next == "that" || w.low == "says"):
		return verb, true // "Norla, which built it, says that"
	case prev == mark && i > u.from+1 && p.is(i-1, ",") && use.forms&(pastForm|baseForm) == pastForm|baseForm && (determiners[next] || possessives[next]):
		return verb, true // "Bell, the chairman, cut the price"
	case nominal || adjectives[w.low]:
		if adjectives[w.low] {
			return adjective, true
		}
		return noun, true
	case prev == pronoun && (use.forms&(baseForm|thirdForm|pastForm) != 0) || prev == relative:
		return verb, true
	case use.forms&speechForm != 0 && use.forms&thirdForm != 0 && (prev == properNoun || prev == noun) && next != "of":
		return verb, true
	}
	return noun, false
}

// linking verbs have adjectives behind them: "stay closed".
var linking = set("stay remain become seem look feel get keep appear grow")

func isAdjectiveForm(low string) bool {
	return len(low) > 5 && hasAnySuffix(low, "ful", "ous", "ive", "able", "ible", "ical", "less", "ish") ||
		strings.Contains(low, "-") && (strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "-based") || strings.HasSuffix(low, "ing"))
}

// endsClause tells whether a clause ends before the word at i.
func endsClause(p *paragraph, i int) bool {
	switch p.words[i].tag {
	case mark, subordinator, relative:
		return true
	case conjunction:
		return p.words[i].low == "but"
	}
	return false
}

// reduce makes a participle of a verb that has another finite verb after it in
// the same clause: "a report published on Monday found".
func reduce(p *paragraph, u unit) {
	for i := u.from; i < u.to; i++ {
		w := &p.words[i]
		if w.tag != verb || w.fixed || w.use.forms&partForm == 0 {
			continue
		}
		if w.use.forms&speechForm != 0 && !p.is(i+1, "by", "to") {
			continue
		}
		if before := last(p, i, u); before >= 0 && i+1 < u.to && p.words[i+1].tag == noun {
			if t := p.words[before].tag; t == subordinator || t == mark || t == conjunction {
				w.tag = adjective // "that damaged pipes had left"
				continue
			}
		}
		if followsVerb(p, i, u) {
			w.tag = participle
			continue
		}
		if i+1 < u.to && p.words[i+1].tag != preposition && p.words[i+1].tag != toWord && p.words[i+1].tag != adverb && p.words[i+1].tag != participle {
			continue
		}
		if inAside(p, i, u) {
			w.tag = participle
			continue
		}
		for k := i + 1; k < u.to && !endsClause(p, k) && p.words[k].tag != conjunction; k++ {
			if t := p.words[k].tag; t == verb || t == auxiliary || t == modal {
				w.tag = participle
				break
			}
		}
	}
}

// followsVerb tells whether a clause has its verb before the word at i, which then
// belongs to a noun: "received it through a company registered in".
func followsVerb(p *paragraph, i int, u unit) bool {
	if t := p.words[i-1].tag; t != noun && t != properNoun {
		return false
	}
	for k := i - 1; k >= u.from && !endsClause(p, k); k-- {
		w := p.words[k]
		switch w.tag {
		case conjunction:
			return false
		case verb, infinitive, auxiliary:
			return w.use.forms&(speechForm|thinkForm) == 0 && w.tag != auxiliary
		}
	}
	return false
}

// inAside tells whether a word that a preposition follows stands in an aside which
// begins with a noun: "the Alliance, a charity based in Geneva, said".
func inAside(p *paragraph, i int, u unit) bool {
	from := i
	for from > u.from && p.words[from-1].tag != mark {
		from--
	}
	if from <= u.from || p.words[from-1].low != "," || p.words[from].tag != determiner || i+1 >= u.to || p.words[i+1].tag != preposition {
		return false
	}
	for k := from; k < i; k++ {
		if t := p.words[k].tag; t == verb || t == auxiliary || t == modal || t == relative || t == subordinator {
			return false
		}
	}
	before := p.words[max(from-2, u.from)]
	if before.tag != properNoun && before.tag != noun {
		return false
	}
	// A subject begins before the aside: no verb stands there.
	for k := from - 2; k >= u.from && p.words[k].tag != mark; k-- {
		if t := p.words[k].tag; t == verb || t == auxiliary || t == modal {
			return before.tag == properNoun
		}
	}
	return true
}

// findMissing finds the verb of a clause that has none: "the dispute centres on",
// "scientists say".
func findMissing(p *paragraph, u unit) {
	from := u.from
	for i := u.from; i <= u.to; i++ {
		if i < u.to && !endsClause(p, i) {
			continue
		}
		promote(p, from, i)
		from = i + 1
	}
}

// promote makes a verb of the first word that may be one, when no other word from
// up to to is.
func promote(p *paragraph, from, to int) {
	subject := -1
	for i := from; i < to; i++ {
		switch p.words[i].tag {
		case verb, auxiliary, modal:
			return
		}
	}
	for i := from; i < to; i++ {
		w := &p.words[i]
		switch w.tag {
		case properNoun, pronoun:
			subject = i
		case noun:
			good := subject >= 0 && i+1 < to && !p.is(i+1, "of") && w.use.base != ""
			plural := subject >= 0 && strings.HasSuffix(p.words[subject].low, "s")
			if good && subject == i-1 && !w.fixed && (w.use.forms&thirdForm != 0 && !plural || w.use.forms&baseForm != 0 && plural || w.use.forms&pastForm != 0) {
				t := p.words[i+1].tag
				if t == determiner || t == preposition || t == properNoun || t == possessive || t == number || t == adverb || t == adjective || t == toWord || t == noun && w.use.forms&thirdForm == 0 || t == ing || t == participle {
					w.tag = verb
					return
				}
			}
			subject = i
		}
	}
	// The clause may end with its verb: "scientists say".
	if n := to - 1; n > from && p.words[n].tag == noun && p.words[n].use.forms&(speechForm|thinkForm) != 0 && (p.words[n-1].tag == noun || p.words[n-1].tag == properNoun) {
		p.words[n].tag = verb
	}
}
