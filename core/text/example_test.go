package text_test

import (
	"fmt"

	"dragoman/core/text"
)

func Example() {
	for _, clause := range text.Clauses(text.Clean("Hi! When were “the\u200b talks” in Türkiye?")) {
		for _, tok := range clause.Tokens {
			fmt.Print(tok.Form, ":", text.Stem(tok.Form), " ")
		}
		fmt.Println(clause.Question)
	}
	// Output:
	// hi:hi false
	// when:when were:were the:the talks:talk in:in turkiye:turkiy true
}

func ExampleClean() {
	fmt.Printf("%q\n", text.Clean("  who ｉｓ\u00a0Ka\u200brlsen –  “the minister”…? "))
	// Output: "who is Karlsen - \"the minister\"...?"
}

func ExampleFold() {
	fmt.Println(text.Fold("Erdoğan"), text.Fold("Кarlsen"), text.Fold("Путин")) // the second begins with a Cyrillic letter
	// Output: erdogan karlsen путин
}
