package asked_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/asked"
	"dragoman/core/text"
)

func TestRedact(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Who pays for the talks?", "Who pays for the talks?"},
		{"What happened on 18 February 2025 at 10:30?", "What happened on 18 February 2025 at 10:30?"},
		{"Are there 3,000 or 10.5 million people? Is it the G7, the U.S. or the EU?", "Are there 3,000 or 10.5 million people? Is it the G7, the U.S. or the EU?"},
		{"the talks ended.Who came?", "the talks ended.Who came?"},
		{"write to anna.berg@example.com who pays", "write to *** who pays"},
		{"anna.berg＠example.com who pays", "*** who pays"},
		{"anna\u200b.berg@exa\u200bmple.com who pays", "*** who pays"},
		{"Анна@пример.рф кто платит", "*** кто платит"},
		{"anna (at) example dot com: who pays", "***: who pays"},
		{"anna at example dot com, who pays", "***, who pays"},
		{"is @anna_berg right?", "is *** right?"},
		{"is @ anna right?", "is *** right?"},
		{"<@!123456789012345678> who pays", "*** who pays"},
		{"<#1> <@&5> <:smile:987654321> who pays", "*** *** *** who pays"},
		{"see https://example.com/a?b=c&d who pays", "see *** who pays"},
		{"see www.example.com who pays", "see *** who pays"},
		{"see t.me/joinchat and example.museum/x who pays", "see *** and *** who pays"},
		{"is example.com right", "is *** right"},
		{"mailto:anna tel:123 who pays", "*** *** who pays"},
		{"call +48 601 234 567, who pays", "call ***, who pays"},
		{"call (0)22 / 123-45-67 who pays", "call *** who pays"},
		{"call ٠١٢٣٤٥٦٧٨٩ who pays", "call *** who pays"},
		{"my card 4111 1111 1111 1111 who pays", "my card *** who pays"},
		{"my id 123456 who pays", "my id *** who pays"},
		{"anna#1234 who pays", "*** who pays"},
		{"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw who pays", "***:*** who pays"},
		{"550e8400-e29b-41d4-a716-446655440000 who pays", "*** who pays"},
		{"from 192.168.100.21 who pays", "from *** who pays"},
		{"", ""},
	} {
		if got := asked.Redact(text.Clean(c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{"a@b.c", "call +1 (202) 555 0143 or x@y", "https://a.b/c", "<@1> @a #b x#1234", "\xff@\u200b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		clean := text.Clean(raw)
		got := asked.Redact(clean)
		if !utf8.ValidString(got) {
			t.Errorf("%q: not UTF-8", got)
		}
		if i := strings.IndexByte(got, '@'); i >= 0 && strings.TrimLeft(got[i:], "@ \n\t") != "" { // a name after an @
			t.Errorf("%q of %q", got, clean)
		}
		run := 0
		for _, r := range got {
			if r < '0' || r > '9' {
				run = 0
			} else if run++; run == 5 {
				t.Errorf("digits in %q of %q", got, clean)
			}
		}
	})
}
