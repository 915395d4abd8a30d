package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// overlay reads an overlay. What it returns is sound only when no problem was
// reported.
func (r *reader) overlay(root node) *Overlay {
	o := r.object(root, "the overlay", "schema", "story", "articles",
		"people", "organisations", "places", "groups", "not-names",
		"statements", "asks", "hide")
	r.schema(o)
	v := &Overlay{file: r.file}
	if f := o.field("story"); f != nil {
		s := r.object(f.value, "the story", "title", "publisher", "published", "url")
		fix := r.storyFix(s)
		v.story = &fix
	}
	for i, n := range o.list("articles") {
		s := r.object(n, fmt.Sprintf("article %d", i+1), "headline", "title", "publisher", "published", "url")
		s.need("headline")
		fix := r.storyFix(s)
		fix.headline = s.stretch("headline")
		v.articles = append(v.articles, fix)
	}
	bearers := make(map[string]named)
	for _, s := range entitySections {
		v.entities = append(v.entities, r.entityFixes(o, s, bearers)...)
	}
	for _, n := range o.names("not-names") {
		r.once(bearers, n, fmt.Sprintf("%q", n.name))
		v.notNames = append(v.notNames, n)
	}
	v.statements = r.speakerFixes(o)
	v.asks = r.askFixes(o)
	v.hide = r.hideFixes(o)
	return v
}

func (r *reader) storyFix(o *object) storyFix {
	fix := storyFix{title: o.text("title"), publisher: o.text("publisher"), url: o.text("url"), at: o.at}
	if date := o.text("published"); date != "" {
		fix.published = r.day(o, date)
	}
	if !o.broken && fix == (storyFix{at: o.at}) && len(o.reported) == 0 && o.field("published") == nil {
		r.report(o.at, "write title, publisher, published or url", "%s corrects nothing", o.subject)
	}
	return fix
}

// once reports a name that the overlay has in two places.
func (r *reader) once(bearers map[string]named, n named, subject string) {
	if first, taken := bearers[foldName(n.name)]; taken {
		r.report(n.at, "write it once", "%s stands in line %d already", subject, first.at.line)
		return
	}
	bearers[foldName(n.name)] = n
}

func (r *reader) entityFixes(file *object, section entitySection, bearers map[string]named) []entityFix {
	f := file.field(section.key)
	if f == nil {
		return nil
	}
	keys := slices.Concat(entityKeys, section.keys, []string{"same"})
	entries, _ := r.fields(f.value, "the list of "+section.key)
	var fixes []entityFix
	for _, entry := range entries {
		subject := fmt.Sprintf("%s %q", section.kind, entry.key)
		name := newStretch(entry.key, entry.at)
		if name.folded == "" {
			r.report(entry.at, "write the name as the article has it", "%s has no name", subject)
			continue
		}
		if !r.printable(entry.key, entry.at, "the name of "+subject) {
			continue
		}
		value := entry.value
		if value.kind == nullNode { // it is declared, and that is all
			value = node{kind: mapNode, at: entry.at}
		}
		fix := r.entityFix(r.object(value, subject, keys...), section.kind)
		fix.named = named{strings.TrimSpace(entry.key), entry.at}
		r.once(bearers, fix.named, subject)
		for _, other := range fix.same {
			r.once(bearers, other, fmt.Sprintf("%q in %q of %s", other.name, "same", subject))
		}
		fixes = append(fixes, fix)
	}
	return fixes
}

func (r *reader) entityFix(o *object, kind EntityKind) entityFix {
	fix := entityFix{
		kind:       kind,
		rename:     o.text("name"),
		short:      o.text("short"),
		aliases:    o.texts("aliases"),
		adjectives: o.texts("adjectives"),
		same:       o.names("same"),
		pronoun:    o.choice("pronoun", pronouns, ""),
		side:       o.name("side"),
		is:         o.text("is"),
		placeKind:  o.choice("kind", placeKinds, ""),
		capital:    o.name("capital"),
		members:    o.names("members"),
		cites:      o.stretches("cites"),
	}
	for i, n := range o.list("roles") {
		role := r.object(n, fmt.Sprintf("role %d of %s", i+1, o.subject), "title", "also", "of", "cites")
		role.need("title")
		fix.roles = append(fix.roles, roleFix{role.text("title"), role.texts("also"), role.name("of"), role.stretches("cites")})
	}
	if o.isEmpty("roles") {
		fix.roles = []roleFix{}
	}
	if o.isEmpty("members") {
		fix.members = []named{}
	}
	return fix
}

