package query

import (
	"strings"

	"dragoman/knowledge"
)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	filler = set(`hey hi hello yo hiya howdy greetings morning evening ok okay so and but well um uh please pls bot
		also then now again sorry thanks hmm oh ah alright right listen look quick question btw anyway just or
		interesting good great cool nice sure fine dear sir madam guys folks actually honestly seriously wait`)
	wh         = set(`who whom whose what which when where why how`)
	auxiliary  = set(`is are was were am be do does did has have had will would shall should can could may might must`)
	imperative = set(`list name give tell show summarise summarize explain describe quote state identify recap cite provide mention outline sum compare read send repeat remind`)
	persons    = set(`leader leaders person people official officials politician politicians minister ministers president
		presidents man woman women men reporter reporters journalist journalists correspondent correspondents spokesman
		spokesperson diplomat diplomats figure figures delegate delegates agency outlet body bodies country countries
		nation nations government governments state states side sides party parties organisation organization department
		institution prez envoy adviser advisor guy guys lady ladies chief premier speaker capital ministry power powers
		names name broadcaster group groups`)
	timeNouns  = set(`day days date dates time year month week weekday hour moment`)
	placeNouns = set(`city cities country countries place places venue location capital town site spot part region destination`)
	sayVerbs   = set(`say says said saying tell tells told telling state states stated warn warns warned claim claims claimed
		argue argued suggest suggests suggested remark remarked comment commented declare declared mention mentioned
		announce announced accuse accused speak spoke talk talked add added insist insisted describe described call called
		word words quote quoted quotes statement statements remarks reaction think thinks thought view opinion`)
)

// classify sets the kind of question, where it begins, and its cues.
func (a *Analyzer) classify(q *Query) {
	ws := q.Words
	start := 0
	for start < len(ws) && (ws[start].Stem == "" || filler[ws[start].Form]) {
		start++
	}
	start = skipAttribution(q, start)
	q.Kind = a.kindOf(ws, start, q)
	a.cues(q)
}

func (a *Analyzer) kindOf(ws []Word, start int, q *Query) Kind {
	form := func(i int) string {
		if i < len(ws) {
			return ws[i].Form
		}
		return ""
	}
	first := form(start)
	if auxiliary[first] {
		if w := embedded(ws, start); w >= 0 {
			return a.whKind(ws, w, q)
		}
		if hasOr(ws, start) {
			return Choice
		}
		return YesNo
	}
	for i := start; i < len(ws); i++ {
		if !wh[form(i)] || ws[i].Quoted {
			continue
		}
		// "the man who advises Putin": a relative clause asks nothing.
		if i > start && (form(i) == "who" || form(i) == "which" || form(i) == "whose") && relative(ws, start, i) {
			continue
		}
		return a.whKind(ws, i, q)
	}
	switch first {
	case "name", "list", "identify", "enumerate":
		q.Start = start + 1
		return List
	case "give", "tell", "show", "remind":
		q.Start = start + 1
		if i := start + 1; form(i) == "me" && (form(i+1) == "names" || form(i+2) == "names" || form(i+1) == "name" || form(i+2) == "name" || form(i+2) == "list") {
			return List
		}
	}
	if anyAuxBeforeSubject(ws, start) {
		return YesNo
	}
	return Any
}

// skipAttribution returns where the question begins after an opening such as
// "according to Tusk" or "going by Butler,".
func skipAttribution(q *Query, start int) int {
	if start+1 >= len(q.Words) {
		return start
	}
	switch q.Words[start].Form {
	case "according", "going", "judging", "in", "for", "per", "as":
	default:
		return start
	}
	for i := start + 1; i < len(q.Words); i++ {
		if f := q.Words[i].Form; i > start+1 && (wh[f] || auxiliary[f]) && (q.Words[i-1].Stem == "" || covered(q.Mentions, i-1) || q.Words[i-1].Form == "view" || q.Words[i-1].Form == "opinion" || q.Words[i-1].Form == "him" || q.Words[i-1].Form == "her" || q.Words[i-1].Form == "story" || q.Words[i-1].Form == "article") {
			return i
		}
	}
	return start
}

// embedded finds the wh-word of an indirect question such as "can you tell me
// who ...", or returns -1.
func embedded(ws []Word, start int) int {
	if start+1 >= len(ws) {
		return -1
	}
	subject := ws[start+1].Form
	if subject != "you" && subject != "u" && subject != "we" && subject != "i" && subject != "anyone" && subject != "anybody" && subject != "it" && subject != "the" && subject != "there" {
		return -1
	}
	for i := start + 2; i < len(ws); i++ {
		switch f := ws[i].Form; {
		case wh[f] && (subject == "you" || subject == "u" || subject == "we" || subject == "i" || subject == "anyone" || subject == "anybody"):
			return i
		case wh[f] && i <= start+5 && (ws[i-1].Form == "say" || ws[i-1].Form == "known" || ws[i-1].Form == "clear" || ws[i-1].Form == "mention" || ws[i-1].Form == "tell" || ws[i-1].Form == "explain"):
			return i
		}
	}
	return -1
}

