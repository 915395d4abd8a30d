package knowledge

import (
	"fmt"
	"slices"
)

// entitySection is a part of a file that holds entities.
type entitySection struct {
	key  string
	kind EntityKind
	keys []string // besides the keys that all kinds have
}

// entitySections are the parts of a file that hold entities, in order.
var entitySections = []entitySection{
	{"people", Person, []string{"roles"}},
	{"organisations", Organisation, nil},
	{"places", Place, []string{"kind", "adjectives", "capital"}},
	{"groups", Group, []string{"members"}},
}

var (
	entityKeys = []string{"name", "short", "aliases", "pronoun", "side", "is", "cites"}
	pronouns   = []string{"he", "she", "they", "it"}
	placeKinds = []string{"country", "region", "city"}
)

func (r *reader) entities(b *Base, file *object, section entitySection) {
	f := file.field(section.key)
	if f == nil {
		return
	}
	keys := slices.Concat(entityKeys, section.keys)
	entries, _ := r.fields(f.value, "the list of "+section.key)
	for _, entry := range entries {
		subject := fmt.Sprintf("%s %q", section.kind, entry.key)
		o := r.object(entry.value, subject, keys...)
		o.at = entry.at
		r.newID(entry.key, subject, entry.at)
		if i, taken := b.entityByID[entry.key]; taken {
			r.report(entry.at, "choose another id", "%s has the id of the %s in line %d", subject, b.entities[i].Kind, b.entityAt[i].line)
			continue
		}
		b.entityByID[entry.key] = len(b.entities)
		b.entities = append(b.entities, r.entity(entry.key, section.kind, o))
		b.entityAt = append(b.entityAt, entry.at)
	}
}

// defaultPronoun is the pronoun of an entity whose file gives none.
func defaultPronoun(kind EntityKind) string {
	if kind == Person || kind == Group {
		return "they"
	}
	return "it"
}

func (r *reader) entity(id string, kind EntityKind, o *object) Entity {
	o.need("name")
	e := Entity{
		ID:         id,
		Kind:       kind,
		Name:       o.text("name"),
		Short:      o.text("short"),
		Aliases:    o.texts("aliases"),
		Adjectives: o.texts("adjectives"),
		Pronoun:    o.choice("pronoun", pronouns, defaultPronoun(kind)),
		Side:       o.entityRef("side"),
		Is:         o.text("is"),
		Capital:    o.entityRef("capital"),
		Members:    o.entityRefs("members"),
		Cites:      o.paragraphs("cites"),
	}
	if e.Is != "" {
		o.need("cites")
	}
	if e.Short == "" {
		e.Short = e.Name
	}
	if kind == Place {
		o.need("kind")
		e.PlaceKind = o.choice("kind", placeKinds, "")
	}
	for i, node := range o.list("roles") {
		role := r.object(node, fmt.Sprintf("role %d of %s", i+1, o.subject), "title", "also", "of", "cites")
		role.need("title")
		if !r.extracted { // an article may leave open whose office it is
			role.need("of")
		}
		ro := Role{
			Title: role.text("title"),
			Also:  role.texts("also"),
			Of:    role.entityRef("of"),
			Cites: role.paragraphs("cites"),
		}
		if ro.Cites == nil {
			ro.Cites = e.Cites
		}
		e.Roles = append(e.Roles, ro)
	}
	return e
}

// choice reads one of a few words; missing or wrong, it is the default.
func (o *object) choice(key string, words []string, otherwise string) string {
	f := o.field(key)
	if f == nil {
		return otherwise
	}
	word := o.text(key)
	if word == "" || slices.Contains(words, word) {
		return word
	}
	o.r.report(f.value.at, "write "+oneOf(words), "%q is no %s of %s", word, key, o.subject)
	return otherwise
}
