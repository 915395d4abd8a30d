package vectors_test

import (
	"fmt"

	"dragoman/core/lexicon/vectors"
)

func ExampleSimilarity() {
	quake, _ := vectors.Of("quake")
	for _, word := range []string{"Tremors", "shake", "minister"} {
		v, ok := vectors.Of(word)
		fmt.Printf("%s %v %.1f\n", word, ok, vectors.Similarity(quake, v))
	}
	// Output:
	// Tremors true 0.6
	// shake true 0.2
	// minister true 0.0
}

func ExampleVector_Rank() {
	common, _ := vectors.Of("people")
	rare, _ := vectors.Of("excavators")
	fmt.Println(common.Rank() < rare.Rank())
	// Output: true
}
