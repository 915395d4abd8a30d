package query_test

import (
	"slices"
	"testing"
)

func TestMentions(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"by full name", "what did Peter Dahl say", []string{"dahl"}},
		{"by last name", "what did dahl say", []string{"dahl"}},
		{"by first name", "what did Ingrid say", []string{"karlsen"}},
		{"in capitals", "WHAT DID DAHL SAY", []string{"dahl"}},
		{"misspelt", "what did Karlson say", []string{"karlsen"}},
		{"by an alias in another script", "что сказал Даль", []string{"dahl"}},
		{"transliterated", "what did Карлсен say", []string{"karlsen"}},
		{"possessive", "what is Dahl's demand", []string{"dahl"}},
		{"possessive without apostrophe", "what is dahls demand", []string{"dahl"}},
		{"two possessives", "what is dahls union's demand", []string{"dahl", "union"}},
		{"by adjective", "which Norlandic ships wait", []string{"norland"}},
		{"by adjective and government", "what does the Norlandic government say", []string{"norland"}},
		{"with a possessive plural", "what does the dockers' union want", []string{"union"}},
		{"with a possessive plural, without apostrophe", "what does the dockers union want", []string{"union"}},
		{"a possessive plural", "what is the dockers' view", []string{"dockers"}},
		{"between single quotes", "who is 'Dahl'", []string{"dahl"}},
		{"a group", "what do the dockers want", []string{"dockers"}},
		{"one of a group", "what does a docker want", nil},
		{"several", "did Dahl meet Ostrova in Tallby", []string{"dahl", "ostrova", "tallby"}},
		{"nobody", "how is the weather", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := one(t, an, c.text)
			if got := q.Entities(); !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
			for _, id := range c.want {
				if !q.Has(id) || q.OnlyFaint(id) {
					t.Errorf("has %s: %v, faint: %v", id, q.Has(id), q.OnlyFaint(id))
				}
			}
		})
	}
}

// "us" is us, and now and then the United States.
func TestUsAndTheUS(t *testing.T) {
	an := strike(t)
	for text, want := range map[string]bool{
		"what did the US say":             true,
		"what did the us say":             true,
		"what did US say":                 true,
		"what does it mean for the us":    true,
		"what does it mean for US":        true,
		"is the U.S. worried":             true,
		"is the USA worried":              true,
		"what did America say":            true,
		"us ambassador":                   true,
		"what does it mean for us":        false,
		"tell us about the strike":        false,
		"give us the offer":               false,
		"can you help us":                 false,
		"remind us who Dahl is":           false,
		"let us know when it starts":      false,
		"us":                              false,
		`who said "every day worries us"`: false,
	} {
		t.Run(text, func(t *testing.T) {
			q := one(t, an, text)
			if got := q.Has("us") || q.Has("reyes"); got != want {
				t.Errorf("means the United States: %v, want %v", got, want)
			}
		})
	}
}

func TestOffices(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"held by one", "who is the transport minister", []string{"karlsen"}},
		{"called otherwise", "what did the minister say", []string{"karlsen"}},
		{"of a country before", "what did the American ambassador say", []string{"reyes"}},
		{"of a country after", "what did the ambassador of the US say", []string{"reyes"}},
		{"of a country, possessive", "what did America's ambassador say", []string{"reyes"}},
		{"of a country's capital", "what did Tallby's transport minister say", []string{"karlsen"}},
		{"of an organisation", "what did the union leader say", []string{"dahl"}},
		{"of an organisation after", "who is the president of the union", []string{"dahl"}},
		{"told apart by affiliation", "what did the spokesman of Norland say", []string{"moe"}},
		{"told apart by organisation", "who is the Baltic Lines spokesman", []string{"holt"}},
		{"held by several", "what did the spokesman say", nil},
		{"as a verb", "who leads the union", []string{"dahl"}},
		{"as a verb with a preposition", "who speaks for Baltic Lines", []string{"holt"}},
		{"with the name after", "what did minister Ingrid Karlsen say", []string{"karlsen"}},
		{"with the name before", "what did Karlsen, the minister, say", []string{"karlsen"}},
		{"vacant", "what did the Sundish ambassador say", []string{"sund"}},
		{"vacant, as a verb", "who leads Sund", []string{"sund"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := one(t, an, c.text)
			if got := q.Entities(); !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestVacantOffices(t *testing.T) {
	an := strike(t)
	for text, want := range map[string]string{
		"what did the Sundish ambassador say":  "ambassador of sund",
		"who is the ambassador of Sund":        "ambassador of sund",
		"who is Sund's transport minister":     "transport minister of sund",
		"who is the American spokesman":        "spokesman of us",
		"who is the American ambassador":       "",
		"who leads Sund":                       "", // names no office
		"who is the minister":                  "",
		"where is Sund":                        "",
		"what did the minister say about Sund": "",
	} {
		t.Run(text, func(t *testing.T) {
			q := one(t, an, text)
			got := ""
			if q.Vacant != nil {
				got = q.Office + " of " + q.Vacant.Entity
			}
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// Who may be meant by an office that several hold is left to the conversation.
func TestOfficesThatSeveralHold(t *testing.T) {
	q := one(t, strike(t), "what did the spokesman say")
	if len(q.Pronouns) != 1 || !slices.Equal(q.Pronouns[0].Among, []string{"holt", "moe"}) {
		t.Errorf("got %+v", q.Pronouns)
	}
}

func TestNamesTheStoryDoesNotMention(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"of the world", "what did Macron say", []string{"Emmanuel Macron"}},
		{"of the world, in small letters", "what did emmanuel macron say", []string{"Emmanuel Macron"}},
		{"a country", "is france involved", []string{"France"}},
		{"unheard of", "what did Zyxxon say", []string{"Zyxxon"}},
		{"unheard of, in small letters", "what did zyxxon say", []string{"zyxxon"}},
		{"in another script", "what did Жжжук say", []string{"Жжжук"}},
		{"everyday words", "is the weather nice", nil},
		{"of the story", "what did Dahl say", nil},
		{"of the story, misspelt", "what did Ostorva say", nil},
		{"an office and a name", "did the minister meet Macron", []string{"Emmanuel Macron"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := one(t, an, c.text).Unknown; !slices.Equal(got, c.want) {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestSides(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		x, y string
		want bool
	}{
		{"karlsen", "norland", true},
		{"tallby", "norland", true}, // its capital
		{"dahl", "ostrova", true},   // through the union and the company
		{"reyes", "us", true},
		{"reyes", "norland", false},
		{"sund", "norland", false},
		{"sund", "nobody", false},
	} {
		if got := an.SameSide(c.x, c.y); got != c.want {
			t.Errorf("SameSide(%s, %s) = %v", c.x, c.y, got)
		}
	}
}
