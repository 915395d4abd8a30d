package briefing_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
	"dragoman/core/schedule"
)

// Whatever a story says, the blocks of a briefing are clean, and nothing that it
// tells is left out.
func FuzzBlocks(f *testing.F) {
	f.Add("Talks in Riyadh", "Said: “No.” Then he left.", "No.", "Tusk", []byte{0, 1, 4, 5}, uint8(0), 20250217)
	f.Add("\xff\u202e", "\x00", "%s%d", "\u2028", []byte{6, 3, 2}, uint8(5), -1)
	f.Fuzz(func(t *testing.T, title, answer, quote, speaker string, kinds []byte, language uint8, number int) {
		day := time.Unix(int64(number)*1000, 0).UTC()
		date := schedule.Date{Year: day.Year(), Month: day.Month(), Day: day.Day()}
		b := briefing.Briefing{Title: title, AsOf: day, Question: answer, Source: core.Source{Title: title, Publisher: speaker, URL: quote}}
		for _, k := range kinds[:min(len(kinds), 10)] {
			b.Sections = append(b.Sections, briefing.Section{
				Kind: briefing.Kind(k % 7), Date: date, Part: title,
				Reply: core.Reply{Answer: answer, Quotes: []core.Quote{{Text: quote, Speaker: speaker}}, Evidence: []core.Evidence{{Paragraph: 1}}},
			})
		}
		tags := phrases.Languages()
		all := b.Blocks(phrases.For(tags[int(language)%len(tags)]))
		if (len(all) == 0) != b.Empty() {
			t.Fatalf("%d blocks of %d sections", len(all), len(b.Sections))
		}
		told := ""
		for _, block := range all {
			if strings.TrimSpace(block.Text) != block.Text || block.Text == "" || !utf8.ValidString(block.Text+block.Speaker) {
				t.Errorf("block %+v", block)
			}
			if blocks.Clean(block.Text) != block.Text || blocks.Clean(block.Speaker) != block.Speaker {
				t.Errorf("block %+v is not clean", block)
			}
			told += block.Text
		}
		for _, word := range strings.Fields(blocks.Clean(answer)) {
			if utf8.ValidString(answer) && !b.Empty() && !strings.Contains(letters(told), letters(word)) {
				t.Errorf("%q is not told in %q", word, told)
			}
		}
	})
}

// letters is a text without the marks that blocks put around quotes.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("“” \n\t", r) {
			return -1
		}
		return r
	}, s)
}
