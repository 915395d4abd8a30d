package query_test

import "testing"

func TestWordsAreSettled(t *testing.T) {
	an := strike(t)
	for _, c := range []struct{ name, text, want string }{
		{"chat spellings", "wut did dahl say abt pay", "what did dahl say about pay"},
		{"chat spellings of several words", "acc to dahl who is wrong", "according to dahl who is wrong"},
		{"chat spellings with a slash", "who unloads w/o the army", "who unloads without the army"},
		{"chat spellings in one", "gimme a list of ppl at teh talks", "give me a list of people at the talks"},
		{"fillers", "who is dahl lol", "who is dahl"},
		{"contractions", "what's the offer", "what is the offer"},
		{"contractions with a curly apostrophe", "what’s the offer", "what is the offer"},
		{"contractions with an acute accent", "what´s the offer", "what is the offer"},
		{"contractions without apostrophe", "whos chairing the talks", "who is chairing the talks"},
		{"negative contractions", "isn't karlsen the minister", "is not karlsen the minister"},
		{"negative contractions without apostrophe", "dont the dockers work", "do not the dockers work"},
		{"possessives", "what is dahl's view", "what is dahl view"},
		{"possessives of plurals", "what is the dockers' view", "what is the dockers view"},
		{"a letter left out of a name", "what did krlsen say", "what did karlsen say"},
		{"a wrong letter in a name", "what did karlson say", "what did karlsen say"},
		{"letters of a name swapped", "what did ostorva offer", "what did ostrova offer"},
		{"a letter of a name doubled", "what did reyyes say", "what did reyes say"},
		{"two edits in a long name", "what did karlzan say", "what did karlsen say"},
		{"a word of the story", "why are the dokcers waiting", "why are the dockers waiting"},
		{"an English word", "why are they beleive it", "why are they believe it"},
		{"a doubled letter lost, not another letter", "who was arested", "who was arrested"},
		{"the more common of two words", "who metioned it", "who mentioned it"},
		{"a letter mistaken by ear", "when is the meating", "when is the meeting"},
		{"short names as they are", "is mo here", "is mo here"},
		{"look-alikes of other scripts", "what did Кarlsеn say", "what did karlsen say"},
		{"zero-width characters", "what did kar\u200bl\u200dsen say", "what did karlsen say"},
		{"bidi characters", "what did \u202ekarl\u202csen say", "what did karlsen say"},
		{"mathematical letters", "𝐰𝐡𝐨 is 𝗞𝗮𝗿𝗹𝘀𝗲𝗻", "who is karlsen"},
		{"Cyrillic, transliterated", "what did Карлсен say", "what did karlsen say"},
		{"Greek, transliterated", "what did Κάρλσεν say", "what did karlsen say"},
		{"Cyrillic with an ending", "what did Рейеса say", "what did reyes say"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := forms(one(t, an, c.text)); got != c.want {
				t.Errorf("%q\ngot  %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// What was typed is kept next to what it was taken for.
func TestCorrectionsAreNoted(t *testing.T) {
	an := strike(t)
	q := one(t, an, "what did karlson say")
	if w := q.Words[2]; w.Typed != "karlson" || w.Form != "karlsen" {
		t.Errorf("got %+v", w)
	}
	if w := q.Words[3]; w.Typed != "" {
		t.Errorf("a word as typed: %+v", w)
	}
}

// Words of the story are not put right.
func TestReadingDoesNotCorrect(t *testing.T) {
	ws := strike(t).Words("Karlson’s ships")
	if len(ws) != 2 || ws[0].Form != "karlson" && ws[0].Form != "karlson’s" {
		t.Errorf("got %+v", ws)
	}
}
