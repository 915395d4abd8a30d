package core

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// News tells what the articles of a story of a later day than since say that
// those before do not, newest first: what they update comes before what they add.
// Where there is no room, first what held before an update is left out, then the
// news; the last line tells how many are. Of a sentence that several articles have,
// the oldest counts. most is how many runes the answer may have, paragraphs how many
// it may cite.
//
// A zero since is the day before that of the newest article. Answered is false
// when there is nothing new.
func News(base *knowledge.Base, since time.Time, most, paragraphs int) Reply {
	articles := base.Articles()
	newest := articles[len(articles)-1].Published
	if len(articles) == 1 {
		return Reply{
			Answer: "The story is one article, of " + day(newest) + ": there is none newer.",
			Source: SourceOf(base, nil),
		}
	}
	if since.IsZero() {
		since = newest.AddDate(0, 0, -1)
	}
	var lines []string
	reply := Reply{Answered: true, Confidence: 1}
	news := newSince(base, since)
	room, left := most-utf8.RuneCountInString(andMore(len(news)))-1, 0
	for _, it := range news {
		line := "• " + day(base.AsOf(it)) + ": " + told(base, it)
		n := utf8.RuneCountInString(line) + 1
		if was := before(base, it, since); was != nil {
			old := " Before, as of " + day(base.AsOf(was)) + ": " + was.Gist
			if more := utf8.RuneCountInString(old); n+more <= room {
				line, n = line+old, n+more
			}
		}
		if n > room || len(lines) == paragraphs {
			left++
			continue
		}
		room -= n
		lines = append(lines, line)
		reply.Evidence = append(reply.Evidence, EvidenceOf(base, it.Cites[len(it.Cites)-1]))
	}
	slices.SortFunc(reply.Evidence, compareEvidence)
	reply.Evidence = slices.Compact(reply.Evidence)
	reply.Source = SourceOf(base, reply.Evidence)
	switch {
	case len(lines) == 0 && left > 0:
		return Reply{
			Answer: "What is new since " + day(since) + " is too long for an answer. The newest article is of " + day(newest) + ".",
			Source: SourceOf(base, nil),
		}
	case len(lines) == 0:
		return Reply{
			Answer: "There is nothing new since " + day(since) + ". The newest article is of " + day(newest) + ".",
			Source: SourceOf(base, nil),
		}
	case left > 0:
		lines = append(lines, andMore(left))
	}
	reply.Answer = strings.Join(lines, "\n")
	return reply
}

// andMore tells how many news are left out.
func andMore(n int) string { return "… and " + strconv.Itoa(n) + " more" }

// newSince returns the items that are news after a day, in the order in which they
// are told.
func newSince(base *knowledge.Base, since time.Time) []*knowledge.Item {
	var found []*knowledge.Item
	items := base.Items()
	for i := range items {
		it := &items[i]
		if it.Kind == knowledge.Topic || it.Kind == knowledge.Unsaid || !base.AsOf(it).After(since) {
			continue
		}
		if len(it.Earlier) > 0 {
			if first, _ := base.Place(it.Earlier[0]); !first.Published.After(since) {
				continue // told before
			}
		}
		if _, n := base.Place(it.Cites[0]); n == headline || it.By == "" && refersBack(it.Gist) {
			continue // the headline says what the text does, "he" says little by itself
		}
		found = append(found, it)
	}
	slices.SortStableFunc(found, func(x, y *knowledge.Item) int {
		if c := base.AsOf(y).Compare(base.AsOf(x)); c != 0 {
			return c
		}
		if ux, uy := before(base, x, since) != nil, before(base, y, since) != nil; ux != uy {
			if ux {
				return -1
			}
			return 1
		}
		return x.Cites[0] - y.Cites[0]
	})
	return found
}

// headline is the number of the paragraph that is an article's headline.
const headline = 1

// before returns what held on a day and an item has taken the place of, or nil.
func before(base *knowledge.Base, it *knowledge.Item, day time.Time) *knowledge.Item {
	for _, old := range base.Before(it.ID) {
		if _, n := base.Place(old.Cites[0]); n != headline && !base.AsOf(old).After(day) {
			return old
		}
	}
	return nil
}

// told is an item's sentence, with its speaker's name before it where it says only
// "he said".
func told(base *knowledge.Base, it *knowledge.Item) string {
	e, ok := base.Entity(it.By)
	if !ok || !refersBack(it.Gist) || strings.Contains(it.Gist, e.Short) {
		return it.Gist
	}
	return e.Name + ": " + it.Gist
}

func day(t time.Time) string { return t.Format("2 January 2006") }

// news answers what is new in the story; ok is false for another question. Days
// are resolved against now.
func (b *Bot) news(q *query.Query, now time.Time) (outcome, bool) {
	since, ok := newsOf(q, now, b.base.Story().Published)
	if !ok || len(b.base.Articles()) == 1 && (since.IsZero() || b.index.Knows(q)) {
		return outcome{}, false // "the latest" of one article is its overview
	}
	reply := News(b.base, since, MaxAnswer, MaxListEvidence)
	reply.Suggestions = b.suggest("", nil)
	return outcome{score: sureLogit, reply: reply, turn: b.turn(reading{query: *q}, "")}, true
}

// newsOf tells whether a question asks for nothing but what is new, and since
// when; a zero time where it does not say. told is the day of the newest article: a
// weekday that would be after it is the last one before it.
func newsOf(q *query.Query, now, told time.Time) (time.Time, bool) {
	if len(q.Mentions) > 0 || len(q.Words) > maxNewsWords {
		return time.Time{}, false
	}
	rest := make([]string, 0, len(q.Words))
	for _, w := range q.Words {
		if w.Stem != "" {
			rest = append(rest, w.Form)
		}
	}
	since, dated := time.Time{}, false
	for i := range rest {
		if t, n, ok := dayAt(rest[i:], now, told); ok {
			if weekdays[rest[i+n-1]] && t.After(told) && !told.IsZero() {
				t, _, _ = dayAt(rest[i:], told, told)
			}
			since, dated = t, true
			if before := rest[:i]; len(before) > 0 && before[len(before)-1] != "since" && before[len(before)-1] != "after" {
				since = since.AddDate(0, 0, -1) // "what is new today": since yesterday
			}
			rest = slices.Delete(slices.Clone(rest), i, i+n)
			break
		}
	}
	asked := false
	for _, w := range rest {
		asked = asked || newsWords[w] || w == "happened" && slices.Contains(rest, "since")
		if !newsWords[w] && !newsFiller[w] {
			return time.Time{}, false
		}
	}
	return since, asked && (dated || !slices.Contains(rest, "since"))
}

// maxNewsWords is the length from which a question asks for more than news.
const maxNewsWords = 16

var (
	newsWords  = words("new news change changed changes update updates updated latest newest developments missed")
	newsFiller = words(`what is are was has have there any anything something the a in on of about this story article since after from
		happened happen last been did do i we me tell give show please today to for you got now and s it here with out recent
		all everything else happening going`)
)
