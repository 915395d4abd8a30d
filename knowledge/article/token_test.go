package article_test

import (
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

// tokens writes tokens with " " between them; numbers have # before them and
// possessives ^.
func tokens(text string) string {
	var parts []string
	for _, t := range article.Tokens(text) {
		mark := map[article.Kind]string{article.Number: "#", article.Possessive: "^"}[t.Kind]
		parts = append(parts, mark+strings.ReplaceAll(t.In(text), " ", "_"))
	}
	return strings.Join(parts, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"They met, in Oslo.", "They met , in Oslo ."},
		{"promised 350 million soles ($94m)", "promised #350_million soles ( #$94m )"},
		{"at 4.52am, or 6 a.m. on Friday", "at #4.52am , or #6 a.m. on Friday"},
		{"a 60-day state, 9-year-old boys", "a #60-day state , #9-year-old boys"},
		{"1,260 people, 7.1, 5.6.", "#1,260 people , #7.1 , #5.6 ."},
		{"€90 billion or US$5bn or £3.5m or 90€", "#€90_billion or #US$5bn or #£3.5m or #90€"},
		{"up 4.5% on the 19th, 10–12 of 2023/24", "up #4.5% on the #19th , #10–12 of #2023/24"},
		{"5 to 2-1, #1, −5°", "#5 to #2-1 , ##1 , #−5°"},
		{"10-, then 20", "#10 - , then #20"},
		{"Trump’s and Dahl's plan", "Trump ^’s and Dahl ^'s plan"},
		{"the residents’ anger, 1990s' end", "the residents ^’ anger , #1990s ^' end"},
		{"‘the residents’ he saw", "‘ the residents ’ he saw"},
		{"I don’t know Ng’andu; it’s late", "I don’t know Ng’andu ; it ^’s late"},
		{"The ’90s and ’em", "The ’ #90s and ’ em"},
		{"brother-in-law’s ex-minister al-Rawahi", "brother-in-law ^’s ex-minister al-Rawahi"},
		{"Mr. Dahl of the U.S. met J. K. Orr", "Mr. Dahl of the U.S. met J. K. Orr"},
		{"AT&T at example.com, G7, Covid-19", "AT&T at example.com , G7 , Covid-19"},
		{"left.The rest… or... – so", "left . The rest … or ... – so"},
		{"“Yahoo!” he said", "“ Yahoo ! ” he said"},
		{"pre-war – but", "pre-war – but"},
		{"a -- b - c", "a -- b - c"},
		{"Кто это? 誰", "Кто это ? 誰"},
		{"", ""},
		{" \t ", ""},
		{"$ € - ' .", "$ € - ' ."},
	} {
		if got := tokens(c.text); got != c.want {
			t.Errorf("%q\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
