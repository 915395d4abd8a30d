package match

import (
	"maps"
	"runtime"
	"slices"
	"sync"

	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// understand has the analyzer learn all texts of the base, reads them in the
// order of textsOf, and returns what they say and their words, sorted.
func understand(base *knowledge.Base, an *query.Analyzer) ([]parsed, []string) {
	texts := textsOf(base.Items())
	clauses := make([][]text.Clause, len(texts))
	inParallel(len(texts), func(i int) { clauses[i] = text.Clauses(text.Clean(texts[i])) })
	words := make(map[string]bool)
	for _, cs := range clauses {
		for _, c := range cs {
			for _, t := range c.Tokens {
				words[t.Form] = true
			}
		}
	}
	vocabulary := slices.Sorted(maps.Keys(words))
	an.Learn(vocabulary)
	an.Prepare(vocabulary)
	read := make([]parsed, len(texts))
	inParallel(len(texts), func(i int) { read[i] = parse(an, clauses[i]) })
	return read, vocabulary
}

// inParallel calls do for 0 to n-1 on all processors and waits.
func inParallel(n int, do func(i int)) {
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				do(i)
			}
		})
	}
	wg.Wait()
}
