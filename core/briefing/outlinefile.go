package briefing

import (
	"cmp"
	"slices"
	"strings"

	"dragoman/core/questions"
	"dragoman/knowledge"
)

// Ids of topics that stand for the story as a whole (docs/STORY-FORMAT.md).
const (
	summaryTopic = "summary"
	latestTopic  = "latest"
)

// newTopic is how much of what a topic says has to be new, by its words, for it to
// be told.
const newTopic = 0.5

// cutFile makes the parts of a story that somebody wrote: its topics, each with
// what its paragraphs say besides, and what is in no topic.
func cutFile(base *knowledge.Base) []part {
	items := base.Items()
	items = items[:min(len(items), maxItems)]
	var told texts
	var parts []part
	if it, ok := base.Item(summaryTopic); ok {
		parts = append(parts, part{id: it.ID, text: it.Gist, items: []*knowledge.Item{it}, cites: it.Cites})
		told.add(wordsOf(it.Gist))
	}
	for i := range items {
		it := &items[i]
		if it.Kind != knowledge.Topic || it.ID == summaryTopic || it.ID == latestTopic || runes(it.Gist) > maxPart || isCalendar(base, it) {
			continue
		}
		if w := wordsOf(it.Gist); told.all.news(w) >= newTopic {
			told.add(w)
			parts = append(parts, part{id: it.ID, title: titleOf(base, it), text: it.Gist, items: []*knowledge.Item{it}, cites: it.Cites})
		}
	}
	active := make([]map[string]bool, len(parts))
	for i := range parts {
		active[i] = activeIn(base, &parts[i])
	}
	var rest []*knowledge.Item
	for _, it := range untold(base, items, parts, &told) {
		home := homeOf(base, parts, active, it)
		if home < 0 {
			rest = append(rest, it)
			continue
		}
		parts[home].take(it)
	}
	parts = append(parts, group(base, rest)...)
	if len(parts) > 0 && parts[0].id != summaryTopic {
		parts[0].title = "" // the story begins with it
	}
	slices.SortStableFunc(parts, func(x, y part) int {
		return order(base, x) - order(base, y)
	})
	return parts
}

// summedUp tells whether a topic says what somebody says: it has the paragraphs, and
// names them.
func summedUp(base *knowledge.Base, parts []part, it *knowledge.Item) bool {
	e, ok := base.Entity(it.By)
	return ok && slices.ContainsFunc(parts, func(p part) bool {
		return p.title != "" && within(body(base, it.Cites), p.cites) && strings.Contains(strings.ToLower(p.text), strings.ToLower(e.Short))
	})
}

// homeOf finds the topic that an item goes with: one of its paragraphs; else of those
// in which its speaker is active, the one nearest to it. It returns -1 for none, or
// none that has room.
func homeOf(base *knowledge.Base, parts []part, active []map[string]bool, it *knowledge.Item) int {
	cites := body(base, it.Cites)
	home, nearest := -1, 0
	for i := range parts {
		p := &parts[i]
		if p.title == "" || runes(p.text)+1+runes(it.Gist) > maxPart {
			continue
		}
		if within(cites, p.cites) {
			return i
		}
		if !active[i][it.By] {
			continue
		}
		distance := base.Paragraphs()
		for _, n := range p.cites {
			distance = min(distance, max(n-cites[0], cites[0]-n))
		}
		if home < 0 || distance < nearest {
			home, nearest = i, distance
		}
	}
	return home
}

// activeIn are those who speak or act in the paragraphs of a part, by their ids.
func activeIn(base *knowledge.Base, p *part) map[string]bool {
	active := make(map[string]bool)
	for _, it := range around(base, p) {
		active[it.By] = true
		if it.Kind == knowledge.Event {
			for _, id := range it.Who {
				active[id] = true
			}
		}
	}
	delete(active, "")
	return active
}

// around are the events, statements and facts of a part's paragraphs.
func around(base *knowledge.Base, p *part) []*knowledge.Item {
	items := base.Items()
	var all []*knowledge.Item
	for i := range items[:min(len(items), maxItems)] {
		it := &items[i]
		if it.Kind == knowledge.Topic || it.Kind == knowledge.Unsaid {
			continue
		}
		if cites := body(base, it.Cites); len(cites) > 0 && within(cites, p.cites) {
			all = append(all, it)
		}
	}
	return all
}

// order is where a part stands among others.
func order(base *knowledge.Base, p part) int {
	if p.title == "" {
		return 0
	}
	if all := body(base, p.cites); len(all) > 0 {
		return all[0]
	}
	return base.Paragraphs()
}

// take adds an item to a part.
func (p *part) take(it *knowledge.Item) {
	p.text = join(p.text, it.Gist)
	p.items = append(p.items, it)
	p.cites = merged(p.cites, it.Cites)
}

// isCalendar tells whether a topic is about nothing but what happens on which day:
// what is on is told on the day.
func isCalendar(base *knowledge.Base, topic *knowledge.Item) bool {
	var dated []int
	items := base.Items()
	for i := range items {
		if it := &items[i]; it.Kind == knowledge.Event && isDay(it.When) {
			dated = append(dated, it.Cites...)
		}
	}
	return within(topic.Cites, dated)
}

