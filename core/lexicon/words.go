package lexicon

import (
	_ "embed"
	"strings"
)

// words.txt is derived from SCOWL (see NOTICE): a sorted list of "word level".
//
//go:embed words.txt
var wordList string

// Level tells how common an English word is: 1 (the most common) to 5. A name
// of the word list has level NameLevel, an unknown word 0.
type Level int

// NameLevel is the level of words that are only known as names.
const NameLevel Level = 6

// Commonness returns the level of a folded word.
func Commonness(word string) Level {
	lo, hi := 0, len(wordList)
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(wordList[:mid], '\n') + 1
		end := start + strings.IndexByte(wordList[start:], '\n')
		line := wordList[start:end]
		w, level := line[:len(line)-2], line[len(line)-1]
		switch {
		case w == word:
			if level == 'n' {
				return NameLevel
			}
			return Level(level - '0')
		case w < word:
			lo = end + 1
		default:
			hi = start
		}
	}
	return 0
}
