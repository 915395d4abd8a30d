// Package card draws a story as a picture that is read on a phone: the headline,
// what happens on which day, who meets whom, who is who.
//
//	c, ok := card.Briefing(base, today)
//	if !ok {
//		... // the story has nothing for a picture
//	}
//	png, err := c.PNG()
//	...
//	send(png, c.Alt())
//
// [Briefing], [Timeline] and [Who] fill a [Card] from a knowledge base and from
// nothing else: in its words, whole or not at all. [Card.PNG] draws it and
// [Card.Alt] says in text what is drawn. A picture is [Width] pixels wide, at most
// [MaxHeight] high, and opaque, so that it looks the same in light and in dark
// chats; its smallest type is 32 pixels high. What there is no room for is left out
// and counted.
//
// The fonts, Go Regular and Go Bold, have the letters of Latin, Greek and Cyrillic
// alphabets. An accent that they lack is left off its letter, and a pictograph is
// left out. A sentence or name with letters of another script is left out as a
// whole: no box stands for a letter, and no sentence lacks a word.
//
// [Pictures] keep those of the current edition of a story, so that each is drawn once
// for all readers.
//
// Any text at all is safe as input, and work is bounded whatever its size. The same
// card gives the same bytes. Functions and methods may be called concurrently.
package card
