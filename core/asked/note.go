package asked

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/oneoff"
	"dragoman/core/schedule"
	"dragoman/core/text"
)

// note takes down what became of a message.
func (g *Gatherer) note(platform string, m core.Message, r core.Reply) {
	if strings.HasPrefix(m.Conversation, oneoff.Conversation) {
		return // half a question, as it is typed
	}
	t := tallyOf(g.o.Story.Now(), g.today(), platform, m.Text, r)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.take(t)
}

// tallyOf is the tally of one message.
func tallyOf(e *edition.Edition, today schedule.Date, platform, raw string, r core.Reply) (t Tally) {
	var n Traffic
	switch {
	case r.Answered:
		n.Answered = 1
	case len(r.Findings) > 0:
		n.Declined = 1
	default:
		n.Courtesies = 1
	}
	t.AddTraffic(Place{today, platform}, n)
	unanswered := false
	for _, f := range r.Findings {
		if !f.Answered {
			unanswered = true
			continue
		}
		if id, gist := fact(e, f); id != "" {
			t.AddFact(&Fact{ID: id, Gist: gist, Days: Counts{{today, 1}}})
		}
	}
	if !unanswered {
		return t
	}
	for i, w := range wordings(e, raw, len(r.Findings)) {
		if f := r.Findings[i]; !f.Answered && tells(w.text) {
			id, about := group(e, f, w.Question)
			t.AddQuestion(&Question{
				ID: id, First: w.text, Wordings: []Wording{{w.text, 1}}, About: about,
				Elsewhere: f.Elsewhere, Days: Counts{{today, 1}},
			})
		}
	}
	return t
}

// worded is a question with its wording as it is kept.
type worded struct {
	core.Question
	text string
}

// wordings are the n questions of a message, without what identifies. What a
// message says beside its questions is left out, where they can be told apart.
func wordings(e *edition.Edition, raw string, n int) []worded {
	clean := Redact(text.Clean(raw))
	questions := e.Bot.Questions(clean)
	if len(questions) == 0 {
		return nil
	}
	out := make([]worded, n)
	for i := range out {
		w := worded{Question: questions[min(i, len(questions)-1)]}
		w.text = w.Text
		if n == 1 && len(text.Clauses(clean)) == 1 && utf8.RuneCountInString(clean) <= MaxText {
			w.text = clean // as it was typed
		}
		w.text = Cut(strings.ReplaceAll(w.text, "\n", " "))
		out[i] = w
	}
	return out
}

// group names the questions that one belongs to, and tells what they are about.
// Where the story says what it does not tell, all that ask for that are one.
func group(e *edition.Edition, f core.Finding, q core.Question) (id, about string) {
	like := q.Like
	switch it, ok := e.Base.Item(f.Unsaid); {
	case ok:
		like, about = "unsaid "+f.Unsaid, it.Gist
	case (q.Refers || q.Leans) && len(f.Asked) > 0:
		asked := slices.Sorted(slices.Values(f.Asked))
		like += " of " + strings.Join(asked, ", ")
		var names []string
		for _, id := range asked {
			if entity, ok := e.Base.Entity(id); ok {
				names = append(names, entity.Name)
			}
		}
		about = strings.Join(names, ", ")
	case q.Leans:
		if it, ok := e.Base.Item(f.Item); ok {
			like += " at " + f.Item
			about = it.Gist
		}
	}
	sum := sha256.Sum256([]byte(like))
	return hex.EncodeToString(sum[:16]), Cut(about)
}

// fact names what answered, and tells what it says; "" for a view of the whole
// story.
func fact(e *edition.Edition, f core.Finding) (id, gist string) {
	if it, ok := e.Base.Item(f.Item); ok {
		return it.ID, Cut(it.Gist)
	}
	if entity, ok := e.Base.Entity(f.Entity); ok {
		gist = entity.Name
		if len(entity.Roles) > 0 {
			gist += ", " + entity.Roles[0].Title
		} else if entity.Is != "" {
			gist += ", " + entity.Is
		}
		return "entity " + entity.ID, Cut(gist)
	}
	return "", ""
}

// Cut shortens a text to MaxText runes.
func Cut(s string) string {
	if utf8.RuneCountInString(s) <= MaxText {
		return s
	}
	return string([]rune(s)[:MaxText-1]) + "…"
}
