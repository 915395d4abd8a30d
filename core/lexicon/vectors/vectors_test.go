package vectors_test

import (
	"math"
	"os"
	"sync"
	"testing"

	"dragoman/core/lexicon/vectors"
)

// of returns the vector of a word that has to have one.
func of(t testing.TB, word string) vectors.Vector {
	t.Helper()
	v, ok := vectors.Of(word)
	if !ok {
		t.Fatalf("Of(%q): no vector", word)
	}
	return v
}

// The file is compiled into the program: it must stay small.
func TestSize(t *testing.T) {
	info, err := os.Stat("vectors.bin")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 3_000_000 {
		t.Errorf("vectors.bin has %d bytes", info.Size())
	}
	if n := vectors.Count(); n < 48000 {
		t.Errorf("%d words", n)
	}
}

func TestOfOtherForm(t *testing.T) {
	for _, c := range []struct{ form, word string }{
		{"Quake", "quake"},
		{"QUAKE", "quake"},
		{"café", "cafe"},
		{"reader's", "reader"},
		{"readers'", "readers"},
		{"soonest", "soon"},
		{"dafter", "daft"},
		{"stodgier", "stodgy"},
		{"unhappiest", "unhappy"},
		{"panelled", "panel"},
		{"outbidding", "outbid"},
		{"barricading", "barricade"},
	} {
		if got, want := of(t, c.form), of(t, c.word); got != want {
			t.Errorf("%q has rank %d, not that of %q, %d", c.form, got.Rank(), c.word, want.Rank())
		}
	}
}

func TestOfNone(t *testing.T) {
	for _, word := range []string{
		"", "'", "'s", "s", "1", "7.1", "$", "\x00", "\xff\xfe", "путин",
		"zyxxon", "zyxxons", "zyxxon's", "quaek", "two words", "earthquakeearthquake",
		"huamani",
		"chibesas", "onda's", // not in the word list
	} {
		if v, ok := vectors.Of(word); ok || v != (vectors.Vector{}) || v.Rank() != 0 {
			t.Errorf("Of(%q) = %v, %v", word, v, ok)
		}
	}
}

func TestRank(t *testing.T) {
	if the, quake := of(t, "the").Rank(), of(t, "quake").Rank(); the != 1 || quake < 1000 || quake > vectors.Count() {
		t.Errorf("ranks of the, quake: %d, %d", the, quake)
	}
}

// A paraphrase is nearer than a word of another matter.
func TestSimilarityOrder(t *testing.T) {
	for _, c := range []struct{ word, near, far string }{
		{"quake", "shaking", "verdict"},
		{"quake", "tremor", "shaking"},
		{"jail", "prison", "hotel"},
		{"hurt", "injured", "elected"},
		{"killed", "dead", "paid"},
		{"detained", "arrested", "praised"},
		{"illness", "cholera", "copper"},
		{"aircraft", "helicopter", "lorry"},
		{"aid", "relief", "verdict"},
		{"talks", "negotiations", "helicopters"},
		{"confiscate", "seize", "sing"},
		{"forest", "rainforest", "courtroom"},
		{"pledged", "promised", "collapsed"},
		{"chairman", "director", "bakery"},
	} {
		w := of(t, c.word)
		near, far := vectors.Similarity(w, of(t, c.near)), vectors.Similarity(w, of(t, c.far))
		if near <= far+0.1 {
			t.Errorf("%s: %s %.2f, %s %.2f", c.word, c.near, near, c.far, far)
		}
	}
}

func TestSimilarityBounds(t *testing.T) {
	words := []string{"the", "quake", "tremor", "peru", "rise", "fall", "verdict", "xerox", "thou", "nato"}
	for _, x := range words {
		for _, y := range words {
			a, b := of(t, x), of(t, y)
			s := vectors.Similarity(a, b)
			if s != vectors.Similarity(b, a) || s < -1 || s > 1 || math.IsNaN(s) || (x == y) != (s == 1) {
				t.Errorf("Similarity(%s, %s) = %v", x, y, s)
			}
		}
		if s := vectors.Similarity(of(t, x), vectors.Vector{}); s != 0 {
			t.Errorf("Similarity(%s, zero) = %v", x, s)
		}
	}
	if s := vectors.Similarity(vectors.Vector{}, vectors.Vector{}); s != 0 {
		t.Errorf("Similarity(zero, zero) = %v", s)
	}
}

func TestConcurrently(t *testing.T) {
	want := vectors.Similarity(of(t, "quake"), of(t, "tremors"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			a, _ := vectors.Of("quake")
			b, _ := vectors.Of("Tremors")
			if got := vectors.Similarity(a, b); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	wg.Wait()
}

func TestAllocations(t *testing.T) {
	n := testing.AllocsPerRun(100, func() {
		a, _ := vectors.Of("quake")
		b, _ := vectors.Of("excavators")
		c, _ := vectors.Of("huamani")
		vectors.Similarity(a, b)
		vectors.Similarity(a, c)
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"quake", "Quake's", "running", "ss", "ied", "\xff'", "İs", "ſing"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		v, ok := vectors.Of(word)
		if ok != (v.Rank() > 0) || v.Rank() > vectors.Count() {
			t.Errorf("Of(%q) = %v, %v", word, v, ok)
		}
		again, _ := vectors.Of(word)
		if s := vectors.Similarity(v, again); again != v || ok && s != 1 {
			t.Errorf("Of(%q): %v, then %v: %v", word, v, again, s)
		}
	})
}
