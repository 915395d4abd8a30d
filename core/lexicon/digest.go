package lexicon

import (
	"crypto/sha256"
	"sync"
)

// Digest identifies the contents of the lexicon.
var Digest = sync.OnceValue(func() [sha256.Size]byte {
	h := sha256.New()
	for _, file := range []string{wordList, chatFile, irregularFile, thesaurusFile, antonymsFile, namesFile, officesFile} {
		h.Write([]byte(file))
	}
	return [sha256.Size]byte(h.Sum(nil))
})
