// Package text prepares what people type for understanding: it bounds and
// cleans any input, cuts it into clauses and words, folds case, accents and
// look-alike letters, and finds stems.
//
//	for _, clause := range text.Clauses(text.Clean(raw)) {
//		for _, tok := range clause.Tokens {
//			fmt.Println(tok.Form, text.Stem(tok.Form))
//		}
//	}
//
// All functions are pure and may be called concurrently; work is bounded by
// MaxInput whatever the input.
package text
