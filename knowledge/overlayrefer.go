package knowledge

import "slices"

// refer puts what stands for entities that are gone in their places, and takes out
// capitals that are no places any more.
func (m *merge) refer() {
	now := func(id string) string {
		for {
			next, gone := m.instead[id]
			if !gone {
				return id
			}
			id = next
		}
	}
	name := make(map[string]string)
	kind := make(map[string]EntityKind)
	for _, e := range m.d.Entities {
		name[e.ID], kind[e.ID] = e.Name, e.Kind
	}
	list := func(ids []string, not ...string) []string {
		var out []string
		for _, id := range ids {
			if id = now(id); id != "" && !slices.Contains(out, id) && !slices.Contains(not, id) {
				out = append(out, id)
			}
		}
		return out
	}
	for i := range m.d.Entities {
		e := &m.d.Entities[i]
		e.Side, e.Capital, e.Members = now(e.Side), now(e.Capital), list(e.Members, e.ID)
		if e.Side == e.ID {
			e.Side = ""
		}
		if kind[e.Capital] != Place || e.Kind != Place {
			e.Capital = ""
		}
		for k := range e.Roles {
			e.Roles[k].Of = now(e.Roles[k].Of)
		}
	}
	for i := range m.d.Items {
		it := &m.d.Items[i]
		for _, ref := range []*string{&it.To, &it.Where} { // which may be plain words
			if id := now(*ref); id != "" || *ref == "" {
				*ref = id
			} else if *ref = name[*ref]; m.hides(*ref) {
				*ref = ""
			}
		}
		if it.By != "" && now(it.By) == "" {
			it.unspoken()
		}
		it.By = now(it.By)
		it.Who = list(it.Who)
		it.About = list(it.About, append(it.Who, it.By, it.To, it.Where)...)
		for k := range it.Asks {
			if to := m.called[it.Asks[k].Answer]; to != "" && it.Asks[k].Kind == Who {
				it.Asks[k].Answer = to
			}
		}
	}
	clear(m.called)
}

// hides tells whether a name is gone because all that told it is hidden.
func (m *merge) hides(name string) bool {
	return len(m.o.hide) > 0 && len(m.find.with(newStretch(withoutThe(name), position{}))) == 0
}

// mention notes the sentences that name those whom the overlay has given names.
func (m *merge) mention(of []int) {
	named := slices.Clone(m.d.Entities)
	for i := range named {
		if m.gone[i] {
			named[i] = Entity{}
		}
	}
	finder := newMentionFinder(named)
	for k, i := range of {
		if i < 0 || m.gone[i] {
			continue
		}
		fix, e := &m.o.entities[k], &m.d.Entities[i]
		for _, name := range slices.Concat([]string{fix.name, fix.rename, fix.short}, fix.aliases, fix.adjectives) {
			for _, n := range m.find.with(newStretch(withoutThe(name), fix.at)) {
				it := &m.d.Items[n]
				if it.refersTo(e.ID) {
					continue
				}
				if slices.ContainsFunc(finder.find(straight(it.Gist)), func(f mention) bool { return slices.Contains(f.entities, i) }) {
					it.About = append(it.About, e.ID)
				}
			}
		}
	}
}

func (it *Item) refersTo(id string) bool {
	return slices.Contains(it.refers(), id)
}
