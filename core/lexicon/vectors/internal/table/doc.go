// Package table is the file format of the word vectors: what
// core/lexicon/vectors reads and what its generator writes. A file of n words
// holds, all numbers little-endian:
//
//	8 bytes       magic
//	4 bytes       n, at most MaxWords
//	n x 34 bytes  rows, the most common word first: Dims numbers of 4 bits, each
//	              the odd component 2n - 15 of a vector, two in a byte, the
//	              first in its low bits; then the length of that vector in
//	              512ths (2 bytes)
//	n x 4 bytes   where each word ends among the letters
//	slots x 2     hash table with linear probing: the row of a word counted
//	              from 1, 0 for a free slot
//	the rest      letters: the words one after another
package table
