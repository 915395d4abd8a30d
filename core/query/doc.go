// Package query understands a question: what kind of answer it asks for, which
// people and places of the story it names, which it names that the story does
// not, and which words carry the rest of its meaning.
//
//	an := query.NewAnalyzer(base)
//	q := an.Analyze(clause)   // a clause of package text
//	q.Kind                    // query.When
//	q.Mentions[0].Entity      // "zelenskyy"
//
// An [Analyzer] is immutable once built and may be used concurrently. Nothing
// here knows any story: names, offices and vocabulary come from the base.
package query
