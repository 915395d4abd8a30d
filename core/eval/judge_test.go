package eval_test

import (
	"strings"
	"testing"

	"dragoman/core"
	"dragoman/core/eval"
)

const harbour = "Harbour to close for a week\n" +
	"Mayor Ana Ruiz said on Monday that the harbour \u201cwill not be safe until the crane is gone\u201d.\n" +
	"She told Radio Costa: \u201cWe have asked twice. Nobody came.\u201d\n"

func reply(answer string, cited ...int) core.Reply {
	r := core.Reply{Answered: true, Answer: answer}
	for _, p := range cited {
		r.Evidence = append(r.Evidence, core.Evidence{Paragraph: p})
	}
	return r
}

func TestJudge(t *testing.T) {
	who := eval.Question{
		Answerable: true, Kind: "who",
		Must: [][]string{{"Ruiz", "the mayor"}}, MustNot: []string{"Lopez", "no."}, Paragraphs: []int{2, 3},
	}
	unsaid := eval.Question{Kind: "who"}
	day := eval.Question{Answerable: true, Kind: "when", Must: [][]string{{"Monday"}, {"week", "seven days"}}, Paragraphs: []int{2}}
	list := eval.Question{Answerable: true, Kind: "list", Paragraphs: []int{1}}
	what := eval.Question{Answerable: true, Kind: "what", Paragraphs: []int{3}}

	tests := map[string]struct {
		question eval.Question
		reply    core.Reply
		verdict  eval.Verdict
		why      string
	}{
		"right":                        {who, reply("Ana Ruiz.", 2), eval.Right, ""},
		"second alternative":           {who, reply("The mayor.", 1, 3), eval.Right, ""},
		"accents and case fold":        {who, reply("RUÍZ", 2), eval.Right, ""},
		"ligatures and widths fold":    {who, reply("Ｒｕｉｚ", 2), eval.Right, ""},
		"part of a word":               {who, reply("Ruizs.", 2), eval.Wrong, "lacks Ruiz / the mayor"},
		"joined by an underscore":      {who, reply("Ruiz_", 2), eval.Wrong, "lacks Ruiz / the mayor"},
		"part of a word, then a word":  {who, reply("Ruizs or Ruiz", 2), eval.Right, ""},
		"possessive":                   {who, reply("Ruiz\u2019s", 2), eval.Right, ""},
		"says what it must not":        {who, reply("Ruiz or López.", 2), eval.Wrong, "says Lopez"},
		"must not, before punctuation": {who, reply("No. Ruiz did.", 2), eval.Wrong, "says no."},
		"must not, joined to a word":   {who, reply("No.2 is Ruiz", 2), eval.Right, ""},
		"cites another paragraph":      {who, reply("Ruiz", 1, 4), eval.Wrong, "cites [1, 4], not [2, 3]"},
		"cites none":                   {who, reply("Ruiz"), eval.Wrong, "cites [], not [2, 3]"},
		"declined":                     {who, core.Reply{Answer: "The story does not say."}, eval.Miss, "declined"},
		"declined, and rightly so":     {unsaid, core.Reply{Answer: "The story does not say."}, eval.Right, ""},
		"answered the unanswerable":    {unsaid, reply("Ruiz", 2), eval.Wrong, "answered the unanswerable"},
		"one group of two":             {day, reply("On Monday.", 2), eval.Wrong, "lacks week / seven days"},
		"both groups":                  {day, reply("On Monday, for a week.", 2), eval.Right, ""},
		"four paragraphs":              {what, reply("x", 1, 2, 3, 4), eval.Right, ""},
		"five paragraphs":              {what, reply("x", 1, 2, 3, 4, 5), eval.Wrong, "too long"},
		"five, one of them twice":      {what, reply("x", 1, 2, 3, 4, 3), eval.Right, ""},
		"eight paragraphs of a list":   {list, reply("x", 1, 2, 3, 4, 5, 6, 7, 8), eval.Right, ""},
		"nine paragraphs of a list":    {list, reply("x", 1, 2, 3, 4, 5, 6, 7, 8, 9), eval.Wrong, "too long"},
		"600 characters":               {what, reply(strings.Repeat("é", 600), 3), eval.Right, ""},
		"601 characters":               {what, reply(strings.Repeat("é", 601), 3), eval.Wrong, "too long"},

		"quote":                   {what, reply("\u201cWe have asked twice.\u201d", 3), eval.Right, ""},
		"quote, first letter":     {what, reply("They \u201cwe have asked twice\u201d", 3), eval.Right, ""},
		"quote with an ellipsis":  {what, reply("\u201cWe have \u2026 came!\u201d", 3), eval.Right, ""},
		"quote with brackets":     {what, reply("\u201c[They] have asked twice\u201d", 3), eval.Right, ""},
		"quote, another word":     {what, reply("\u201cWe have asked thrice\u201d", 3), eval.Wrong, "misquotes: We have asked thrice"},
		"quote, another case":     {what, reply("\u201cWe Have asked\u201d", 3), eval.Wrong, "misquotes: We Have asked"},
		"second quote":            {what, reply("\u201cNobody came\u201d, \u201cnobody\u201d, \u201cno one\u201d", 3), eval.Wrong, "misquotes: no one"},
		"quote of punctuation":    {what, reply("\u201c\u2026\u201d", 3), eval.Right, ""},
		"straight quotes are not": {what, reply(`"We have asked thrice"`, 3), eval.Right, ""},
	}
	article := eval.NewArticle(harbour)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			verdict, why := article.Judge(tt.question, tt.reply)
			if verdict != tt.verdict || why != tt.why {
				t.Errorf("got %v %q, want %v %q", verdict, why, tt.verdict, tt.why)
			}
		})
	}
}

func TestArticleWithCarriageReturns(t *testing.T) {
	q := eval.Question{Answerable: true, Paragraphs: []int{1}}
	article := eval.NewArticle("\u201cone\r\ntwo\rthree\u201d")
	if v, why := article.Judge(q, reply("\u201cone\ntwo\nthree\u201d", 1)); v != eval.Right {
		t.Errorf("got %v %q", v, why)
	}
}
