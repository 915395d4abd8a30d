package article_test

import (
	"fmt"
	"strings"

	"dragoman/knowledge/article"
)

func ExampleRead() {
	const text = `Island ferry to stop in winter
SKERRY (WireNews) - The line will end its service in November, Ms. Berg said.
“We carry two passengers a day,” she said, “and one is me.”`
	a, err := article.Read(strings.NewReader(text), "ferry.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Title)
	fmt.Println(a.Dateline.Place, a.Dateline.Agency)
	for _, q := range a.Quotations() {
		fmt.Println(q.Parts[0].Paragraph, q.Text)
	}
	// Output:
	// Island ferry to stop in winter
	// SKERRY WireNews
	// 3 We carry two passengers a day, and one is me.
}

func ExampleSentences() {
	text := "Mr. Dahl left at 4.52am. “Where is he?” Ms. Orr asked."
	for _, s := range article.Sentences(text) {
		fmt.Println(s.In(text))
	}
	// Output:
	// Mr. Dahl left at 4.52am.
	// “Where is he?” Ms. Orr asked.
}
