// Package knowledge holds what a news story says, as data: the people,
// organisations and places it names, the events it reports, the statements it
// quotes, other facts, and what readers ask and it does not say. Each item
// cites the paragraphs it comes from and lists ways in which readers ask for
// it.
//
//	base, err := knowledge.Embedded("riyadh")
//	...
//	for _, item := range base.Items() {
//		fmt.Println(item.Gist, item.Cites)
//	}
//
// A [Base] is read from a YAML file ([Load], [Parse]) that a journalist can
// read and edit; docs/STORY-FORMAT.md describes it. It is immutable and may be
// used by any number of goroutines.
//
// A base that a program makes of articles ([New]) may have corrections of an editor
// laid over it, which stay when the articles change: an [Overlay].
//
//	overlay, err := knowledge.LoadOverlay("overlay.yaml")
//	...
//	told, err := overlay.Over(base)
//
// The package promises that a base it hands out is sound: every reference
// resolves, every item cites at least one paragraph of the story, every quote
// stands between curly quotes. Whatever is wrong in a file comes back at once, as
// [Problems] with lines and advice. [Check] compares a base with the article it
// was made from: quotes to the letter, names and numbers in the paragraphs cited.
package knowledge
