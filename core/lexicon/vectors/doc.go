// Package vectors knows of 48,000 words of English news how alike their
// meanings are, from the company that they keep in a large body of text.
//
//	quake, _ := vectors.Of("quake")
//	tremor, _ := vectors.Of("Tremors")
//	vectors.Similarity(quake, tremor) // 0.6: near
//
// Words that mean the same lie near each other, but so do words that are only
// used alike: opposites ("rise", "fall"), the days of the week, countries. What
// is near is a hint that two texts speak of one matter and no more; names,
// days and numbers are better compared by their letters.
//
// The vectors are GloVe's, trained on Wikipedia and the Gigaword news corpus
// (Pennington, Socher and Manning 2014; see NOTICE), reduced from 100 to 64
// dimensions of 4 bits each. The program in internal/build makes the file and
// tells how.
//
// The table is embedded and read where it lies: nothing is unpacked when the
// program starts. All functions may be called concurrently and allocate
// nothing for words that are in lower case.
package vectors
