package match

import "dragoman/knowledge"

// relations tell which entities may stand for each other: a country, its
// capital, its government and its officials.
type relations struct {
	root    map[string]string   // the country or region that an entity stands for
	related map[string][]string // those that may stand for it; none for people
}

func newRelations(base *knowledge.Base) relations {
	r := relations{root: make(map[string]string), related: make(map[string][]string)}
	entities := base.Entities()
	for i := range entities {
		e := &entities[i]
		if e.Side != "" {
			r.root[e.ID] = e.Side
		}
		if e.Capital != "" {
			if c, ok := base.Entity(e.Capital); ok && c.Side == "" {
				r.root[c.ID] = e.ID
			}
		}
	}
	for i := range entities {
		e := &entities[i]
		root := r.root[e.ID]
		if e.Kind == knowledge.Person || root == "" {
			continue
		}
		r.related[e.ID] = append(r.related[e.ID], root)
		r.related[root] = append(r.related[root], e.ID)
	}
	return r
}

// holds tells whether an item or an ask names the entity or one that may stand
// for it.
func (ix *Index) holds(it *item, as *ask, entity string) bool {
	if it.entities.has(entity) || as.entities.has(entity) {
		return true
	}
	for _, r := range ix.relations.related[entity] {
		if it.entities.has(r) || as.entities.has(r) {
			return true
		}
	}
	return false
}
