package briefing

import (
	"slices"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/core/schedule"
	"dragoman/knowledge"
)

// How much of the news a briefing has: runes of the answer, and paragraphs.
const (
	maxNews      = 900
	newsEvidence = 12
)

// Composer composes briefings on one story: its parts are made once. It is
// immutable; its methods may be called concurrently.
type Composer struct {
	base  *knowledge.Base
	parts []part
}

// NewComposer returns a composer for a base; it takes a millisecond or two.
func NewComposer(base *knowledge.Base) *Composer {
	return &Composer{base: base, parts: outline(base)}
}

// Compose makes the briefing that a request asks for, of its Base, once. For many
// briefings on one story a [Composer] is faster.
func Compose(r Request) Briefing { return NewComposer(r.Base).Compose(r) }

// Compose makes the briefing of a day; the Base of the request is not looked at.
// Sections come in the order in which they are read: what was missed, the story in
// short for one who is told for the first time, what is on, what is new or else the
// next part, the quote, and that there will be nothing. The quote is one that the
// subscriber was not told.
//
// When all parts are told and there is neither news nor anything on, it says so once
// and has no sections until there is. With Request.Repeat it begins anew instead.
// With Request.OnlyNew there is no part, no quote and no such word. Progress tells
// of the newest article even when there are no sections.
func (c *Composer) Compose(r Request) Briefing {
	today, articles := midnight(r.Date), c.base.Articles()
	e := editor{
		base: c.base, parts: c.parts, request: r, progress: r.Progress,
		newest: articles[len(articles)-1].Published,
	}
	if id := storyID(c.base); e.progress.Story != id {
		e.progress = Progress{Story: id}
	}
	e.progress.Parts = slices.Clone(e.progress.Parts)
	e.progress.Quotes = slices.Clone(e.progress.Quotes)

	e.addNews()
	e.addDay(Today, today)
	e.addDay(Tomorrow, today.AddDate(0, 0, 1))
	if !r.OnlyNew {
		e.addPart()
	}
	if r.Welcome && len(e.sections) == 0 {
		e.addFirst()
	}
	if !r.OnlyNew {
		e.addQuote()
	}
	e.addQuestion()
	e.addQuiet()
	if r.Missed != (schedule.Date{}) && len(e.sections) > 0 {
		e.add(Section{Kind: Missed, Date: r.Missed})
	}
	return e.briefing()
}

// editor composes one briefing.
type editor struct {
	base     *knowledge.Base
	parts    []part
	request  Request
	progress Progress
	newest   time.Time // day of the newest article, zero when unknown

	sections []Section
	part     *part             // that is told, or nil
	first    bool              // it is the story in short
	items    []*knowledge.Item // that news and days tell
	today    []*knowledge.Item // of these, what is on today
	question string
}

func (e *editor) add(s Section) { e.sections = append(e.sections, s) }

// has tells whether there is a section of a kind.
func (e *editor) has(k Kind) bool {
	return slices.ContainsFunc(e.sections, func(s Section) bool { return s.Kind == k })
}

// addNews tells what is new since the newest article that the subscriber was told
// about. Parts that it tells are told.
func (e *editor) addNews() {
	since := e.progress.AsOf
	if e.newest.After(since) {
		e.progress.AsOf = e.newest
	}
	if since.IsZero() || !e.newest.After(since) {
		return
	}
	reply := core.News(e.base, since, maxNews, newsEvidence)
	if !reply.Answered {
		return
	}
	e.add(Section{Kind: New, Date: schedule.DateOf(since), Reply: reply})
	e.progress.Quiet = false
	for i := range e.base.Items() {
		if it := &e.base.Items()[i]; it.Kind != knowledge.Topic && it.Kind != knowledge.Unsaid && strings.Contains(reply.Answer, it.Gist) {
			e.items = append(e.items, it)
		}
	}
	for _, p := range e.parts {
		n := 0
		for _, it := range p.items {
			if slices.Contains(e.items, it) {
				n++
			}
		}
		if 2*n >= len(p.items) {
			e.told(&p)
		}
	}
}

// addDay tells what is on on a day.
func (e *editor) addDay(kind Kind, day time.Time) {
	if reply, items, ok := onDay(e.base, day); ok {
		e.add(Section{Kind: kind, Date: schedule.DateOf(day), Reply: reply})
		e.items = append(e.items, items...)
		if kind == Today {
			e.today = items
		}
	}
}

