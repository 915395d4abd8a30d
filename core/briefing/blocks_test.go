package briefing_test

import (
	"strings"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
)

func TestBlocks(t *testing.T) {
	published := time.Date(2025, 2, 17, 0, 0, 0, 0, time.UTC)
	source := core.Source{Title: "T", Publisher: "The Post", URL: "https://post.example", AsOf: published}
	says := func(text string, paragraph int) core.Reply {
		return core.Reply{Answered: true, Answer: text, Evidence: []core.Evidence{{Paragraph: paragraph}}, Source: source}
	}
	quoted := says("“We must.”", 5)
	quoted.Quotes = []core.Quote{{Text: "We must.", Speaker: "Ann Berg"}}
	frame := func(sections ...briefing.Section) briefing.Briefing {
		return briefing.Briefing{Title: "The title", AsOf: published, Source: source, Sections: sections, Question: "Why?"}
	}
	for _, tt := range []struct {
		name     string
		briefing briefing.Briefing
		language string
		want     []string // texts, after the title and the day and before how to stop and the source; headings with #
	}{
		{"the story in short", frame(briefing.Section{Kind: briefing.Part, Reply: says("All.", 2)}), "en", []string{"All."}},
		{"a part", frame(briefing.Section{Kind: briefing.Part, Part: "Who attends?", Reply: says("Both.", 4)}), "en", []string{"#Who attends?", "Both."}},
		{"a part without a title", frame(
			briefing.Section{Kind: briefing.Today, Date: day(2, 18), Reply: says("• Talks", 3)},
			briefing.Section{Kind: briefing.Part, Reply: says("Both.", 4)},
		), "en", []string{"#Today, Tuesday, 18 February", "• Talks", "#More of the story", "Both."}},
		{"a quote", frame(briefing.Section{Kind: briefing.Quote, Reply: quoted}), "en", []string{"#Quote of the day", ">We must.|Ann Berg"}},
		{"missed", frame(
			briefing.Section{Kind: briefing.Missed, Date: day(2, 18)},
			briefing.Section{Kind: briefing.New, Date: day(2, 17), Reply: says("• News.", 3)},
		), "en", []string{"I could not send the briefing of Tuesday, 18 February in time. I am sorry.", "#New since Monday, 17 February", "• News."}},
		{"in German", frame(briefing.Section{Kind: briefing.Tomorrow, Date: day(2, 18), Reply: says("• Talks", 3)}), "de", []string{"#Morgen, Dienstag, 18. Februar", "• Talks"}},
	} {
		all := tt.briefing.Blocks(phrases.For(tt.language))
		if all[0] != (blocks.Block{Kind: blocks.Heading, Text: "The title"}) || !strings.Contains(all[1].Text, "17") || !strings.Contains(all[1].Text, "2025") {
			t.Errorf("%s: it begins with %+v", tt.name, all[:2])
		}
		end := all[len(all)-2:]
		if end[0].Text != phrases.For(tt.language).BriefingStop || end[1].Kind != blocks.Source || end[1].URL != source.URL || !strings.HasPrefix(end[1].Text, "The Post, 17 February 2025, paragraph") {
			t.Errorf("%s: it ends with %+v", tt.name, end)
		}
		var got []string
		for _, b := range all[2 : len(all)-2] {
			switch b.Kind {
			case blocks.Heading:
				got = append(got, "#"+b.Text)
			case blocks.Quote:
				got = append(got, ">"+b.Text+"|"+b.Speaker)
			default:
				got = append(got, b.Text)
			}
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	// Where nothing is told there is no source.
	quiet := frame(briefing.Section{Kind: briefing.Quiet}).Blocks(phrases.For("en"))
	if last := quiet[len(quiet)-1]; last.Kind == blocks.Source {
		t.Errorf("got %+v", last)
	}
	if all := frame().Blocks(phrases.For("en")); all != nil {
		t.Errorf("an empty one has %+v", all)
	}
}

// One source line names the paragraphs of all sections, each once.
func TestSourceLine(t *testing.T) {
	b := briefing.Compose(briefing.Request{Base: riyadh(t), Date: day(2, 17)})
	all := b.Blocks(phrases.For("en"))
	line := all[len(all)-1].Text
	for _, s := range b.Sections {
		for _, e := range s.Reply.Evidence {
			if !strings.Contains(line, strings.Repeat(" ", 1)+string(rune('0'+e.Paragraph%10))) && e.Paragraph < 10 {
				t.Errorf("%q lacks paragraph %d", line, e.Paragraph)
			}
		}
	}
	if strings.Count(line, " 3,") != 1 {
		t.Errorf("got %q", line)
	}
}