func (r *reader) speakerFixes(file *object) []speakerFix {
	var fixes []speakerFix
	first := make(map[string]speakerFix)
	for i, n := range file.list("statements") {
		o := r.object(n, fmt.Sprintf("statement %d", i+1), "quote", "words", "by")
		o.need("by")
		fix := speakerFix{by: o.name("by"), quote: o.field("quote") != nil}
		switch has := o.field("words") != nil; {
		case fix.quote && has:
			r.report(o.where("words"), `leave out one of "quote" and "words"`, "%s is found in two ways", o.subject)
		case fix.quote:
			fix.words = o.stretch("quote")
		case has:
			fix.words = o.stretch("words")
		case !o.broken && len(o.reported) == 0:
			r.report(o.at, "write quote: ..., with the speaker's words", "%s does not say which words", o.subject)
		}
		if before, taken := first[fix.words.folded]; taken && fix.words.folded != "" {
			r.report(fix.words.at, "write it once", "the words of %s stand in line %d already", o.subject, before.words.at.line)
		}
		first[fix.words.folded] = fix
		fixes = append(fixes, fix)
	}
	return fixes
}

// overlaidKinds are the kinds of question that a sentence of an article answers.
var overlaidKinds = askKinds[:Yes]

func (r *reader) askFixes(file *object) []askFix {
	var fixes []askFix
	for i, n := range file.list("asks") {
		o := r.object(n, fmt.Sprintf("ask %d", i+1), "words", "kind", "answer", "asked")
		o.need("words", "asked")
		fix := askFix{
			words:    o.stretch("words"),
			kind:     AskKind(slices.Index(askKinds, o.choice("kind", overlaidKinds, What.String()))),
			answer:   o.text("answer"),
			answerAt: o.where("answer"),
		}
		fix.kind = max(What, fix.kind)
		if o.isEmpty("asked") {
			r.report(o.where("asked"), "write the ways in which readers ask", "%s has no way of asking", o.subject)
		}
		fix.ways = r.readWays(o, fix.words.folded+fix.kind.String()+fix.answer)
		fixes = append(fixes, fix)
	}
	return fixes
}

func (r *reader) hideFixes(file *object) []hideFix {
	var fixes []hideFix
	for i, n := range file.list("hide") {
		subject := fmt.Sprintf("number %d of %q", i+1, "hide")
		if n.kind != mapNode {
			if text, ok := r.text(n, subject); ok {
				fixes = append(fixes, hideFix{words: r.stretch(text, n.at, subject)})
			}
			continue
		}
		o := r.object(n, subject, "words", "paragraph")
		switch words, paragraph := o.field("words") != nil, o.field("paragraph") != nil; {
		case words && paragraph:
			r.report(o.where("paragraph"), `leave out one of "words" and "paragraph"`, "%s is found in two ways", subject)
		case paragraph:
			fixes = append(fixes, hideFix{o.stretch("paragraph"), true})
		case words:
			fixes = append(fixes, hideFix{words: o.stretch("words")})
		case len(o.reported) == 0:
			r.report(o.at, "write some of its words", "%s does not say what", subject)
		}
	}
	return fixes
}

// name reads a name; empty when the key is missing.
func (o *object) name(key string) named {
	text := o.text(key)
	if text == "" {
		return named{}
	}
	return named{text, o.where(key)}
}

// names reads a list of names.
func (o *object) names(key string) []named {
	texts, at := o.textsAt(key)
	var out []named
	for i, text := range texts {
		out = append(out, named{text, at[i]})
	}
	return out
}

// stretch reads words of an article.
func (o *object) stretch(key string) stretch {
	text := o.text(key)
	if text == "" {
		return stretch{at: o.where(key)}
	}
	return o.r.stretch(text, o.where(key), fmt.Sprintf("%q in %s", key, o.subject))
}

// stretches reads a list of words of an article.
func (o *object) stretches(key string) []stretch {
	var out []stretch
	what := fmt.Sprintf("%q in %s", key, o.subject)
	for _, n := range o.list(key) {
		if n.kind == numberNode {
			o.r.report(n.at, "write some words of the paragraph", "%s is a number, which changes with the article", what)
		} else if text, ok := o.r.text(n, what); ok {
			out = append(out, o.r.stretch(text, n.at, what))
		}
	}
	return out
}

// stretch makes a stretch of a text, which needs two words: one would be found all
// over an article.
func (r *reader) stretch(text string, at position, what string) stretch {
	s := newStretch(text, at)
	if strings.Count(s.folded, " ") < 3 {
		r.report(at, "write some more words, as the article has them", "%s is too short to find a sentence by", what)
	}
	return s
}
