package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// itemSections are the parts of a file that hold items, in order.
var itemSections = []itemSection{
	{"events", Event,
		[]string{"id", "name", "what", "who", "where", "when", "status", "about", "cites", "gist", "amounts", "asks"},
		[]string{"id", "name", "what", "cites", "gist"}},
	{"statements", Statement,
		[]string{"id", "by", "to", "verb", "where", "when", "about", "cites", "gist", "quote", "quotes", "amounts", "asks"},
		[]string{"id", "by", "cites", "gist"}},
	{"facts", Fact,
		[]string{"id", "who", "where", "when", "status", "about", "cites", "gist", "amounts", "asks"},
		[]string{"id", "cites", "gist"}},
	{"topics", Topic,
		[]string{"id", "about", "cites", "gist", "asks"},
		[]string{"id", "cites", "gist"}},
	{"unsaid", Unsaid,
		[]string{"id", "say", "nearest", "about", "asked"},
		[]string{"id", "say", "asked"}},
}

type itemSection struct {
	key  string
	kind ItemKind
	keys []string
	need []string
}

// statuses are the words for a Status, in its order.
var statuses = []string{Confirmed.String(), Planned.String(), Reported.String(), Denied.String()}

// itemPositions tells where the texts of an item are, for messages.
type itemPositions struct {
	item, gist position
	name, what position
	quotes     []position
	asks       []askPositions
}

func (r *reader) items(b *Base, file *object, section itemSection) {
	for i, node := range file.list(section.key) {
		subject := fmt.Sprintf("%s %d", section.kind, i+1)
		o := r.object(node, subject, section.keys...)
		id := o.text("id")
		if id != "" {
			o.subject = fmt.Sprintf("%s %q", section.kind, id)
			r.newID(id, o.subject, o.where("id"))
		}
		o.need(section.need...)
		if j, taken := b.itemByID[id]; taken && id != "" {
			r.report(o.where("id"), "choose another id", "%s has the id of the %s in line %d", o.subject, b.items[j].Kind, b.itemAt[j].item.line)
			continue
		}
		it, at := r.item(id, section.kind, o)
		b.itemByID[id] = len(b.items)
		b.items = append(b.items, it)
		b.itemAt = append(b.itemAt, at)
	}
}

func (r *reader) item(id string, kind ItemKind, o *object) (Item, itemPositions) {
	at := itemPositions{item: o.at, gist: o.where("gist"), name: o.where("name"), what: o.where("what")}
	it := Item{
		ID:      id,
		Kind:    kind,
		Cites:   o.paragraphs("cites"),
		Gist:    o.text("gist"),
		Name:    o.text("name"),
		What:    o.text("what"),
		Who:     o.entityRefs("who"),
		By:      o.entityRef("by"),
		To:      o.text("to"),
		Verb:    o.text("verb"),
		Where:   o.text("where"),
		When:    r.when(o),
		Status:  Status(slices.Index(statuses, o.choice("status", statuses, Confirmed.String()))),
		About:   o.entityRefs("about"),
		Nearest: o.text("nearest"),
	}
	if it.Nearest != "" {
		r.references = append(r.references, reference{it.Nearest, o.subject, "nearest", o.where("nearest")})
	}
	if kind == Unsaid {
		it.Gist, at.gist = o.text("say"), o.where("say")
		ask, where := r.unsaidAsk(o, it.Gist)
		it.Asks, at.asks = []Ask{ask}, []askPositions{where}
		return it, at
	}
	if kind == Statement && it.Verb == "" {
		it.Verb = "said"
	}
	it.Quotes, at.quotes = r.quotes(o)
	it.Amounts = r.amounts(o)
	it.Asks, at.asks = r.readAsks(o, &it)
	return it, at
}

// quotes reads the key quote or quotes.
func (r *reader) quotes(o *object) ([]string, []position) {
	texts, at := o.textsAt("quotes")
	if o.field("quote") != nil {
		if o.field("quotes") != nil {
			r.report(o.where("quote"), `put all of them under "quotes"`, `%s has both "quote" and "quotes"`, o.subject)
		}
		if s := o.text("quote"); s != "" {
			texts, at = append(texts, s), append(at, o.where("quote"))
		}
	}
	for i, s := range texts {
		inner, open := strings.CutPrefix(s, "“")
		inner, shut := strings.CutSuffix(inner, "”")
		if !open || !shut || strings.TrimSpace(inner) == "" || strings.ContainsAny(inner, "“”") {
			r.report(at[i], "write “...”", "a quote of %s is not one passage between curly quotes", o.subject)
		}
	}
	return texts, at
}

// when reads the key when.
func (r *reader) when(o *object) When {
	f := o.field("when")
	if f == nil {
		return When{}
	}
	t := r.object(f.value, `"when" in `+o.subject, "said", "date")
	w := When{Said: t.text("said"), Date: t.text("date")}
	if len(t.fields) == 0 && !t.broken {
		r.report(f.at, "write when: {said: Tuesday, date: 2025-02-18}", `"when" in %s says nothing`, o.subject)
	}
	if w.Date == "" {
		return w
	}
	var err error
	if w.From, w.To, err = days(w.Date); err != nil {
		r.report(t.where("date"), dateForms, `"date" in %s: %v`, o.subject, err)
	} else if day, ok := weekday(w.Said); ok && w.From.Equal(w.To) && day != w.From.Weekday() {
		r.report(t.where("date"), "correct one of them", "%s is said to be on a %s, but %s is a %s", o.subject, day, w.Date, w.From.Weekday())
	}
	return w
}
