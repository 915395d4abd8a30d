// Package query understands questions: what kind of answer each asks for, which
// people and places of the story it names, which it names that the story does
// not, and which words carry the rest of its meaning.
//
//	an := query.NewAnalyzer(base)
//	index := match.NewIndex(base, an) // teaches it the base's words
//	...
//	questions, aside := an.Questions(text.Clauses(text.Clean(message)))
//	questions[0].Kind               // query.When
//	questions[0].Mentions[0].Entity // "zelenskyy"
//
// Misspelt words are put right by the vocabulary that [Analyzer.Learn] was
// given, and by everyday English. After Learn and Prepare an [Analyzer] does
// not change and may be used concurrently. The work for a message is bounded
// by text.MaxInput. Nothing here knows any story: names, offices and vocabulary
// come from the base.
package query
