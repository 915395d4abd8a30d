package text_test

import (
	"testing"

	"dragoman/core/text"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, word, want string }{
		{"nothing", "", ""},
		{"capitals", "KARLSEN", "karlsen"},
		{"accents", "Erdoğan", "erdogan"},
		{"accents written apart", "Erdog\u0306an", "erdogan"},
		{"letters that do not come apart", "Łódź Øre Straße Æsir Đorđe Þór", "lodz ore strasse aesir dorde thor"},
		{"a Turkish capital i", "İstanbul", "istanbul"},
		{"a Turkish i without a dot", "Diyarbakır", "diyarbakir"},
		{"Cyrillic stays", "Путин", "путин"},
		{"Cyrillic loses its marks", "Сергей", "сергеи"},
		{"Greek stays", "Πούτιν", "πουτιν"},
		{"Han stays", "普京", "普京"},
		{"Cyrillic look-alikes among Latin letters", "Кarlsеn", "karlsen"},
		{"Greek look-alikes among Latin letters", "Οstrοva", "ostrova"},
		{"Armenian look-alikes among Latin letters", "tօuո", "toun"},
		{"digits are neither", "Су-27", "су-27"},
		{"an apostrophe is neither", "д'артаньян", "д'артаньян"},
		{"invalid bytes", "a\xff\xc3", "a\ufffd\ufffd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Fold(c.word); got != c.want {
				t.Errorf("Fold(%q) = %q, want %q", c.word, got, c.want)
			}
		})
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct{ name, form, want string }{
		{"nothing", "", ""},
		{"a plural", "ships", "ship"},
		{"a participle", "attending", "attend"},
		{"a short word", "is", "is"},
		{"a number", "2025", "2025"},
		{"a word with a digit", "covid19s", "covid19s"},
		{"another script", "корабли", "корабли"},
		{"a capital is not folded", "Ships", "Ships"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Stem(c.form); got != c.want {
				t.Errorf("Stem(%q) = %q, want %q", c.form, got, c.want)
			}
		})
	}
}
