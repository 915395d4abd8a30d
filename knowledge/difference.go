package knowledge

import (
	"slices"
	"strings"
	"unicode"
)

// Difference is what a story says that an older state of it does not. Its items and
// entities are those of the two bases.
type Difference struct {
	Added    []*Item   // of the new base
	Updated  []Update  // what both say, in other words or with other facts
	Gone     []*Item   // of the old base
	Entities []*Entity // of the new base: people, organisations, places, groups
}

// Update is an item in its old and in its new state.
type Update struct{ Old, New *Item }

// Same tells whether there is no difference.
func (d Difference) Same() bool {
	return len(d.Added)+len(d.Updated)+len(d.Gone)+len(d.Entities) == 0
}

// Diff compares two states of a story, in the order of the new one, or of the old
// one for what is gone. Items are the same when they say the same in the same
// words. Of the others, one of the new base is an update of one of the old when it
// has the same id, when the new base says so (see [Item].SupersededBy), or when
// they have most of their words in common.
func Diff(old, new *Base) Difference {
	var d Difference
	known := make(map[string][]*Item)
	for i := range old.Items() {
		it := &old.Items()[i]
		known[wordingOf(it)] = append(known[wordingOf(it)], it)
	}
	same := make(map[*Item]bool) // of the old base
	var rest []*Item             // of the new one
	for i := range new.Items() {
		it := &new.Items()[i]
		if it.Kind == Topic && new.story.Extracted {
			continue // the summary is the newest article's beginning
		}
		if l := known[wordingOf(it)]; len(l) > 0 {
			same[l[0]] = true
			if len(l) > 1 {
				known[wordingOf(it)] = l[1:]
			}
			continue
		}
		rest = append(rest, it)
	}
	var open []*Item // of the old base, with nothing in the new one yet
	for i := range old.Items() {
		if it := &old.Items()[i]; !same[it] && (it.Kind != Topic || !old.story.Extracted) {
			open = append(open, it)
		}
	}
	open, rest = d.outdated(new, open, rest)
	d.pair(open, rest)
	for i := range new.Entities() {
		e := &new.Entities()[i]
		if !slices.ContainsFunc(old.Entities(), func(o Entity) bool { return sameName(&o, e) }) {
			d.Entities = append(d.Entities, e)
		}
	}
	return d
}

// outdated takes out of the open items of the old base those that the new one has
// put out of date, and out of the rest of the new base what took their place.
func (d *Difference) outdated(new *Base, open, rest []*Item) (stillOpen, stillNew []*Item) {
	by := make(map[string]string) // wording of what is outdated: id of what holds
	for i := range new.Outdated() {
		it := &new.Outdated()[i]
		now := it
		for now.SupersededBy != "" {
			now, _ = new.Item(now.SupersededBy)
		}
		by[wordingOf(it)] = now.ID
	}
	taken := make(map[string]bool)
	for _, o := range open {
		id, ok := by[wordingOf(o)]
		if !ok {
			stillOpen = append(stillOpen, o)
			continue
		}
		now, _ := new.Item(id)
		d.Updated = append(d.Updated, Update{o, now})
		taken[id] = true
	}
	return stillOpen, slices.DeleteFunc(rest, func(it *Item) bool { return taken[it.ID] })
}

// pair finds for the rest of the new base the open items of the old one that they
// are a later state of; without one they are new, and what is left over is gone.
func (d *Difference) pair(open, rest []*Item) {
	bags := make(map[*Item]map[string]bool)
	for _, it := range slices.Concat(rest, open) {
		bags[it] = bagOf(it)
	}
	for _, it := range rest {
		best, at := leastShared, -1
		for n, o := range open {
			switch {
			case o.ID == it.ID && o.Kind == it.Kind:
				best, at = 2, n
			case o.Kind == Topic || it.Kind == Topic || o.By != it.By:
			default:
				if s := shared(bags[it], bags[o]); s > best {
					best, at = s, n
				}
			}
		}
		if at < 0 {
			d.Added = append(d.Added, it)
			continue
		}
		d.Updated = append(d.Updated, Update{open[at], it})
		open = slices.Delete(open, at, at+1)
	}
	d.Gone = open
}

// leastShared is the share of their words from which two sentences are two states of
// one.
const leastShared = 0.6

// wordingOf is what an item says, without regard to white space and the shape of
// apostrophes.
func wordingOf(it *Item) string {
	return straight(strings.Join(strings.Fields(it.Gist), " "))
}

func bagOf(it *Item) map[string]bool {
	bag := make(map[string]bool)
	for w := range strings.FieldsFuncSeq(strings.ToLower(it.Gist), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		bag[w] = true
	}
	return bag
}

// shared is the share of the words of two sentences that both have.
func shared(x, y map[string]bool) float64 {
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}

// sameName tells whether two entities are known by the same name.
func sameName(x, y *Entity) bool {
	has := func(e *Entity, name string) bool {
		return strings.EqualFold(e.Name, name) || slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.EqualFold(a, name) })
	}
	return has(x, y.Name) || has(y, x.Name)
}