// relative tells whether the wh-word at i opens a relative clause: a noun comes
// right before it and a verb of asking does not.
func relative(ws []Word, start, i int) bool {
	prev := ws[i-1]
	if prev.Stem == "" || prev.Form == "and" || prev.Form == "or" || prev.Form == "but" {
		return false
	}
	switch prev.Form {
	case "tell", "me", "know", "say", "says", "said", "ask", "asking", "wondering", "wonder", "is", "was", "explain", "describe",
		"about", "to", "from", "for", "by", "of", "in", "on", "at", "with", "us", "name", "list", "just", "exactly", "so", "now", "again", "identify", "state", "remember", "understand", "out":
		return false
	}
	return imperative[ws[start].Form] || auxiliary[ws[start].Form] || wh[ws[start].Form]
}

func hasOr(ws []Word, start int) bool {
	for i := start + 2; i+1 < len(ws); i++ {
		if ws[i].Form == "or" {
			switch ws[i+1].Form {
			case "not", "no", "nah", "nope", "what", "is", "isn't":
				return false
			}
			return true
		}
	}
	return false
}

func anyAuxBeforeSubject(ws []Word, start int) bool {
	for i := start; i+1 < len(ws); i++ {
		if ws[i].Stem == "" && i+1 < len(ws) && auxiliary[ws[i+1].Form] {
			return true
		}
	}
	return false
}

// whKind returns the kind of the question that the wh-word at i opens.
func (a *Analyzer) whKind(ws []Word, i int, q *Query) Kind {
	q.Start = i
	next := func(n int) string {
		if i+n < len(ws) {
			return ws[i+n].Form
		}
		return ""
	}
	switch ws[i].Form {
	case "who", "whom", "whose":
		return Who
	case "when":
		return When
	case "where":
		return Where
	case "why":
		return Why
	case "how":
		return howKind(next, q)
	}
	// what, which
	if i > 0 {
		switch prev := ws[i-1].Form; {
		case prev == "at" && (next(1) == "point" || next(1) == "stage" || next(1) == "moment"):
			return When
		case (prev == "in" || prev == "to" || prev == "from" || prev == "at" || prev == "inside") && placeNouns[next(1)]:
			return Where
		}
	}
	nouns := []string{next(1), next(2), next(3)}
	for n, noun := range nouns {
		if n > 0 && auxiliary[nouns[n-1]] && !strings.HasPrefix(noun, "the") {
			break
		}
		switch {
		case noun == "time" || noun == "hour":
			q.Measure = Hour
			return When
		case timeNouns[noun] && n < 2:
			return When
		case noun == "reason" || noun == "reasons" || noun == "explains" || noun == "cause" || noun == "motive" || noun == "explanation":
			return Why
		case n == 0 && (noun == "city" || noun == "place" || noun == "town" || noun == "venue" || noun == "location"):
			return Where
		case persons[noun] && n < 2 && !auxiliary[next(1)]:
			return Who
		case noun == "share" || noun == "percentage" || noun == "proportion":
			q.Measure = Share
			return HowMany
		}
	}
	// "which two Russians", "which American delegates"
	for _, m := range q.Mentions {
		if m.Word > i && m.Word <= i+3 && (m.Adjective && plural(ws[m.End-1].Form) || a.isGroup(m.Entity)) && !anyAux(ws[i+1:m.Word]) {
			return Who
		}
	}
	if next(1) == "for" && next(2) == "" || next(1) == "made" || next(1) == "led" || next(1) == "prompted" || next(1) == "drove" {
		return Why
	}
	return What
}

func howKind(next func(int) string, q *Query) Kind {
	switch next(1) {
	case "many":
		q.Measure = Count
		switch next(2) {
		case "minutes", "hours", "seconds", "days", "weeks", "months", "years":
			q.Measure = Duration
		case "billions", "millions", "euros", "dollars", "trillions":
			q.Measure = Money
		case "km", "kilometres", "miles", "kilometers":
			q.Measure = Distance
		}
		return HowMany
	case "much":
		q.Measure = Count
		switch next(2) {
		case "money", "cash", "funding", "will", "is", "was", "are", "does", "did", "do", "would":
			q.Measure = Money
		case "time":
			q.Measure = Duration
		case "of":
			q.Measure = Share
		}
		return HowMany
	case "long":
		if next(2) == "ago" || next(2) == "before" || next(2) == "until" || next(2) == "till" {
			return When
		}
		q.Measure = Duration
		return HowMany
	case "old":
		q.Measure = Age
		return HowMany
	case "far", "deep", "tall", "high", "big", "large", "wide", "fast":
		q.Measure = Distance
		return HowMany
	case "often":
		q.Measure = Count
		return HowMany
	case "soon", "recently":
		return When
	case "come":
		return Why
	}
	return How
}

func plural(form string) bool { return strings.HasSuffix(form, "s") }

func anyAux(ws []Word) bool {
	for _, w := range ws {
		if auxiliary[w.Form] {
			return true
		}
	}
	return false
}

func (a *Analyzer) isGroup(id string) bool {
	e, ok := a.linker.base.Entity(id)
	return ok && e.Kind == knowledge.Group
}
