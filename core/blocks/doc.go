// Package blocks takes a reply apart into what stands by itself in a message:
// text, quotes with their speakers, the source line. Adapters of chat platforms
// write each in their own markup:
//
//	for _, b := range blocks.Of(reply) {
//		switch b.Kind {
//		case blocks.Quote:
//			write("> " + escape(b.Text))
//		...
//		}
//	}
//
// The texts are clean and not escaped. A quote that is part of a sentence stays
// in it; each other quote of the reply is a block, to the letter. Functions may
// be called concurrently.
package blocks
