package asked_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/asked"
	"dragoman/core/feedback"
)

func sample() asked.Report {
	var t asked.Tally
	yesterday := today.AddDays(-1)
	t.AddQuestion(question("1", "Who pays?", asked.Count{Day: yesterday, N: 1}))
	t.AddQuestion(&asked.Question{ID: "1", First: "who's paying", Wordings: []asked.Wording{{Text: "who's paying", N: 2}}, About: "The story does not say who pays.", Days: asked.Counts{{Day: today, N: 2}}})
	t.AddQuestion(&asked.Question{ID: "2", First: "=HYPERLINK(1) | *bread* <b>", Wordings: []asked.Wording{{Text: "=HYPERLINK(1) | *bread* <b>", N: 1}}, Elsewhere: true, Days: asked.Counts{{Day: today, N: 1}}})
	t.AddFact(&asked.Fact{ID: "riyadh_talks", Gist: "They meet in Riyadh.", Days: asked.Counts{{Day: yesterday, N: 4}, {Day: today, N: 6}}})
	t.AddFact(&asked.Fact{ID: "entity kallas", Gist: "Kaja Kallas, HR", Days: asked.Counts{{Day: today, N: 1}}})
	t.AddTraffic(asked.Place{Day: today, Platform: "telegram"}, asked.Traffic{Answered: 7, Declined: 3, Courtesies: 2})
	t.AddTraffic(asked.Place{Day: today, Platform: "discord"}, asked.Traffic{Answered: 1})
	t.AddTraffic(asked.Place{Day: yesterday, Platform: "telegram"}, asked.Traffic{Answered: 4, Declined: 1, Courtesies: 1})
	return asked.NewReport(t, []feedback.Count{{Answer: "a1", Label: "They meet.", Good: 3, Bad: 1}, {Answer: "a2", Bad: 4}}, yesterday, today)
}

