package lexicon_test

import (
	"fmt"

	"dragoman/core/lexicon"
)

func ExampleExpand() {
	words, ok := lexicon.Expand("whatcha")
	fmt.Println(words, ok)
	words, ok = lexicon.Expand("lol") // a filler
	fmt.Println(words, ok)
	// Output:
	// [what are you] true
	// [] true
}

func ExampleLookupName() {
	name, _ := lexicon.LookupName("macron")
	fmt.Println(name.Kind, name.Name)
	// Output: person Emmanuel Macron
}

func ExampleStem() {
	fmt.Println(lexicon.Stem("met"), lexicon.Stem("meetings"))
	// Output: meet meet
}

func ExampleOpposite() {
	fmt.Println(lexicon.Opposite(lexicon.Stem("refused"), lexicon.Stem("accepts")))
	// Output: true
}
