// Package extract makes a knowledge base of an article's text, quoting it to the
// letter.
//
//	a, err := article.ReadFile("story.txt")
//	...
//	base, err := extract.Base(a)
//
// It reads English by rules and tables that are all in this package; nothing in it
// is particular to a story. The steps, each in a file or two:
//
//   - document.go: words and sentences, which quotations hold together
//   - names.go, gazetteer.go, classify.go: runs of capital letters become people,
//     organisations and places
//   - tagger.go, morphology.go, words.go, clauses.go: what a word is in its
//     sentence, and who is the subject of which verb
//   - titles.go, role.go, owner.go, apposition.go: what the words around a name say
//     that somebody is
//   - pronoun.go, description.go, mention.go: who "the president", "its leader" and "he"
//     are; the article is read twice, for "she" two paragraphs on tells who the judge is
//   - attribution.go, quoter.go, term.go: who says what stands between quotation marks,
//     or behind "said"
//   - dates.go, phrases.go, items.go: what happens, when, where, and how sure it is
//   - amountvalue.go: what numbers are worth, and what they count
//   - ask*.go, ways.go: the questions that a sentence answers
//   - entityout.go: what is told of each person, place and organisation
//
// Several dated articles make one base with [Stories]: each is read by itself, then
//
//   - growingpeople.go: who is the same in two articles
//   - growingrepeats.go: what a newer article says again
//   - growingclaim.go, growingupdates.go: what it puts out of date
//
// What a draft promises: gists, answers and quotes stand in the article to the
// letter, every reference resolves, and work grows linearly with the text. What it
// does not: that a name was understood rightly. An editor looks at it with
// "bot story show".
//
// The functions keep no state and may be called concurrently.
package extract
