// Package feed keeps a folder of articles up to date with a news feed: RSS, Atom
// or JSON Feed.
//
//	f, err := feed.New(feed.Options{
//		URL:    "https://example.org/world.xml",
//		Match:  "ferry strike",
//		Folder: "stories/ferry",
//	})
//	...
//	err = f.Run(ctx)
//
// Each item that matches becomes a Markdown file with front matter, named
// 2025-02-18-title-0123456789.md. It has the item's full text, or its summary
// where the feed has no more; an item without a paragraph of text is passed over.
// An item that changes in the feed replaces its file, under the name that it has.
// A file that somebody deletes stays away until its item changes.
//
// The server is asked seldom and with what it needs to answer "not modified". What
// that takes, and which items were seen, is in a hidden file of the folder, one
// for each feed; without it all begins anew, and files that are the same are not
// written again.
//
// Nothing of the feed is trusted: sizes, numbers, names and redirects are
// bounded, and no file is written outside the folder. No log line and no error
// has the query or the password of an address.
//
// A [Feed] may be used concurrently; polls come one after the other.
package feed
