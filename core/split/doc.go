// Package split cuts a text that is too long for one message into pieces.
//
//	for _, piece := range split.Text(answer, 4096, split.UTF16) {
//		send(piece)
//	}
//
// The pieces joined are the text, byte for byte, and each is valid UTF-8 if
// the text is. A cut is made at the best border there is in the second half of
// what fits: between paragraphs, else lines, sentences, words, and at last
// between characters as a reader sees them, so that an emoji or a letter with
// its marks stays whole.
package split
