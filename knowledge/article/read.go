package article

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/net/html"
)

// MaxBytes bounds what is read of a file. The limit is our own: the longest
// articles of newspapers have 200 kB of text, and a saved page with the scripts
// and styles of its site one to three MB.
const MaxBytes = 4 << 20

// Reader reads articles. The zero Reader takes the text of a whole web page, without
// its menus, forms and what else is plainly no part of an article.
type Reader struct {
	// Main, if there is one, finds the main text of a web page. It may change
	// the page. Its error is that of reading the article, and has to say what to
	// do.
	Main func(page *html.Node) (Main, error)
}

// Main is the main text of a web page, and what is known about it where the page's
// own metadata does not say it.
type Main struct {
	Text                       *html.Node
	Title, Publisher, Language string // "" when unknown
}

// ReadFile reads an article from a file with the zero [Reader].
func ReadFile(path string) (*Article, error) { return Reader{}.ReadFile(path) }

// Read reads an article with the zero [Reader].
func Read(r io.Reader, name string) (*Article, error) { return Reader{}.Read(r, name) }

// ReadFile reads an article from a file; see [Reader.Read]. It returns an error that
// wraps fs.ErrNotExist when there is none, and [ErrDirectory] for a folder.
func (r Reader) ReadFile(path string) (*Article, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read article: %w", err)
	case info.IsDir():
		return nil, fmt.Errorf("%s: %w", path, ErrDirectory)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	defer file.Close()
	return r.Read(file, path)
}

// Read reads an article: plain text, Markdown or HTML, told apart by content and
// by the ending of name, which may be "". Plain text has the headline first, then
// a paragraph a line, or paragraphs of wrapped lines with blank lines between
// them. Text and Markdown may begin with front matter in YAML: title, publisher,
// published, url and language; other keys are passed over.
//
// It reads [MaxBytes] at most and returns one of the errors of this package, or
// that of from or of Main, wrapped with name.
func (r Reader) Read(from io.Reader, name string) (*Article, error) {
	data, err := io.ReadAll(io.LimitReader(from, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read article %s: %w", name, err)
	}
	a, err := r.parse(data, name)
	if err != nil {
		if name == "" {
			return nil, err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

func (r Reader) parse(data []byte, name string) (*Article, error) {
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	if what := binaryFormat(data); what != "" {
		return nil, fmt.Errorf("%s: %w", what, ErrBinary)
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(clean(text)) == "" {
		return nil, ErrEmpty
	}
	var d draft
	kind := kindOf(text, name)
	if kind == webPage {
		if d, err = r.readHTML(text); err != nil {
			return nil, err
		}
		return d.article()
	}
	text = clean(text)
	front, body, found := cutFrontMatter(text)
	if found {
		if d.meta, err = parseFrontMatter(front); err != nil {
			return nil, err
		}
		text = body
	}
	if kind == markdown {
		d.blocks = markdownBlocks(text)
	} else {
		d.blocks = plainBlocks(text, d.meta.title == "")
	}
	return d.article()
}
