// Package webpage reads articles from web pages as they were saved: it finds the main
// text by readability, the rules that browsers have for their reading views, as
// the library go-readability knows them.
//
//	a, err := webpage.Reader().ReadFile("story.html")
//	...
//	f, err := folder.Open("stories/ferry", folder.ReadWith(webpage.Reader().Read))
//
// Package article reads the rest: the encoding, what the page says of itself, and
// the paragraphs of the main text. Text and Markdown are read as that package
// reads them. The library knows networks, which package article does not; it is
// called here only, and only for pages that are already there: nothing is fetched.
//
// Any bytes at all are safe as input. A page of more than [MaxElements] elements is
// refused; work on one that is not grows with its size, and a fault of the library
// is an error like any other. The functions keep no state and may be called
// concurrently.
package webpage
