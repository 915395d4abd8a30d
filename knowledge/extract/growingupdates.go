package extract

import (
	"slices"

	"dragoman/knowledge"
)

// facetKeys are the keys by which an item is found as one that a newer one may
// update.
func (it *growingItem) facetKeys() []string {
	var keys []string
	for _, f := range it.facets {
		switch f.what {
		case measured:
			keys = append(keys, "measure "+f.of+"|"+f.key)
		case happens:
			keys = append(keys, "event "+f.of+"|"+f.key)
			if it.status == knowledge.Planned {
				for _, t := range f.thing {
					keys = append(keys, "plan "+t)
				}
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// update marks what an item of the newest article puts out of date.
func (g *growing) update(it *growingItem) {
	for i := range it.facets {
		f := &it.facets[i]
		switch f.what {
		case measured:
			g.outdate(it, g.byFacet["measure "+f.of+"|"+f.key], func(old *growingItem) bool { return g.remeasures(it, f, old) })
		case happens:
			g.outdate(it, g.byFacet["event "+f.of+"|"+f.key], func(old *growingItem) bool { return reschedules(it, old) })
		case off:
			g.outdate(it, g.byFacet["plan "+f.key], func(old *growingItem) bool { return callsOff(f, old) })
		case denied:
			for _, word := range g.rarest(it) {
				g.outdate(it, g.byWord[word], func(old *growingItem) bool { return denies(f, old) })
			}
		}
	}
}

// outdate marks those of the items found that the new one takes the place of.
func (g *growing) outdate(it *growingItem, found []*growingItem, takes func(old *growingItem) bool) {
	day := g.articles[it.article].Published
	if !it.When.To.IsZero() && it.When.To.Before(day.AddDate(0, 0, -background)) {
		return // it tells of the past
	}
	for _, old := range newest(found) {
		published := g.articles[old.article].Published
		if old.gone || old.SupersededBy != "" || !g.articles[it.article].NewerThan(g.articles[old.article]) || old.ID == it.ID || len(old.Quotes) > 0 && old.By != it.By {
			continue // the very words of somebody stay what was said
		}
		if !old.When.To.IsZero() && old.When.To.Before(published.AddDate(0, 0, -background)) {
			continue // it told of the past then
		}
		if takes(old) {
			old.SupersededBy = it.ID
			it.inherit(old)
		}
	}
}

// inherit takes over the questions for a number that an item has put out of date:
// who asks "how many were killed?" may mean "the death toll" now.
func (it *growingItem) inherit(old *growingItem) {
	for _, f := range it.facets {
		if f.what != measured {
			continue
		}
		var ways []string
		for _, o := range old.facets {
			for _, a := range old.Asks {
				if o.what == measured && o.key == f.key && o.of == f.of && a.Kind == knowledge.HowMany && a.Answer == o.text {
					ways = append(ways, a.Ways...)
				}
			}
		}
		it.count(f.text, append(ways, countWays[f.key]...))
	}
}

// count adds ways of asking for a number.
func (it *growingItem) count(answer string, ways []string) {
	n := slices.IndexFunc(it.Asks, func(a knowledge.Ask) bool { return a.Kind == knowledge.HowMany && a.Answer == answer })
	if n < 0 {
		it.Asks = append(it.Asks, knowledge.Ask{Kind: knowledge.HowMany, Answer: answer, Cites: it.Cites})
		n = len(it.Asks) - 1
	}
	for _, w := range ways {
		if !slices.Contains(it.Asks[n].Ways, w) {
			it.Asks[n].Ways = append(it.Asks[n].Ways, w)
		}
	}
}

// countWays are how readers ask for the people whom all newspapers count.
var countWays = map[string][]string{
	"people|dead":    {"how many people died", "how many people have died", "how many people were killed", "how many are dead", "what is the death toll"},
	"people|hurt":    {"how many people were injured", "how many people were hurt", "how many are injured"},
	"people|missing": {"how many people are missing", "how many are missing"},
}

// background is how many days before its article's something happened that is no
// news in it.
const background = 10

// sameVoice tells whether two items are not what two people say: they may both
// hold.
func sameVoice(it, old *growingItem) bool { return it.By == old.By || it.By == "" || old.By == "" }

// remeasures tells whether an item gives another number of what an old one counts:
// in the same places, and not for a day of its own.
func (g *growing) remeasures(it *growingItem, f *facet, old *growingItem) bool {
	if !sameVoice(it, old) {
		return false
	}
	if x, y := g.places(it), g.places(old); len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(id string) bool { return slices.Contains(y, id) }) {
		return false
	}
	if !f.total && !it.When.From.IsZero() && !old.When.From.IsZero() && !it.When.From.Equal(old.When.From) && it.status != knowledge.Planned {
		return false
	}
	for _, o := range old.facets {
		if o.what == measured && o.key == f.key && o.of == f.of {
			return o.value != f.value
		}
	}
	return false
}

// places are the places that an item names.
func (g *growing) places(it *growingItem) []string {
	var out []string
	for _, id := range slices.Concat([]string{it.Where}, it.Who, it.About) {
		if e, ok := g.people.byID(id); ok && e.Kind == knowledge.Place {
			out = append(out, id)
		}
	}
	return out
}

// reschedules tells whether an item gives another day of what an old one planned,
// or says that it has happened.
func reschedules(it, old *growingItem) bool {
	if !sameVoice(it, old) || old.status != knowledge.Planned || it.negated || old.negated {
		return false
	}
	if it.status != knowledge.Planned {
		return it.status == knowledge.Confirmed
	}
	return !it.When.From.IsZero() && !old.When.From.IsZero() && !it.When.From.Equal(old.When.From)
}

// callsOff tells whether what a facet says is off is what an old item planned.
func callsOff(f *facet, old *growingItem) bool {
	return old.status == knowledge.Planned && slices.ContainsFunc(old.facets, func(o facet) bool {
		return o.what == happens && slices.Contains(o.thing, f.key) && common(f.thing, old.words) == len(f.thing)
	})
}

// denies tells whether what a facet denies is what an old item has reported or
// planned.
func denies(f *facet, old *growingItem) bool {
	if old.status != knowledge.Reported && old.status != knowledge.Planned && old.Kind != knowledge.Statement || old.By != "" && old.By == f.of {
		return false
	}
	n := common(f.thing, old.words)
	return n >= leastDenied && float64(n) >= shareDenied*float64(min(len(f.thing), len(old.words)))
}

const (
	leastDenied = 3   // words that a denial has in common with what it denies
	shareDenied = 0.6 // the same as a share of the shorter
)
