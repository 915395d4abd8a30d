package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrHandMade is returned when an overlay is laid over a base that no program made of
// articles: whoever wrote its file can edit it.
var ErrHandMade = errors.New("an overlay is for stories that are made of articles: edit the story file itself")

// Overlaid is a base with an overlay over it.
type Overlaid struct {
	Base     *Base
	Changes  []Change        // what the overlay changed, in the order in which it was done
	Warnings Problems        // what it speaks of and the base does not have; nil for none
	Settled  map[string]bool // ids of the items of which it tells who speaks
}

// Change is something that an overlay changed in a base.
type Change struct {
	Line int // of the overlay
	Text string
}

// Over lays the overlay over a base that a program made, which stays as it is. What
// the overlay speaks of and the base does not have is a warning: an article may have
// changed. What is hidden is left out as if its article did not have it, and so are
// names that only it had, the offices and descriptions among them.
//
// Sentences and quotations stay to the letter. The days of publication have to be
// corrected before the base is made; see [Overlay.Days].
//
// The error is [ErrHandMade], or a fault of this package. Work grows linearly with the
// base and with the overlay, save for words that many sentences have.
func (o *Overlay) Over(b *Base) (Overlaid, error) {
	if !b.story.Extracted {
		return Overlaid{}, ErrHandMade
	}
	m := newMerge(o, b)
	m.correctStory()
	m.hideAll()
	m.correctEntities()
	m.correctSpeakers()
	m.addAsks()
	base, err := New(m.finish())
	if err != nil {
		return Overlaid{}, fmt.Errorf("the overlay cannot be laid over the story: %w", err)
	}
	sortProblems(m.warnings)
	return Overlaid{base, m.changes, m.warnings, m.settled}, nil
}

// merge is a base with an overlay in the making.
type merge struct {
	o        *Overlay
	d        Draft // a copy
	hidden   []bool
	find     *sentences // among the items at first, without those that are hidden
	names    nameTable
	gone     []bool            // entities that are joined to another, or none
	instead  map[string]string // ids of these: what stands for them, "" for nothing
	called   map[string]string // full names that were corrected
	own      map[string]bool   // ways of asking of the overlay, folded
	settled  map[string]bool
	changes  []Change
	warnings Problems
}

func newMerge(o *Overlay, b *Base) *merge {
	m := &merge{
		o: o,
		d: Draft{
			Story: b.story, Articles: slices.Clone(b.articles), Paragraphs: slices.Clone(b.paragraphs),
			Entities: slices.Clone(b.entities), Items: slices.Clone(b.items),
		},
		hidden: make([]bool, len(b.items)), gone: make([]bool, len(b.entities)),
		instead: make(map[string]string), called: make(map[string]string),
		own: make(map[string]bool), settled: make(map[string]bool),
	}
	for i := range m.d.Entities {
		e := &m.d.Entities[i]
		e.Aliases, e.Adjectives, e.Members = slices.Clone(e.Aliases), slices.Clone(e.Adjectives), slices.Clone(e.Members)
		e.Roles = slices.Clone(e.Roles)
	}
	for i := range m.d.Items {
		it := &m.d.Items[i]
		it.Who, it.About, it.Quotes = slices.Clone(it.Who), slices.Clone(it.About), slices.Clone(it.Quotes)
		it.Asks = cloneAsks(it.Asks)
	}
	m.find = newSentences(m.d.Items, func(it *Item) bool { return !isSentence(it) })
	return m
}

func cloneAsks(asks []Ask) []Ask {
	out := slices.Clone(asks)
	for i := range out {
		out[i].Ways = slices.Clone(out[i].Ways)
	}
	return out
}

// isSentence tells whether an item is a sentence of an article.
func isSentence(it *Item) bool { return it.Kind != Topic && it.Kind != Unsaid && len(it.Cites) > 0 }

func (m *merge) changed(at position, format string, args ...any) {
	m.changes = append(m.changes, Change{at.line, fmt.Sprintf(format, args...)})
}

func (m *merge) warn(at position, advice, format string, args ...any) {
	m.warnings = append(m.warnings, Problem{
		File: m.o.file, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...), Advice: advice,
	})
}

// maxShown is how many characters of words a message repeats.
const maxShown = 60

// shown shortens words for a message.
func shown(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > maxShown {
		return strings.TrimSpace(string(r[:maxShown])) + " …"
	}
	return text
}

