package article

import "errors"

// What [Read] and [ReadFile] refuse. Each error is wrapped with the name of the
// file and says what to do.
var (
	// ErrEmpty is returned when there is nothing but white space.
	ErrEmpty = errors.New("the file is empty: write the headline on the first line and the paragraphs below it")
	// ErrNoParagraphs is returned when there is a headline and nothing below it,
	// or when a web page has no text of an article.
	ErrNoParagraphs = errors.New("there is no paragraph below the headline: write the article's text there, or save the page again once it shows the article")
	// ErrNested is returned for a web page whose elements stand more than 512 deep
	// inside each other, the limit of the parser.
	ErrNested = errors.New("the elements of this page stand deeper inside each other than on any page that people read: copy the article's text into a file ending in .txt")
	// ErrBinary is returned for what is not text: images, archives, PDF and
	// word processor files.
	ErrBinary = errors.New("this is not a text file: save the article as plain text, Markdown or HTML")
	// ErrTooLarge is returned for more than [MaxBytes] bytes.
	ErrTooLarge = errors.New("the file has more than 4 MiB, which no single article has: give one article a file")
	// ErrDirectory is returned when a folder is given in place of a file.
	ErrDirectory = errors.New("this is a folder: name one of the files in it")
	// ErrFrontMatter is returned when the part between the first lines "---"
	// is not YAML, is too long, or has a date that is none.
	ErrFrontMatter = errors.New(`the part between the lines "---" cannot be read: write one "name: value" a line, with published as 2006-01-31`)
)
