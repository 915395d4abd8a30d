// Package folder reads a folder of articles that are one story, and watches it.
//
//	f, err := folder.Open("stories/ferry")
//	...
//	files, problems, err := f.Articles(ctx)
//	...
//	err = f.Watch(ctx, func() { ... f.Articles(ctx) again ... })
//
// An article is a file whose name ends in .txt, .md, .markdown, .html or .htm.
// Hidden files, the backups and temporary files of editors, and sub-folders are
// left out. What an editor lays over the articles is in one file more, named
// overlay.yaml or something.overlay.yaml; the package finds it and does not read
// what is in it.
//
// A file that cannot be read is a [Problem] and holds up none of the others.
//
// A [Folder] is for one owner: [Folder.Watch] tells of what differs from the
// articles that [Folder.Articles] read last, whoever called it. Both may be
// called concurrently.
package folder