// sentencesWith returns the items that have the words; without any it warns.
func (m *merge) sentencesWith(words stretch) []int {
	found := m.find.with(words)
	if len(found) == 0 {
		advice := "leave it out, or write words that the article has now"
		if near := m.find.nearest(words); near >= 0 {
			advice = fmt.Sprintf("the article may have changed; the nearest sentence is %q", shown(m.d.Items[near].Gist))
		}
		m.warn(words.at, advice, "no sentence has the words %q", shown(words.text))
	}
	return found
}

// paragraphsWith returns the paragraphs that have the words, ascending.
func (m *merge) paragraphsWith(words []stretch) []int {
	var cites []int
	for _, w := range words {
		for _, i := range m.sentencesWith(w) {
			cites = append(cites, m.d.Items[i].Cites...)
		}
	}
	slices.Sort(cites)
	return slices.Compact(cites)
}

// place tells where an item stands, for a change: " [4]".
func place(it *Item) string { return " " + citeList(it.Cites) }

func (m *merge) correctStory() {
	headlines := make([]string, len(m.d.Articles))
	for i, a := range m.d.Articles {
		headlines[i] = a.Title
	}
	last := len(headlines) - 1
	for i := range m.o.articles {
		fix := &m.o.articles[i]
		n, found := fix.article(headlines)
		switch {
		case found == 0:
			m.warn(fix.headline.at, "leave it out, or write words of the headline as it is now", "no article has the headline %q", shown(fix.headline.text))
			continue
		case found > 1:
			m.warn(fix.headline.at, "write more of the headline", "%d articles have the headline %q", found, shown(fix.headline.text))
			continue
		}
		a := &m.d.Articles[n]
		fix.correct(&a.Title, &a.Publisher, &a.URL)
		if n == last {
			fix.correct(&m.d.Story.Title, &m.d.Story.Publisher, &m.d.Story.URL)
		}
		m.changed(fix.headline.at, "the article %q: %s", shown(headlines[n]), fix)
	}
	fix := m.o.story
	if fix == nil {
		return
	}
	fix.correct(&m.d.Story.Title, &m.d.Story.Publisher, &m.d.Story.URL)
	if last == 0 {
		a := &m.d.Articles[0]
		fix.correct(&a.Title, &a.Publisher, &a.URL)
	} else if !fix.published.IsZero() {
		m.warn(fix.at, `write it under "articles", with the headline`, "the story has %d articles, each with a day of its own", len(headlines))
	}
	m.changed(fix.at, "the story: %s", fix)
}

// correct overwrites what the fix has.
func (fix *storyFix) correct(title, publisher, url *string) {
	*title = cmp.Or(fix.title, *title)
	*publisher = cmp.Or(fix.publisher, *publisher)
	*url = cmp.Or(fix.url, *url)
}

// String tells what the fix changes.
func (fix *storyFix) String() string {
	var parts []string
	for _, p := range [][2]string{{"title", fix.title}, {"publisher", fix.publisher}, {"url", fix.url}} {
		if p[1] != "" {
			parts = append(parts, p[0]+" "+p[1])
		}
	}
	if !fix.published.IsZero() {
		parts = append(parts, "published on "+fix.published.Format("2 January 2006"))
	}
	return strings.Join(parts, ", ")
}

// finish makes a draft of what is there now: without what is hidden, what holds in
// the order of a file, and then what is outdated.
func (m *merge) finish() Draft {
	m.refer()
	byID := make(map[string]int, len(m.d.Items))
	for i := range m.d.Items {
		byID[m.d.Items[i].ID] = i
	}
	var holding, outdated []Item
	for i := range m.d.Items {
		if m.hidden[i] {
			continue
		}
		it := m.d.Items[i]
		for it.SupersededBy != "" && m.hidden[byID[it.SupersededBy]] {
			it.SupersededBy = m.d.Items[byID[it.SupersededBy]].SupersededBy
		}
		if it.SupersededBy != "" {
			outdated = append(outdated, it)
		} else {
			holding = append(holding, it)
		}
	}
	m.uniqueWays(holding)
	slices.SortStableFunc(holding, func(x, y Item) int {
		return cmp.Or(int(x.Kind)-int(y.Kind), firstCite(&x)-firstCite(&y))
	})
	entities := make([]Entity, 0, len(m.d.Entities))
	for i, e := range m.d.Entities {
		if !m.gone[i] {
			entities = append(entities, e)
		}
	}
	slices.SortStableFunc(entities, func(x, y Entity) int { return int(x.Kind) - int(y.Kind) })
	m.d.Entities, m.d.Items = entities, append(holding, outdated...)
	return m.d
}

func firstCite(it *Item) int {
	if len(it.Cites) == 0 {
		return 0
	}
	return it.Cites[0]
}
