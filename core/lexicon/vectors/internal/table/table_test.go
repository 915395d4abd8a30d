package table_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"dragoman/core/lexicon/vectors/internal/table"
)

// sample returns n words with vectors of random directions.
func sample(n int) ([]string, [][table.Dims]float64) {
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, n)
	vectors := make([][table.Dims]float64, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", i)
		for k := range vectors[i] {
			vectors[i][k] = r.NormFloat64() * float64(i+1)
		}
	}
	return words, vectors
}

func encode(t *testing.T, words []string, vectors [][table.Dims]float64) string {
	t.Helper()
	file, err := table.Encode(words, vectors)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestRoundTrip(t *testing.T) {
	words, vectors := sample(2000)
	tab := table.Open(encode(t, words, vectors))
	if tab.Count() != len(words) {
		t.Fatalf("Count() = %d", tab.Count())
	}
	for i, w := range words {
		row := tab.Find(w)
		if int(row) != i+1 || tab.Word(row) != w {
			t.Fatalf("Find(%q) = %d, its word %q", w, row, tab.Word(row))
		}
		if joined := tab.FindJoined(w[:1], w[1:]); joined != row {
			t.Fatalf("FindJoined(%q, %q) = %d, want %d", w[:1], w[1:], joined, row)
		}
	}
	for _, w := range []string{"", "w", "w2000", "x", "w1w2"} {
		if row := tab.Find(w); row != 0 {
			t.Errorf("Find(%q) = %d", w, row)
		}
	}
}

// Rounding to 4 bits may move a cosine by little.
func TestCosine(t *testing.T) {
	words, vectors := sample(200)
	tab := table.Open(encode(t, words, vectors))
	squares, pairs := 0.0, 0
	for i := range words {
		for j := range i {
			got, want := tab.Cosine(uint16(i+1), uint16(j+1)), cosine(&vectors[i], &vectors[j])
			if math.Abs(got-want) > 0.12 || got != tab.Cosine(uint16(j+1), uint16(i+1)) {
				t.Fatalf("Cosine(%d, %d) = %v, of what was encoded %v", i+1, j+1, got, want)
			}
			squares += (got - want) * (got - want)
			pairs++
		}
	}
	if rms := math.Sqrt(squares / float64(pairs)); rms > 0.03 {
		t.Errorf("the error is %v in the mean", rms)
	}
}

func cosine(a, b *[table.Dims]float64) float64 {
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		ab += a[i] * b[i]
		aa += a[i] * a[i]
		bb += b[i] * b[i]
	}
	return ab / math.Sqrt(aa*bb)
}

// One component far larger than the others is cut down, and nothing overflows.
func TestCosineOfExtremes(t *testing.T) {
	var x, y [table.Dims]float64
	x[0], y[0] = 1e9, -1e9
	for i := 1; i < table.Dims; i++ {
		x[i], y[i] = 1e-9, -1e-9
	}
	tab := table.Open(encode(t, []string{"x", "y"}, [][table.Dims]float64{x, y}))
	if c := tab.Cosine(1, 2); c > -0.5 || c < -1 {
		t.Errorf("Cosine of opposites = %v", c)
	}
	if c := tab.Cosine(1, 1); math.Abs(c-1) > 1e-3 {
		t.Errorf("Cosine of equals = %v", c)
	}
}

func TestEmpty(t *testing.T) {
	tab := table.Open(encode(t, nil, nil))
	if n, row := tab.Count(), tab.Find("word"); n != 0 || row != 0 {
		t.Errorf("Count() = %d, Find = %d", n, row)
	}
}

func TestEncodeRefuses(t *testing.T) {
	words, vectors := sample(3)
	many := make([]string, table.MaxWords+1)
	for _, c := range []struct {
		name    string
		words   []string
		vectors [][table.Dims]float64
		want    error
	}{
		{"too many", many, make([][table.Dims]float64, len(many)), table.ErrTooMany},
		{"a vector short", words, vectors[:2], table.ErrMismatch},
		{"twice", []string{"a", "b", "a"}, vectors, table.ErrTwice},
		{"zero", words, make([][table.Dims]float64, 3), table.ErrZero},
	} {
		if _, err := table.Encode(c.words, c.vectors); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestOpenPanics(t *testing.T) {
	words, vectors := sample(3)
	file := encode(t, words, vectors)
	for name, damaged := range map[string]string{
		"nothing":      "",
		"no magic":     "x" + file[1:],
		"magic alone":  file[:8],
		"cut short":    file[:len(file)/2],
		"last letter":  file[:len(file)-1],
		"one too many": file + "s",
		"large count":  file[:8] + strings.Repeat("\xff", 4) + file[12:],
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			table.Open(damaged)
		})
	}
}