func TestMarkdown(t *testing.T) {
	const want = `# What readers ask

2026-11-22 to 2026-11-23, days in UTC. Messages: 19; answered 12, not answered 4, courtesies 3.

## Not answered

1. 3× who's paying (first: Who pays?), 2026-11-22 to 2026-11-23 – The story does not say who pays.
2. 1× =HYPERLINK(1) \| \*bread\* \<b\>, 2026-11-23 – not what the story is about

## Answered, by the fact that served

1. 10× They meet in Riyadh. (riyadh\_talks)
2. 1× Kaja Kallas, HR (entity kallas)

## Feedback

1. helped 0, did not 4: a2
2. helped 3, did not 1: They meet.

Votes are not dated: these are all.

## Per day and platform

` + "```" + `
day                                                   messages answered      not courtesy
2026-11-22  telegram  ███████████████                        6        4        1        1
2026-11-23  discord   ███                                    1        1        0        0
2026-11-23  telegram  ██████████████████████████████        12        7        3        2
` + "```" + `
`
	var b strings.Builder
	if err := sample().Markdown(&b); err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestCSV(t *testing.T) {
	const want = "kind,day,platform,count,answered,declined,courtesies,helped,did not help,from,to,id,text,first wording,about\r\n" +
		"unanswered,,,3,,,,,,2026-11-22,2026-11-23,,who's paying,Who pays?,The story does not say who pays.\r\n" +
		"unanswered,,,1,,,,,,2026-11-23,2026-11-23,,'=HYPERLINK(1) | *bread* <b>,'=HYPERLINK(1) | *bread* <b>,not what the story is about\r\n" +
		"served,,,10,,,,,,2026-11-22,2026-11-23,riyadh_talks,They meet in Riyadh.,,\r\n" +
		"served,,,1,,,,,,2026-11-23,2026-11-23,entity kallas,\"Kaja Kallas, HR\",,\r\n" +
		"feedback,,,4,,,,0,4,,,a2,,,\r\n" +
		"feedback,,,4,,,,3,1,,,a1,They meet.,,\r\n" +
		"day,2026-11-22,telegram,6,4,1,1,,,,,,,,\r\n" +
		"day,2026-11-23,discord,1,1,0,0,,,,,,,,\r\n" +
		"day,2026-11-23,telegram,12,7,3,2,,,,,,,,\r\n"
	var b strings.Builder
	if err := sample().CSV(&b); err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestBrief(t *testing.T) {
	const want = `2026-11-22 to 2026-11-23 (UTC). Messages: 19; answered 12, not answered 4, courtesies 3.
telegram: Messages: 18; answered 11, not answered 4, courtesies 3.
discord: Messages: 1; answered 1, not answered 0, courtesies 0.

Not answered:
3× who's paying
1× =HYPERLINK(1) | *bread* <b>

Served most:
10× They meet in Riyadh.
1× Kaja Kallas, HR

Votes so far: helped 3, did not 5.
4× did not help: a2`
	if got := sample().Brief(); got != want {
		t.Errorf("%s", got)
	}
}

func TestReportOfNothing(t *testing.T) {
	r := asked.NewReport(asked.Tally{}, nil, today, today)
	var md, table strings.Builder
	if err := r.Markdown(&md); err != nil || strings.Count(md.String(), "Nothing.") != 3 || !strings.Contains(md.String(), "No votes.") {
		t.Errorf("%v\n%s", err, md.String())
	}
	if err := r.CSV(&table); err != nil || strings.Count(table.String(), "\n") != 1 {
		t.Errorf("%v\n%s", err, table.String())
	}
	if got := r.Brief(); got != "2026-11-23 to 2026-11-23 (UTC). No messages." {
		t.Error(got)
	}
	if b, err := json.Marshal(r); err != nil || strings.Contains(string(b), "null") {
		t.Errorf("%s, %v", b, err)
	}
}

// Whatever readers write stays on its line, shows no markup, is no formula, and
// fits into a message.
func FuzzReport(f *testing.F) {
	for _, s := range []string{"=1+1", "\t=1", "-2", "＝1", "\"=1", "a\nb", "# x", "[a](http://b)", "<script>", "www.x.y", "\u202egnp", "`code`", "\xff", "1. x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var tally asked.Tally
		tally.AddQuestion(question("1", s, asked.Count{Day: today, N: 1}))
		tally.AddFact(&asked.Fact{ID: s, Gist: s, Days: asked.Counts{{Day: today, N: 1}}})
		r := asked.NewReport(tally, []feedback.Count{{Answer: s, Label: s, Bad: 1}}, today, today)
		var md, table strings.Builder
		if err := r.Markdown(&md); err != nil {
			t.Fatal(err)
		}
		none := asked.NewReport(tally, []feedback.Count{{Answer: "a", Label: "b", Bad: 1}}, today, today)
		none.Unanswered[0].Question, none.Unanswered[0].First, none.Served[0].Gist, none.Served[0].ID = "a", "a", "a", "a"
		var plain strings.Builder
		if err := none.Markdown(&plain); err != nil {
			t.Fatal(err)
		}
		if strings.Count(md.String(), "\n") != strings.Count(plain.String(), "\n") || !utf8.ValidString(md.String()) {
			t.Errorf("%q", md.String())
		}
		body := strings.ReplaceAll(strings.ReplaceAll(md.String(), "```", ""), `\\`, "")
		for i := 1; i < len(body); i++ {
			if strings.IndexByte("`*_[]<>|~&$@", body[i]) >= 0 && body[i-1] != '\\' {
				t.Fatalf("markup at %d of %q", i, body)
			}
		}
		for _, r := range md.String() {
			if r < ' ' && r != '\n' || r == '\u202e' || r == '\u200b' {
				t.Errorf("%q", md.String())
			}
		}
		if err := r.CSV(&table); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(table.String())).ReadAll()
		if err != nil || len(rows) != 4 {
			t.Fatalf("%d rows, %v: %q", len(rows), err, table.String())
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.ContainsAny(cell, "\r\n\t") || cell != "" && strings.IndexByte("=+-@", cell[0]) >= 0 {
					t.Errorf("%q", cell)
				}
			}
		}
		if brief := r.Brief(); utf8.RuneCountInString(brief) > 950 || !utf8.ValidString(brief) {
			t.Errorf("%d runes", utf8.RuneCountInString(brief))
		}
	})
}
