package core_test

import (
	"runtime"
	"strings"
	"testing"

	"dragoman/core"
	"dragoman/knowledge"
)

// hostile are texts that nobody means well with, and some that only look so.
var hostile = map[string]string{
	"nothing":                 "",
	"blanks":                  " \t\r\n\v\f\u00a0\u2003\u3000",
	"null bytes":              strings.Repeat("\x00", 10_000),
	"null bytes in words":     "wh\x00o at\x00tends the ta\x00lks?",
	"control characters":      controls(),
	"5 MB of a letter":        strings.Repeat("a", 5<<20),
	"5 MB of words":           strings.Repeat("lavrov ", 5<<20/7),
	"5 MB of other words":     words(5 << 20),
	"5 MB of questions":       strings.Repeat("who attends? ", 5<<20/13),
	"5 MB of clauses":         strings.Repeat("a,b;c.d?e!\n", 5<<20/11),
	"5 MB, then a question":   strings.Repeat("bla bla. ", 5<<20/9) + "Who is Kallas?",
	"5 MB of ff":              strings.Repeat("\xff", 5<<20),
	"5 MB cut in characters":  strings.Repeat("界", 5<<20/3)[1:],
	"invalid UTF-8":           "who\xff is \xc3 \xe2\x82 kallas\xf0\x9f?",
	"surrogates":              "\xed\xa0\x80\xed\xb0\x80 who?",
	"overlong":                "\xc0\xaf\xe0\x80\xaf who?",
	"100,000 combining marks": "who is K" + strings.Repeat("\u0301", 100_000) + "allas?",
	"marks alone":             strings.Repeat("\u0301\u0489\u20dd", 30_000),
	"marks of many classes":   "a" + strings.Repeat("\u0301\u0323\u0315\u031b\u0345", 20_000),
	"marks in turn":           strings.Repeat("e\u0301\u0301\u0301\u0301", 20_000),
	"Hangul":                  strings.Repeat("\u1100\u1161\u11a8", 30_000),
	"what grows fifteenfold":  strings.Repeat("\ufdfa", 10_000),
	"right-to-left overrides": "\u202ewho\u202c is \u2067kallas\u2069?" + strings.Repeat("\u202e", 10_000),
	"zero-width":              strings.Repeat("\u200b\u200d\ufeff", 10_000) + "w\u200bho is kal\u200dlas?",
	"tag characters":          "who is kallas?" + strings.Repeat("\U000e0041", 1000),
	"only emoji":              strings.Repeat("😬👨‍👩‍👧🏳️‍🌈", 1000),
	"one emoji":               "👍",
	"10,000 question marks":   strings.Repeat("?", 10_000),
	"question marks apart":    strings.Repeat("? ", 10_000),
	"quotation marks":         strings.Repeat(`"“'`, 10_000),
	"apostrophes":             "who" + strings.Repeat("'s", 10_000),
	"hyphens":                 strings.Repeat("a-", 10_000),
	"one letter words":        strings.Repeat("a b c d ", 5_000),
	"pronouns":                strings.Repeat("he she it they him her that one there ", 300) + "?",
	"names":                   strings.Repeat("Trump Putin Kallas Tusk Rubio ", 300) + "?",
	"and":                     strings.Repeat("and ", 3000) + "?",
	"digits":                  strings.Repeat("1", 8000),
	"line breaks":             strings.Repeat("who?\n", 3000),
	"a long almost-name":      "Zelensk" + strings.Repeat("y", 5000) + "?",
	"a question in Chinese":   "泽连斯基什么时候去土耳其？",
	"private use":             "\ue000\uf8ff\U0010ffff who?",
	"markup":                  "<script>alert(1)</script> @everyone [x](http://y) *who* is `kallas`?",
	"format verbs":            "%s%n%d %v who is %!kallas?",
	"a path":                  "../../../etc/passwd; rm -rf / && who am i",
}

// controls returns all control characters, in words.
func controls() string {
	var b strings.Builder
	for r := rune(0); r < 0xa0; r++ {
		if r < 0x20 || r >= 0x7f {
			b.WriteString("who" + string(r))
		}
	}
	return b.String()
}

// words returns n bytes of words that are all different.
func words(n int) string {
	b := make([]byte, 0, n+8)
	for i := uint64(1); len(b) < n; i++ {
		for x := i * 2654435761 % (1 << 32); x > 0; x /= 26 {
			b = append(b, 'a'+byte(x%26))
		}
		b = append(b, ' ')
	}
	return string(b)
}

func TestHostileText(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			user := stranger()
			for range 2 { // the second time after itself
				for _, fault := range faults(riyadh(), askAt(t, riyadhBot(), user, text, noon)) {
					t.Error(fault)
				}
			}
			reply := askAt(t, riyadhBot(), user, "Who is Kaja Kallas?", noon)
			if !reply.Answered {
				t.Errorf("afterwards: %s", reply.Answer)
			}
		})
	}
}

// What hides in a text does not keep its question from being answered.
func TestQuestionsInHostileText(t *testing.T) {
	for _, name := range []string{
		"5 MB, then a question", "100,000 combining marks", "right-to-left overrides", "zero-width", "tag characters", "invalid UTF-8", "null bytes in words",
	} {
		if reply := askFresh(t, riyadhBot(), hostile[name]); !reply.Answered {
			t.Errorf("%s: %s", name, reply.Answer)
		}
	}
}

// The work for a text is bounded, however long it is. Allocations measure it:
// they do not depend on the machine.
func TestWorkIsBounded(t *testing.T) {
	const maxBytes, maxCount = 24 << 20, 120_000
	bot := riyadhBot()
	for name, text := range hostile {
		user := stranger()
		askAt(t, bot, user, opening, noon) // so that there is something to refer to
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		askAt(t, bot, user, text, noon)
		runtime.ReadMemStats(&after)
		bytes, count := after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs
		if bytes > maxBytes || count > maxCount {
			t.Errorf("%s: %d bytes in %d allocations", name, bytes, count)
		}
	}
}

// FuzzReply asks about a small story, so that a second sees many texts; each is
// asked on its own, after a question, and after itself.
func FuzzReply(f *testing.F) {
	base, err := knowledge.Load("../knowledge/testdata/ferry.yaml")
	if err != nil {
		f.Fatal(err)
	}
	bot, err := core.New(base, core.Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range hostile {
		if len(text) < 20_000 {
			f.Add(text)
		}
	}
	for _, text := range []string{
		"who is Anna Berg?", "what did she say?", "when does the ferry stop?", "why?", "and Vik?", "the other one", "no, the Norlandic one",
		"how much is a ticket?", "timeline", "summary", "what exactly did Berg say?", "how do Berg and Vik differ?", "is Berg the mayor of Skerry?",
		"who said “a taxi”?", "hi! who are you? thanks", "Berg spoke. What day was that?", "what did both of them say?", "Вик?",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		user := stranger()
		for _, turn := range []string{text, "What does Berg say?", text, text, "why?"} {
			for _, fault := range faults(base, askAt(t, bot, user, turn, noon)) {
				t.Errorf("%q: %s", turn, fault)
			}
		}
	})
}