// addPart tells the next part of the story, unless there are news.
func (e *editor) addPart() {
	if e.has(New) || len(e.parts) == 0 {
		return
	}
	next := e.next()
	if next == nil && e.request.Repeat {
		e.progress.Parts, e.progress.Quotes = nil, nil
		next = e.next()
	}
	if next == nil {
		return
	}
	e.tell(next)
	e.told(next)
	e.progress.Quiet = false
}

// addFirst tells the story in short to one who asks for a briefing when there is
// nothing to say.
func (e *editor) addFirst() {
	if len(e.parts) > 0 {
		e.tell(&e.parts[0])
		return
	}
	e.add(Section{Kind: Part, Reply: replyOf(e.base, e.base.Story().Title, []int{1}, 1)})
}

func (e *editor) tell(p *part) {
	e.part, e.first = p, p == &e.parts[0]
	e.add(Section{Kind: Part, Part: p.title, Reply: p.reply(e.base)})
}

// next is the first part that the subscriber was not told, nil for none.
func (e *editor) next() *part {
	for i := range e.parts {
		if !slices.Contains(e.progress.Parts, e.parts[i].id) {
			return &e.parts[i]
		}
	}
	return nil
}

// told notes that a part was told.
func (e *editor) told(p *part) {
	if !slices.Contains(e.progress.Parts, p.id) {
		e.progress.Parts = latest(append(e.progress.Parts, p.id))
	}
}

// latest are the last MaxTold.
func latest(ids []string) []string { return ids[max(0, len(ids)-MaxTold):] }

// addQuote adds a quote that was not told: the part's; else one of the parts told
// before; else one of a later part that has another.
func (e *editor) addQuote() {
	if len(e.sections) == 0 {
		return
	}
	var choices []quote
	if e.part != nil {
		choices = append(choices, e.part.quotes...)
	}
	for _, p := range e.parts {
		if slices.Contains(e.progress.Parts, p.id) {
			choices = append(choices, p.quotes...)
		}
	}
	for _, p := range e.parts {
		choices = append(choices, p.quotes[min(1, len(p.quotes)):]...)
	}
	for _, q := range choices {
		if slices.Contains(e.progress.Quotes, q.id()) || slices.ContainsFunc(e.sections, func(s Section) bool { return strings.Contains(s.Reply.Answer, q.text) }) {
			continue
		}
		e.progress.Quotes = latest(append(e.progress.Quotes, q.id()))
		e.add(Section{Kind: Quote, Reply: q.reply(e.base)})
		return
	}
}

// addQuestion asks what leads on from the part, else from what is on or new.
func (e *editor) addQuestion() {
	if e.part != nil {
		e.question = e.part.question
		return
	}
	told, used := make(words), make(map[string]bool)
	for _, s := range e.sections {
		told.add(wordsOf(s.Reply.Answer))
	}
	for _, p := range e.parts {
		used[p.question] = true
	}
	yesterday := choice{base: e.base, told: told, used: used}
	if yesterday.look(e.today, 0); yesterday.question != "" {
		used[yesterday.question] = true // what is on today was on tomorrow then
	}
	best := choice{base: e.base, told: told, used: used}
	best.look(e.items, 0)
	e.question = best.question
}

// addQuiet says once that there will be nothing until there is.
func (e *editor) addQuiet() {
	if len(e.sections) > 0 || e.progress.Quiet || e.request.OnlyNew || e.request.Welcome {
		return
	}
	e.progress.Quiet = true
	e.add(Section{Kind: Quiet})
}

// briefing puts the sections in order.
func (e *editor) briefing() Briefing {
	rank := func(s Section) int {
		if s.Kind == Part && e.first {
			return 1
		}
		return 2 * int(s.Kind)
	}
	slices.SortStableFunc(e.sections, func(x, y Section) int { return rank(x) - rank(y) })
	return Briefing{
		Base: e.base, Title: e.base.Story().Title, AsOf: e.newest, Sections: e.sections, Question: e.question,
		Source: core.SourceOf(e.base, nil), Progress: e.progress,
	}
}

// storyID names a story by its first article, which stays when others are added.
func storyID(base *knowledge.Base) string {
	first := base.Articles()[0]
	return questions.ID(first.Title + "\n" + first.Publisher + "\n" + first.Published.Format(time.DateOnly))
}
