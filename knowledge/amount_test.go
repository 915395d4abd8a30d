package knowledge_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/knowledge"
)

const crew = `schema: 1
story: {title: Strike, publisher: Courier, published: 2025-10-06}
paragraphs: {1: Headline, 2: The crews}
facts:
  - id: crews
    cites: [2]
    gist: Some 340 people wait.
    amounts:
`

func TestAmounts(t *testing.T) {
	base, err := knowledge.Parse("a.yaml", []byte(crew+`      - {said: "340 people", kind: count, value: 340, unit: people, at: [2, 5, 15]}
      - {said: half, kind: quantity, value: 0.5}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []knowledge.Amount{
		{Said: "340 people", Kind: knowledge.Count, Value: 340, Unit: "people", Cite: 2, From: 5, To: 15},
		{Said: "half", Kind: knowledge.Quantity, Value: 0.5},
	}
	it, _ := base.Item("crews")
	if !slices.Equal(it.Amounts, want) {
		t.Errorf("got %+v", it.Amounts)
	}
	var file bytes.Buffer
	if err := base.WriteYAML(&file); err != nil {
		t.Fatal(err)
	}
	back, err := knowledge.Parse("b.yaml", file.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, file.String())
	}
	if it, _ := back.Item("crews"); !slices.Equal(it.Amounts, want) {
		t.Errorf("read back as %+v", it.Amounts)
	}
}

func TestBadAmounts(t *testing.T) {
	for _, c := range []struct{ amount, want string }{
		{`{said: x, kind: count}`, `has no key "value"`},
		{`{said: x, kind: weight, value: 3}`, "is no kind of amount"},
		{`{said: x, kind: count, value: many}`, "write a number in digits"},
		{`{said: x, kind: count, value: 3, at: [2, 5]}`, "write the paragraph"},
		{`{said: x, kind: count, value: 3, at: [3, 5, 6]}`, "write the paragraph"},
		{`{said: x, kind: count, value: 3, at: [2, 5, 5]}`, "write the paragraph"},
		{`{said: x, kind: count, value: 3, at: [2, a, 5]}`, "write the paragraph"},
	} {
		_, err := knowledge.Parse("a.yaml", []byte(crew+"      - "+c.amount+"\n"))
		var problems knowledge.Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), c.want) || problems[0].Line != 9 {
			t.Errorf("%s: got %v", c.amount, err)
		}
	}
}

func TestNewerThan(t *testing.T) {
	base, err := knowledge.Parse("a.yaml", []byte(strings.TrimSuffix(crew, "    amounts:\n")))
	if err != nil {
		t.Fatal(err)
	}
	day := base.Articles()[0]
	at := func(days, hours int) knowledge.Article {
		a := day
		a.Published, a.Clock = a.Published.AddDate(0, 0, days), time.Duration(hours)*time.Hour
		return a
	}
	for _, c := range []struct {
		a, b knowledge.Article
		want bool
	}{
		{at(1, 0), at(0, 0), true}, {at(1, 6), at(0, 9), true}, {at(0, 0), at(1, 0), false},
		{at(0, 9), at(0, 6), true}, {at(0, 6), at(0, 9), false}, {at(0, 9), at(0, 9), false},
		{at(0, 9), at(0, 0), false}, {at(0, 0), at(0, 9), false},
	} {
		if got := c.a.NewerThan(c.b); got != c.want {
			t.Errorf("%v %v after %v %v: %v", c.a.Published, c.a.Clock, c.b.Published, c.b.Clock, got)
		}
	}
}
