package query_test

import (
	"fmt"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

func Example() {
	base, err := knowledge.Load("testdata/strike.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	an := query.NewAnalyzer(base)
	match.NewIndex(base, an) // teaches it the base's words
	questions, _ := an.Questions(text.Clauses(text.Clean("wut did karlson say and when will macron meet the union leader?")))
	for _, q := range questions {
		fmt.Println(q.Kind, q.Entities(), q.Unknown)
	}
	// Output:
	// what [karlsen] []
	// when [dahl] [Emmanuel Macron]
}

func ExampleAnalyzer_Questions() {
	base, err := knowledge.Load("testdata/strike.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	an := query.NewAnalyzer(base)
	questions, aside := an.Questions(text.Clauses("Good morning. Who leads Sund?"))
	fmt.Println(len(questions), questions[0].Kind, questions[0].Question)
	fmt.Println(len(aside), aside[0].Question)
	// Output:
	// 1 who true
	// 1 false
}
