package vectors

import (
	_ "embed"

	"dragoman/core/lexicon/vectors/internal/table"
	"dragoman/core/text"
)

//go:embed vectors.bin
var file string

var words = table.Open(file)

// Vector is the meaning of a word, or rather the place of the word among the
// others. Vectors are comparable: equal ones are of one word. The zero Vector
// is like nothing.
type Vector struct {
	row uint16 // of the table, counted from 1; 0 for none
}

// Of returns the vector of a word; case, accents and a genitive's ending do
// not count. For a form of an English word that the table lacks, such as a rare
// plural, it is the vector of the form that the table has. It returns false for
// other words: most names, misspellings, numbers.
func Of(word string) (Vector, bool) {
	word = text.Fold(word)
	row := words.Find(word)
	if cut := cutGenitive(word); row == 0 && cut != word {
		word = cut
		row = words.Find(word)
	}
	if row == 0 {
		row = findUninflected(word)
	}
	return Vector{row}, row != 0
}

// Similarity is the cosine of the angle between two vectors, -1 to 1: 1 for
// equal ones, about 0 for words that have nothing to do with each other. Of
// pairs of words drawn at random, one in twenty has more than 0.25 and one in
// a hundred more than 0.4; paraphrases of a news story mostly have 0.4 to 0.9.
// It is 0 if either is the zero Vector.
func Similarity(a, b Vector) float64 {
	if a.row == 0 || b.row == 0 {
		return 0
	}
	if a == b {
		return 1
	}
	return words.Cosine(a.row, b.row)
}

// Rank tells how common the word is in news: 1 for the most common one, Count
// for the least. The zero Vector has 0.
func (v Vector) Rank() int { return int(v.row) }

// Count is the number of words that have a vector.
func Count() int { return words.Count() }
