package knowledge_test

import (
	"fmt"
	"os"

	"dragoman/knowledge"
)

func ExampleEmbedded() {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		fmt.Println(err)
		return
	}
	talks, _ := base.Item("riyadh-talks")
	fmt.Println(talks.Gist)
	for _, n := range talks.Cites {
		fmt.Printf("(paragraph %d: %s)\n", n, base.Label(n))
	}
	// Output:
	// Senior US and Russian officials are to meet in Riyadh on Tuesday, 18 February, to lay the groundwork for peace talks.
	// (paragraph 3: Riyadh on Tuesday, to prepare peace talks)
}

func ExampleLoad() {
	base, err := knowledge.Load("testdata/ferry.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, it := range base.Statements("berg") {
		fmt.Println(it.Quotes[0])
	}
	// Output:
	// “We carry two passengers a day in January,”
}

func ExampleParse() {
	_, err := knowledge.Parse("ferry.yaml", []byte(`schema: 1
story: {title: No ferry, publisher: The Norland Post, published: yesterday}
paragraphs:
  1: Headline
people:
  berg: {name: Anna Berg, pronuon: she, cites: [2]}
`))
	fmt.Println(err)
	// Output:
	// ferry.yaml:2:66: "published" in the story: "yesterday" is not a date: write a day, as in 2025-02-17
	// ferry.yaml:6:27: unknown key "pronuon" in person "berg": write "pronoun"
	// ferry.yaml:6:49: person "berg" cites paragraph 2, which the story does not have: the paragraphs are 1 to 1
}

func ExampleCheck() {
	base, err := knowledge.Load("testdata/ferry.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	article, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(knowledge.Check(base, article)), "problems")
	// Output:
	// 0 problems
}
