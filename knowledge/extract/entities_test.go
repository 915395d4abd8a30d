package extract_test

import (
	"strings"
	"testing"

	"dragoman/knowledge"
)

func TestEntities(t *testing.T) {
	for _, c := range []struct {
		text, name, want string
	}{
		{"Defence Minister Esteban Quiroga left.", "Esteban Quiroga", "person Quiroga they [Defence Minister]"},
		{"Former energy minister Mwansa Chibesa smiled. He left.", "Mwansa Chibesa", "person Chibesa he [Former energy minister]"},
		{"They want tourism. Tourism Minister Karim Soltane smiled.", "Karim Soltane", "person Soltane they [Tourism Minister]"},
		{"LONDON - The rules angered a union of growers. Its president, Ida Berg, left.", "Ida Berg", "person Berg they []"},
		{"The firm that is repairing the roof, Norden Berg, said so.", "Norden Berg", "person Berg they []"},
		{"Director of Public Prosecutions Gift Mulenga left.", "Gift Mulenga", "person Mulenga they [Director of Public Prosecutions]"},
		{"The Omani climate envoy Salim al-Rawahi left.", "Salim al-Rawahi", "person al-Rawahi they [climate envoy/oman]"},
		{"Ukraine’s President Ivo Melnyk left.", "Ivo Melnyk", "person Melnyk they [President/ukraine]"},
		{"Then Ida Berg, an economist at Lund University, left. She waved.", "Ida Berg", "person Berg she [economist/lund-university]"},
		{"Tom Bell left. His wife, Ana, wept.", "Ana", "person Ana she [wife/tom-bell]"},
		{"The mayor met Ursula von der Leyen, 66, there.", "Ursula von der Leyen", "person von der Leyen they []"},
		{"The Harbour Board (HB) met.", "Harbour Board", "organisation Harbour Board it [] HB"},
		{"The mining company Minera Altiplano closed.", "Minera Altiplano", "organisation Minera Altiplano it []"},
		{"It fell into the Ocoña River there.", "Ocoña River", "place Ocoña River it []"},
		{"They met in Lusaka. Zambian officials waited.", "Zambia", "place Zambia it []"},
	} {
		got := "nobody"
		for _, e := range read(t, c.text).Entities() {
			if e.Name == c.name {
				got = describe(e)
			}
		}
		if got != c.want {
			t.Errorf("%s got %s, want %s", c.text, got, c.want)
		}
	}
}

func describe(e knowledge.Entity) string {
	var roles []string
	for _, r := range e.Roles {
		role := r.Title
		if r.Of != "" {
			role += "/" + r.Of
		}
		roles = append(roles, role)
	}
	return strings.TrimSpace(strings.Join([]string{
		e.Kind.String(), e.Short, e.Pronoun, "[" + strings.Join(roles, ", ") + "]", strings.Join(e.Aliases, " "),
	}, " "))
}
