package briefing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/knowledge"
)

// enough is how many runes a part of an article has before it ends where somebody
// else begins to speak.
const enough = 380

// passage is a run of sentences that must not be parted: a paragraph, and those
// after it that begin with "he" or "that".
type passage struct {
	items []*knowledge.Item
	cites []int
}

// with is a passage and what comes after it.
func (p passage) with(next passage) passage {
	return passage{slices.Concat(p.items, next.items), merged(p.cites, next.cites)}
}

// fill adds to a short passage what there is room for of the next, and returns both.
func (p passage) fill(base *knowledge.Base, next passage) (filled, rest passage) {
	for n := len(next.items); n > 0; n-- {
		longer := p.with(passageOf(next.items[:n]))
		if runes(tell(base, longer.items)) > maxPart || n < len(next.items) && refersBack(next.items[n].Gist) && next.items[n].By == "" {
			continue
		}
		return longer, passageOf(next.items[n:])
	}
	return p, next
}

// passageOf makes a passage of sentences.
func passageOf(items []*knowledge.Item) passage {
	p := passage{items: items}
	for _, it := range items {
		p.cites = merged(p.cites, it.Cites)
	}
	return p
}

// cutText makes the parts of a story of articles: their paragraphs in order, as many
// as make a part.
func cutText(base *knowledge.Base) []part {
	var parts []part
	told := make(map[string]bool)
	for _, a := range slices.Backward(base.Articles()) {
		var now passage
		end := func() {
			if len(now.items) > 0 {
				parts = append(parts, partOf(base, now))
			}
			now = passage{}
		}
		for _, p := range passages(base, a, told) {
			for _, piece := range p.pieces(base) {
				n := runes(tell(base, now.items))
				switch {
				case n > 0 && n < minPart:
					now, piece = now.fill(base, piece)
				case n >= enough && turns(now, piece):
					end()
				}
				if len(piece.items) == 0 {
					continue
				}
				if runes(tell(base, now.with(piece).items)) > maxPart {
					end()
				}
				now = now.with(piece)
			}
		}
		end()
		if len(parts) >= MaxTold {
			break
		}
	}
	if len(parts) > 0 {
		parts[0].title = "" // the story begins with it
	}
	return parts
}

// passages reads an article without its headline and without what was told: a sentence with
// two speakers is there twice.
func passages(base *knowledge.Base, a knowledge.Article, told map[string]bool) []passage {
	var all []passage
	for _, it := range inOrder(base, a) {
		if told[it.Gist] {
			continue
		}
		last, follows := len(all)-1, refersBack(it.Gist) && it.By == ""
		switch {
		case last < 0 && follows, follows && all[last].cites[len(all[last].cites)-1] < it.Cites[0]-1:
			continue // what it speaks of is not told: "that" would be something else
		case last >= 0 && (follows || slices.Contains(all[last].cites, it.Cites[0])):
			all[last].items = append(all[last].items, it)
			all[last].cites = merged(all[last].cites, it.Cites)
		default:
			all = append(all, passage{[]*knowledge.Item{it}, it.Cites})
		}
		told[it.Gist] = true
	}
	return all
}

// pieces cuts a passage that is longer than a part where it can be cut.
func (p passage) pieces(base *knowledge.Base) []passage {
	var all []passage
	for _, it := range p.items {
		last := len(all) - 1
		if last >= 0 && runes(tell(base, append(slices.Clone(all[last].items), it))) <= maxPart {
			all[last].items = append(all[last].items, it)
			all[last].cites = merged(all[last].cites, it.Cites)
			continue
		}
		if last >= 0 && refersBack(it.Gist) && it.By == "" {
			continue
		}
		all = append(all, passage{[]*knowledge.Item{it}, it.Cites})
	}
	return all
}

// turns tells whether another speaks in what comes next.
func turns(now, next passage) bool {
	by := func(it *knowledge.Item) bool { return it.By != "" }
	i := slices.IndexFunc(next.items, by)
	return i >= 0 && !slices.ContainsFunc(now.items, func(it *knowledge.Item) bool { return it.By == next.items[i].By })
}

func partOf(base *knowledge.Base, p passage) part {
	made := part{id: p.items[0].ID, title: speakers(base, p.items), items: p.items, cites: p.cites}
	made.text = tell(base, p.items)
	return made
}

// tell writes sentences after each other, with the speaker's name before one that
// does not tell who speaks, and with the end of a quotation that goes on in a
// paragraph that does not follow at once.
func tell(base *knowledge.Base, items []*knowledge.Item) string {
	var b strings.Builder
	by, open := "", 0
	for i, it := range items {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if e, ok := base.Entity(it.By); ok && it.By != by && (refersBack(it.Gist) || strings.HasPrefix(it.Gist, "“") || strings.HasPrefix(it.Gist, `"`)) && !strings.Contains(it.Gist, e.Short) && !strings.Contains(it.Gist, e.Name) {
			b.WriteString(capital(e.Name) + ": ")
		}
		b.WriteString(it.Gist)
		by = it.By
		open += strings.Count(it.Gist, "“") - strings.Count(it.Gist, "”")
		if last := i+1 == len(items) || !slices.Equal(items[i+1].Cites, it.Cites); last {
			if open > 0 {
				b.WriteString("”")
			}
			open = 0
		}
	}
	return b.String()
}

// speakers names those who speak in a part, two at most; else who acts in most of
// it; else "".
func speakers(base *knowledge.Base, items []*knowledge.Item) string {
	var names []string
	acts := make(map[string]int)
	most := ""
	for _, it := range items {
		if e, ok := base.Entity(it.By); ok && named(e) && !slices.Contains(names, e.Name) {
			names = append(names, e.Name)
		}
		for _, id := range it.Who {
			if e, ok := base.Entity(id); ok && named(e) {
				if acts[id]++; acts[id] > acts[most] {
					most = id
				}
			}
		}
	}
	if len(names) > 0 {
		return strings.Join(names[:min(len(names), 2)], ", ")
	}
	if e, ok := base.Entity(most); ok && acts[most] > 1 {
		return e.Name
	}
	return ""
}

// named tells whether an entity is somebody, or an organisation, with a name: "a
// court official" has none.
func named(e *knowledge.Entity) bool {
	r, _ := utf8.DecodeRuneInString(e.Name)
	return (e.Kind == knowledge.Person || e.Kind == knowledge.Organisation) && unicode.IsUpper(r)
}

// refersBack tells whether a sentence begins with a word for somebody or something
// in the one before.
func refersBack(sentence string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(sentence, "“\"")), " ")
	if r, _ := utf8.DecodeRuneInString(sentence); r == '“' || r == '"' {
		return false // "we" is the one who speaks
	}
	switch strings.TrimRight(first, ",") {
	case "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "but", "and", "also", "both", "others", "such":
		return true
	}
	return false
}
