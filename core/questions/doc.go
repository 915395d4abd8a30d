// Package questions gives questions short names that stay the same for good,
// for buttons and links: a button that was sent years ago still asks its
// question after a restart, without anything being stored. It also finds
// questions while they are being typed:
//
//	c := questions.NewCompleter(base)
//	c.Complete("who att", 25) // "Who attends the talks?", ...
//
// A Table and a Completer are immutable and may be used by any number of
// goroutines.
package questions
