package article_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

// paragraphs makes paragraphs of lines.
func paragraphs(text string) []article.Paragraph {
	var ps []article.Paragraph
	for line := range strings.SplitSeq(text, "\n") {
		ps = append(ps, article.Paragraph{Number: len(ps) + 1, Text: line})
	}
	return ps
}

// quotes writes quotations: D for direct and M for mixed, then the parts.
func quotes(text string) []string {
	ps := paragraphs(text)
	var all []string
	for _, q := range article.Quotations(ps) {
		kind := "M"
		if q.Direct {
			kind = "D"
		}
		for _, p := range q.Parts {
			kind += fmt.Sprintf(" %d[%s]", p.Paragraph, p.In(ps[p.Paragraph-1].Text))
		}
		for _, p := range q.Nested {
			kind += fmt.Sprintf(" nested[%s]", p.In(ps[p.Paragraph-1].Text))
		}
		all = append(all, kind)
	}
	return all
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"curly", "“We wait,” he said.", []string{"D 1[We wait,]"}},
		{"straight", `"We wait," he said.`, []string{"D 1[We wait,]"}},
		{"low", "„Wir warten“, sagte er.", []string{"M 1[Wir warten]"}},
		{"angle", "Il a dit : «On attend.»", []string{"D 1[On attend.]"}},
		{"behind a colon", "He said: “We wait.”", []string{"D 1[We wait.]"}},
		{"behind a verb", "He said “We wait.”", []string{"D 1[We wait.]"}},
		{"mixed", "Europe is at a “turning point”.", []string{"M 1[turning point]"}},
		{"a name", "on the Pacific “Ring of Fire”, an arc", []string{"M 1[Ring of Fire]"}},
		{"a beginning that goes on outside", "“There is reality now” and that is unreal, he said.", []string{"M 1[There is reality now]"}},
		{"the stop outside", "He said: “We have to wait here”.", []string{"D 1[We have to wait here]"}},
		{"the comma outside", "‘We have to wait’, he said.", []string{"D 1[We have to wait]"}},
		{"a name between commas", "The group, ‘Save Our Homes’, left.", []string{"M 1[Save Our Homes]"}},
		{"two of one speaker", "“We wait,” he said. “We hope.”", []string{"D 1[We wait,]", "D 1[We hope.]"}},
		{"split", "“We wait,” he said, “and we hope.”", []string{"D 1[We wait,] 1[and we hope.]"}},
		{"split with a name", `"We," said Mr. Dahl, the minister, "wait."`, []string{"D 1[We,] 1[wait.]"}},
		{"split, commas outside", "‘We wait’, he said, ‘and hope.’", []string{"D 1[We wait] 1[and hope.]"}},
		{"three parts", "“We,” he said, “wait,” she added, “here.”", []string{"D 1[We,] 1[wait,] 1[here.]"}},
		{"a list is not split", "He spoke of “waste”, “greed” and “pain”.", []string{"M 1[waste]", "M 1[greed]", "M 1[pain]"}},
		{"two speakers are not split", "“We wait,” he said; “we go,” she said.", []string{"D 1[We wait,]", "M 1[we go,]"}},
		{"single, British", "‘We can’t wait,’ he said. ‘It’s Dahl’s.’", []string{"D 1[We can’t wait,]", "D 1[It’s Dahl’s.]"}},
		{"single, straight", "'We can't wait,' he said of Dahl's 'plan'.", []string{"D 1[We can't wait,]", "M 1[plan]"}},
		{"single with a plural possessive", "‘The residents’ anger is real,’ he said.", []string{"D 1[The residents’ anger is real,]"}},
		{"single that ends in s", "They are ‘patriots’ now.", []string{"M 1[patriots]"}},
		{"no apostrophes", "The residents’ homes, Dahl’s, rock ’n’ roll, the ’90s and the '80s, 'tis.", nil},
		{"no inches", `The 12" disc and the 7" one.`, nil},
		{"nested", "“He said ‘no’ to me,” she said.", []string{"D 1[He said ‘no’ to me,] nested[no]"}},
		{"nested, British", "‘He said “no” to me,’ she said.", []string{"D 1[He said “no” to me,] nested[no]"}},
		{"nested with both marks at the end", "“He said: ‘No.’” She left.", []string{"D 1[He said: ‘No.’] nested[No.]"}},
		{"a headline", "We will win, ‘says’ Dahl: ‘No doubt’", []string{"M 1[says]", "M 1[No doubt]"}},
		{"over paragraphs", "He said: “We wait.\n“We hope.\n“We stay.” They left.", []string{"D 1[We wait.] 2[We hope.] 3[We stay.]"}},
		{"over paragraphs, straight", "\"We wait,\" he said. \"We sit.\n\"We stay,\" he said.", []string{"D 1[We wait,]", "D 1[We sit.] 2[We stay,]"}},
		{"over paragraphs, then split", "“We sit.\n“We stay,” he said, “and wait.”", []string{"D 1[We sit.] 2[We stay,] 2[and wait.]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := quotes(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestQuotationsOfOddTexts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"a mark", "“", nil},
		{"empty marks", "“” and \"\" and ‘’", nil},
		{"never closed", "“We wait, he said.\nThey left.", nil},
		{"never closed before a sound one", "“We wait, he said. “We hope.”", []string{"D 1[We hope.]"}},
		{"straight, never closed before a sound one", `"We wait, he said. "We hope."`, []string{"D 1[We hope.]"}},
		{"never opened", "We wait,” he said.\n“We go,” she said.", []string{"D 2[We go,]"}},
		{"goes on to nowhere", "“We wait.\n“We hope.\nThey left.", nil},
		{"goes on before a heading only", "“We wait.\nThe day after\n“We hope.”", []string{"D 3[We hope.]"}},
		{"single, never closed", "‘We wait, he said. “We go,” she said.", []string{"D 1[We go,]"}},
		{"crossed", "“We ‘wait” he’ said.", []string{"M 1[We ‘wait]"}},
		{"one kind opens, another closes", "“We wait,\" he said.", []string{"D 1[We wait,]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := quotes(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestQuotationText(t *testing.T) {
	got := article.Quotations(paragraphs("“We,” he said, “wait.\n“All 4 of us.”"))
	if len(got) != 1 || got[0].Text != "We, wait.\nAll 4 of us." || got[0].Words() != 6 {
		t.Errorf("got %+v", got)
	}
}