// untold chooses what to tell besides the topics, in the order of the paragraphs:
// events and statements that say what is not told, then facts whose paragraphs
// nothing told has. The richer of two that say the same counts.
func untold(base *knowledge.Base, items []knowledge.Item, parts []part, told *texts) []*knowledge.Item {
	var news, facts []*knowledge.Item
	for i := range items {
		it := &items[i]
		switch {
		case len(body(base, it.Cites)) == 0 || runes(it.Gist) > maxPart:
		case it.Kind == knowledge.Statement && summedUp(base, parts, it):
		case it.Kind == knowledge.Event || it.Kind == knowledge.Statement:
			news = append(news, it)
		case it.Kind == knowledge.Fact:
			facts = append(facts, it)
		}
	}
	chosen := richest(base, news, told)
	var covered []int
	for _, p := range parts {
		covered = merged(covered, p.cites)
	}
	for _, it := range chosen {
		covered = merged(covered, it.Cites)
	}
	facts = slices.DeleteFunc(facts, func(it *knowledge.Item) bool { return within(body(base, it.Cites), covered) })
	chosen = append(chosen, richest(base, facts, told)...)
	slices.SortStableFunc(chosen, func(x, y *knowledge.Item) int {
		return cmp.Or(body(base, x.Cites)[0]-body(base, y.Cites)[0], len(x.Cites)-len(y.Cites))
	})
	return chosen
}

// richest returns the items that say what is not told, those that say most first.
// They are told then.
func richest(base *knowledge.Base, items []*knowledge.Item, told *texts) []*knowledge.Item {
	says := make(map[*knowledge.Item]words, len(items))
	for _, it := range items {
		says[it] = wordsOf(it.Gist).without(naming(base, it.By))
	}
	slices.SortStableFunc(items, func(x, y *knowledge.Item) int { return len(says[y]) - len(says[x]) })
	var chosen []*knowledge.Item
	for _, it := range items {
		if !told.say(says[it]) {
			told.add(says[it])
			chosen = append(chosen, it)
		}
	}
	return chosen
}

// group makes parts of items that are in no topic: those that belong together in
// one, and short ones with what comes after them.
func group(base *knowledge.Base, items []*knowledge.Item) []part {
	var parts []part
	for _, it := range items {
		home := slices.IndexFunc(parts, func(p part) bool {
			return runes(p.text)+1+runes(it.Gist) <= maxPart && slices.ContainsFunc(p.items, func(other *knowledge.Item) bool { return together(base, it, other) })
		})
		if home < 0 {
			if last := len(parts) - 1; last >= 0 && runes(parts[last].text) < minPart && near(body(base, it.Cites)[0], parts[last].cites) {
				home = last
			}
		}
		if home < 0 {
			parts = append(parts, part{id: it.ID})
			home = len(parts) - 1
		}
		parts[home].take(it)
	}
	for i := range parts {
		parts[i].title = labels(base, parts[i].items)
	}
	return parts
}

// maxLabels is how many runes a title of two labels may have.
const maxLabels = 64

// labels are those of the paragraphs that the first items of a part begin with, two
// if there is room.
func labels(base *knowledge.Base, items []*knowledge.Item) string {
	title := ""
	for i, it := range items[:min(len(items), 2)] {
		label := base.Label(body(base, it.Cites)[0])
		switch {
		case i == 0:
			title = label
		case label != title && runes(title)+2+runes(label) <= maxLabels:
			if rest, ok := strings.CutPrefix(label, "The "); ok {
				label = "the " + rest
			}
			title += "; " + label
		}
	}
	return title
}

// together tells whether items belong in one part: of the same paragraph, of the
// same speaker, or at the same place.
func together(base *knowledge.Base, x, y *knowledge.Item) bool {
	if slices.ContainsFunc(body(base, x.Cites), func(n int) bool { return slices.Contains(y.Cites, n) }) {
		return true
	}
	return x.By != "" && x.By == y.By || x.By == "" && y.By == "" && x.Where != "" && x.Where == y.Where
}

// near tells whether a paragraph follows others, with at most one between.
func near(n int, cites []int) bool { return n-cites[len(cites)-1] <= 2 }

// naming are the words with which somebody is named: of a part about what they say,
// these are no news.
func naming(base *knowledge.Base, id string) words {
	e, ok := base.Entity(id)
	if !ok {
		return nil
	}
	w := wordsOf(e.Name)
	for _, role := range e.Roles {
		w.add(wordsOf(role.Title))
		if of, ok := base.Entity(role.Of); ok {
			w.add(wordsOf(join(of.Name, strings.Join(of.Adjectives, " "))))
		}
	}
	return w
}

// titleOf is what stands above a topic: its question, else the label of its first
// paragraph.
func titleOf(base *knowledge.Base, topic *knowledge.Item) string {
	if len(topic.Asks) > 0 && len(topic.Asks[0].Ways) > 0 {
		return questions.Sentence(topic.Asks[0].Ways[0])
	}
	for _, n := range body(base, topic.Cites) {
		return base.Label(n)
	}
	return ""
}
