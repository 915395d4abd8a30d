package extract

import (
	"strings"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// parts are the phrases of a unit that questions ask for.
type parts struct {
	times, places, reasons []phrase
	amounts                []amount
}

// amount is a number with what it counts or measures: words from up to to.
type amount struct {
	from, to int
	of       int // the noun that is counted; -1 for none
	what     measure
}

type measure uint8

const (
	count measure = iota
	money
	percentage
	duration
	distance
	age
	compound // "60-day": part of a longer word or name
)

// partsOf finds the phrases of a unit. Times and places inside quotations are the
// speaker's and count as well.
func (d *document) partsOf(p *paragraph, u unit, past func(k int) bool) parts {
	var ps parts
	for k := u.from; k < u.to; {
		if ph, ok := d.timePhrase(p, u, k, past(k)); ok {
			ps.times = append(ps.times, ph)
			k = ph.to
			continue
		}
		if ph, ok := reasonPhrase(p, u, k); ok {
			ps.reasons = append(ps.reasons, ph)
		}
		if ph, ok := placePhrase(p, u, k); ok {
			ps.places = append(ps.places, ph)
		}
		if a, ok := amountAt(p, u, k); ok {
			ps.amounts = append(ps.amounts, a)
			k = a.to
			continue
		}
		k++
	}
	return ps
}

// placePhrase returns where something is: "in four provinces", "at a field
// hospital", "near Pisco".
func placePhrase(p *paragraph, u unit, k int) (phrase, bool) {
	if !p.is(k, "in", "at", "near", "outside", "inside", "into", "across", "from", "to", "on", "over", "off", "around") || k+1 >= u.to || p.words[k].tag == toWord {
		return phrase{}, false
	}
	to := nounsEnd(p, k+1, u.to)
	if to == k+1 {
		return phrase{}, false
	}
	named := false
	for i := k + 1; i < to; i++ {
		w := p.words[i]
		named = named || w.name > 0 && (w.low != "x")
	}
	head := p.words[to-1].low
	if !named && !placeNouns[head] && !venueNouns[head] {
		return phrase{}, false
	}
	if p.is(to, "of") && to+1 < u.to { // "the village of Toro"
		if end := nounsEnd(p, to+1, u.to); end > to+1 {
			to = end
		}
	}
	return phrase{from: k, core: k + 1, to: to}, true
}

// venueNouns are where things happen.
var venueNouns = set(`capital courtroom court hospital school hall gallery prison hotel station home homes house venue table ground street
	building office offices church theatre cinema restaurant market factory plant site border north south east west provinces
	area areas places place bakery university steps summit conference`)

// reasonPhrase returns why: "because of low cloud", "in return for immunity".
func reasonPhrase(p *paragraph, u unit, k int) (phrase, bool) {
	core := k
	switch {
	case p.is(k, "because"):
		core = k + 1
		if p.is(core, "of") {
			core++
		}
	case p.is(k, "due") && p.is(k+1, "to") && k+2 < u.to && p.words[k+2].tag != infinitive:
		core = k + 2
	case p.is(k, "owing") && p.is(k+1, "to"), p.is(k, "thanks") && p.is(k+1, "to"):
		core = k + 2
	case p.is(k, "in") && p.is(k+1, "return") && p.is(k+2, "for"), p.is(k, "in") && p.is(k+1, "exchange") && p.is(k+2, "for"):
		core = k + 3
	case p.is(k, "as") && p.is(k+1, "a") && p.is(k+2, "precaution", "result", "consequence"):
		core = k + 3
	case p.is(k, "after") && (p.words[k].tag == subordinator || k+1 < u.to && p.words[k+1].tag == ing):
		core = k + 1
	case p.is(k, "so") && p.is(k+1, "that"), p.is(k, "on") && p.is(k+1, "grounds"):
		core = k + 2
	case p.words[k].tag == toWord && k > u.from && isPurpose(p, u, k):
		core = k + 1
	case p.is(k, "for") && k+1 < u.to && p.words[k+1].tag == ing:
		core = k + 1
	default:
		return phrase{}, false
	}
	to := core
	for to < u.to && !(p.words[to].tag == mark && !isQuoteMark(p, to) || p.words[to].low == "but") && to-core < 24 {
		to++
	}
	if to <= core || p.is(to-1, "and", "or") {
		return phrase{}, false
	}
	if balanced(p, k, to) {
		return phrase{from: k, core: core, to: to}, true
	}
	return phrase{}, false
}

// controlling words have "to" and a verb behind them that tell no purpose.
var controlling = set(`force urge tell ask allow help expect want require order call able unable due set likely unlikely plan agree begin
	seek try fail refuse decline continue cause lead enable encourage persuade permit invite intend vow promise pledge threaten
	need hope decide choose manage attempt offer right ability decision plan proposal bid attempt effort request appeal offer
	attempts efforts plans proposals reason chance opportunity first last one enough ready free willing warn advise have be prepare seem appear tend start use`)

// isPurpose tells whether "to" at k begins what something is done for.
func isPurpose(p *paragraph, u unit, k int) bool {
	switch p.words[k-1].tag {
	case noun, properNoun, number:
	default:
		return false
	}
	for n := k - 1; n >= u.from && n > k-8 && p.words[n].tag != mark; n-- {
		w := p.words[n]
		if controlling[w.low] || w.use.base != "" && w.tag != noun && w.use.base != "need" && controlling[w.use.base] {
			return false
		}
	}
	return p.words[k].quote == 0
}

// balanced tells whether words tear no quotation.
func balanced(p *paragraph, from, to int) bool {
	open := 0
	for k := from; k < to; k++ {
		if isQuoteMark(p, k) {
			open++
		}
	}
	return open%2 == 0
}

// amountAt returns the amount that begins with the word at k: "1,260 people", "350
// million soles", "nine hours", ", 34,".
func amountAt(p *paragraph, u unit, k int) (amount, bool) {
	w := p.words[k]
	if w.name > 0 {
		return amount{}, false
	}
	if w.tag != number {
		if head, unit, ok := strings.Cut(w.low, "-"); !ok || smallNumbers[head] == 0 || !compoundUnit(&knowledge.Amount{}, unit) {
			return amount{}, false
		}
		return amount{from: k, to: k + 1, of: -1, what: compound}, true // "a nine-year-old boy"
	}
	a := amount{from: k, to: k + 1, of: -1}
	if isMoney(w.low) {
		a.what = money
		return a, true
	}
	if strings.HasSuffix(w.low, "%") {
		a.what = percentage
		return a, true
	}
	if k > u.from && p.is(k-1, ",", "(") && k+1 < u.to && p.is(k+1, ",", ")") && len(w.low) <= 2 && w.kind == article.Number && p.words[max(k-2, u.from)].name > 0 {
		a.what = age
		return a, true
	}
	if k > u.from && p.is(k-1, "aged") && (k+1 >= u.to || !inNouns(p.words[k+1].tag)) {
		a.what = age
		return a, true
	}
	for a.to < u.to && (p.words[a.to].tag == number && p.words[a.to].low != "one" || p.is(a.to, "percent") && a.to == k+1) {
		a.to++
	}
	if a.to < u.to && p.is(a.to, "percent", "%") || p.is(a.to-1, "percent") {
		a.what, a.to = percentage, max(a.to, k+1)
		if p.is(a.to, "percent") {
			a.to++
		}
		return a, true
	}
	end := a.to
	for end < u.to && end-a.to < 3 && (p.words[end].tag == adjective || p.words[end].tag == noun || p.words[end].tag == properNoun && end+1 < u.to && p.words[end+1].tag == noun) {
		end++
		if n := p.words[end-1]; n.tag == noun && (strings.HasSuffix(n.low, "s") || isPeople(n.low) || units[n.low] != 0) && (end >= u.to || p.words[end].tag != noun || isPeople(n.low) && verbWord(p.words[end].low)) {
			break
		}
	}
	if strings.Contains(w.low, "-") && w.kind == article.Number && strings.TrimLeft(w.low, "0123456789.,-") != "" {
		return amount{from: k, to: k + 1, of: -1, what: compound}, true
	}
	if end > a.to && p.words[end-1].tag == noun && !strings.HasSuffix(p.words[end-1].low, "s") && !isPeople(p.words[end-1].low) && a.to-k == 1 && w.low != "one" && w.low != "1" {
		return amount{from: k, to: k + 1, of: -1, what: compound}, true // "magnitude 7.1 quake"
	}
	if end > a.to && p.words[end-1].tag == noun {
		head := p.words[end-1].low
		a.to, a.of = end, end-1
		switch {
		case timeNouns[head]:
			a.what = duration
		case currencyNouns[head]:
			a.what = money
		case distanceNouns[head]:
			a.what = distance
		}
	}
	return a, true
}

func isMoney(low string) bool {
	return strings.ContainsAny(low, "$€£¥₹₽₩₺₪₴₦")
}

var (
	currencyNouns = set("dollars dollar euros euro pounds pound soles sol francs franc yen yuan rupees rupee rubles roubles crowns kronor kroner lira pesos peso won rand dirhams kwacha reais pence cents")
	distanceNouns = set("kilometres kilometers kilometre km miles mile metres meters metre feet centimetres hectares acres inches light-years")
	units         = map[string]int{"people": 1, "percent": 1}
)

// statusOf tells how sure the article is of a clause.
func statusOf(p *paragraph, u unit, cs []clause) knowledge.Status {
	for k := u.from; k < u.to; k++ {
		if p.words[k].quote > 0 {
			continue
		}
		if p.is(k, "reportedly", "allegedly", "apparently") || p.is(k, "according") && p.is(k+1, "to") {
			return knowledge.Reported
		}
	}
	for _, c := range cs {
		if p.words[c.main].quote > 0 || c.relativeClause {
			continue
		}
		switch base := c.base(p); {
		case base == "deny":
			return knowledge.Denied
		case p.is(c.from, "will", "shall") || base == "plan" || base == "intend":
			return knowledge.Planned
		case base == "be" && (p.is(c.to, "due", "expected", "scheduled", "set") || p.is(c.main, "due")) && c.to+1 < u.to && p.is(c.to+1, "to"):
			return knowledge.Planned
		case (base == "expect" || base == "schedule") && c.passive:
			return knowledge.Planned
		}
		return knowledge.Confirmed
	}
	return knowledge.Confirmed
}
