// Package lexicon knows English as readers of news type it, and nothing of any
// story: which words are common, chat spellings, irregular forms, words that
// mean the same in a question, opposites, and names of the wider world.
//
// The data are embedded text files, described at their heads; they are read
// once, when first used. All functions may be called concurrently.
package lexicon
