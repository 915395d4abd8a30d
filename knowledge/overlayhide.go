package knowledge

import (
	"slices"
	"strings"
)

// hideAll hides sentences and what only they told.
func (m *merge) hideAll() {
	if len(m.o.hide) == 0 {
		return
	}
	inParagraph := make(map[int][]int)
	for i := range m.d.Items {
		if it := &m.d.Items[i]; isSentence(it) {
			inParagraph[it.Cites[0]] = append(inParagraph[it.Cites[0]], i)
		}
	}
	for _, fix := range m.o.hide {
		found := m.sentencesWith(fix.words)
		if fix.paragraph {
			var all []int
			for _, i := range found {
				all = append(all, inParagraph[m.d.Items[i].Cites[0]]...)
			}
			slices.Sort(all)
			found = slices.Compact(all)
		}
		for _, i := range found {
			it := &m.d.Items[i]
			if !m.hidden[i] && (i == 0 || m.d.Items[i-1].Gist != it.Gist || !m.hidden[i-1]) {
				m.changed(fix.words.at, "hidden: %s%s", it.Gist, place(it))
			}
			m.hidden[i] = true
			m.headlineShown(fix, it)
		}
	}
	left := newSentences(m.d.Items, func(it *Item) bool { return !isSentence(it) })
	var told strings.Builder // what is hidden, folded
	for i := range m.d.Items {
		if m.hidden[i] {
			told.WriteString(left.texts[i])
		}
	}
	if told.Len() == 0 {
		return
	}
	n := -1
	left = newSentences(m.d.Items, func(it *Item) bool {
		n++
		return m.hidden[n] || !isSentence(it)
	})
	m.find = left
	m.hideNames(told.String(), left)
	m.hideInSummary(told.String())
	m.hideLabels()
}

// headlineShown warns when a headline is hidden that the story is still called by.
func (m *merge) headlineShown(fix hideFix, it *Item) {
	for _, a := range m.d.Articles {
		if it.Cites[0] == a.From && fix.words.in(folded(a.Title)) {
			m.warn(fix.words.at, `give the story another "title"`, "the headline has these words, and is shown as the title")
		}
	}
}

// hideNames takes out the names, offices and descriptions that stood in what is hidden
// and stand nowhere else.
func (m *merge) hideNames(told string, left *sentences) {
	only := func(text string) bool {
		s := newStretch(withoutThe(text), position{})
		return s.in(told) && len(left.with(s)) == 0
	}
	stands := func(text string) bool { return len(left.with(newStretch(withoutThe(text), position{}))) > 0 }
	inHidden, inLeft := make(map[string]bool), make(map[string]bool) // ids that items refer to
	for i := range m.d.Items {
		in := inLeft
		if m.hidden[i] {
			in = inHidden
		}
		for _, id := range m.d.Items[i].refers() {
			in[id] = true
		}
	}
	forms := make(map[string][]string) // of those who are gone, folded
	for i := range m.d.Entities {
		e := &m.d.Entities[i]
		all := slices.Concat([]string{e.Name, e.Short}, e.Aliases, e.Adjectives)
		if (slices.ContainsFunc(all, only) || inHidden[e.ID] && !inLeft[e.ID]) && !slices.ContainsFunc(all, stands) {
			m.gone[i], m.instead[e.ID] = true, ""
			for _, form := range all {
				forms[e.ID] = append(forms[e.ID], folded(withoutThe(form)))
			}
			continue
		}
		e.Aliases = slices.DeleteFunc(e.Aliases, only)
		e.Roles = slices.DeleteFunc(e.Roles, func(r Role) bool { return only(r.Title) })
		if only(e.Is) {
			e.Is = ""
		}
	}
	for i := range m.d.Items {
		it := &m.d.Items[i]
		for _, id := range it.refers() {
			if len(forms[id]) > 0 {
				it.Asks = withoutNames(it.Asks, forms[id])
			}
		}
	}
}

// refers returns the ids, and for To and Where perhaps plain words, of those whom an
// item is about.
func (it *Item) refers() []string {
	return slices.Concat([]string{it.By, it.To, it.Where}, it.Who, it.About)
}

func withoutThe(name string) string { return strings.TrimPrefix(name, "the ") }

// withoutNames leaves out the answers and the ways of asking that have any of some
// names.
func withoutNames(asks []Ask, names []string) []Ask {
	has := func(text string) bool {
		text = folded(text)
		return slices.ContainsFunc(names, func(name string) bool { return name != "" && strings.Contains(text, name) })
	}
	var out []Ask
	for _, a := range asks {
		if has(a.Answer) {
			continue
		}
		a.Ways = slices.DeleteFunc(a.Ways, has)
		if a.Answer != "" || len(a.Ways) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// hideInSummary cuts what is hidden out of items that sum up. One that still has some
// of it is hidden as well.
func (m *merge) hideInSummary(told string) {
	for i := range m.d.Items {
		it := &m.d.Items[i]
		if it.Kind != Topic {
			continue
		}
		for j := range m.d.Items {
			if m.hidden[j] && isSentence(&m.d.Items[j]) && slices.Contains(it.Cites, m.d.Items[j].Cites[0]) {
				it.Gist = without(it.Gist, m.d.Items[j].Gist)
			}
		}
		text := folded(it.Gist)
		if text == "" || slices.ContainsFunc(m.o.hide, func(fix hideFix) bool { return fix.words.in(told) && fix.words.in(text) }) {
			m.hidden[i] = true
		}
	}
}

// without cuts a sentence, and the full stop that a headline gets, out of a text.
func without(text, sentence string) string {
	before, after, ok := strings.Cut(text, sentence)
	if !ok {
		return text
	}
	after = strings.TrimPrefix(after, ". ")
	return strings.TrimSpace(strings.TrimSpace(before) + " " + strings.TrimSpace(after))
}

// hideLabels takes the labels of paragraphs that begin with what is hidden.
func (m *merge) hideLabels() {
	for i := range m.d.Items {
		if !m.hidden[i] || !isSentence(&m.d.Items[i]) {
			continue
		}
		label := &m.d.Paragraphs[m.d.Items[i].Cites[0]-1]
		if newStretch(*label, position{}).in(folded(m.d.Items[i].Gist)) {
			*label = "…"
		}
	}
}
