package knowledge

import (
	"fmt"
	"maps"
	"slices"
)

// reference is an id that a file mentions; it must exist in the end.
type reference struct {
	id      string
	subject string // who refers, as in `person "trump"`
	key     string // by which key, as in "side"
	at      position
}

// entityRef reads the id of an entity.
func (o *object) entityRef(key string) string {
	id := o.text(key)
	if id != "" {
		o.r.references = append(o.r.references, reference{id, o.subject, key, o.where(key)})
	}
	return id
}

// entityRefs reads a list of ids of entities.
func (o *object) entityRefs(key string) []string {
	ids, at := o.textsAt(key)
	for i, id := range ids {
		o.r.references = append(o.r.references, reference{id, o.subject, key, at[i]})
	}
	return ids
}

// newID reports an id that could not be referred to.
func (r *reader) newID(id, subject string, at position) {
	for _, c := range id {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			r.report(at, "write it with a-z, 0-9 and hyphens", "%s has the character %q in its id", subject, c)
			return
		}
	}
}

// resolve reports references to what does not exist.
func (r *reader) resolve(b *Base) {
	for _, ref := range r.references {
		t := b.target(ref)
		if t.fits(ref.id) {
			continue
		}
		fitting := slices.DeleteFunc(slices.Sorted(maps.Keys(t.ids)), func(id string) bool { return !t.fits(id) })
		advice := "write the id of " + t.what
		if near := Closest(ref.id, fitting); near != "" {
			advice = fmt.Sprintf("write %q", near)
		}
		r.report(ref.at, advice, "%q in %s is %q, which is not the id of %s", ref.key, ref.subject, ref.id, t.what)
	}
}

// target is what a reference may refer to.
type target struct {
	what string // as in "a place"
	fits func(id string) bool
	ids  map[string]int // among them those that fit
}

func (b *Base) target(ref reference) target {
	isEntity := func(id string) bool { _, ok := b.Entity(id); return ok }
	isPlace := func(id string) bool { e, ok := b.Entity(id); return ok && e.Kind == Place }
	isSaid := func(id string) bool { it, ok := b.Item(id); return ok && it.Kind != Unsaid }
	switch ref.key {
	case "nearest":
		return target{"an item that the story says", isSaid, b.itemByID}
	case "capital":
		return target{"a place", isPlace, b.entityByID}
	}
	return target{"a person, organisation, place or group", isEntity, b.entityByID}
}
