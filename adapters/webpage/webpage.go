package webpage

import (
	"errors"
	"fmt"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dragoman/knowledge/article"
)

// MaxElements bounds the elements of a page. The limit is our own: pages of
// newspapers have some thousands, and the library looks at each several times.
const MaxElements = 50_000

// maxDepths bounds how many elements stand around each, all together: the library goes
// up from many of them. Pages have some twenty around each.
const maxDepths = 1_500_000

// ErrPage is returned for a page in which no main text can be looked for: it has more
// than [MaxElements] elements, or some thousands hundreds deep, or is built so oddly that the library fails on it.
var ErrPage = errors.New("the article cannot be found on this page: copy its text into a file ending in .txt, the headline on the first line")

// leastText is how many characters of text are enough for an article. The library's own
// limit of 500 makes it take notices about cookies into news in brief.
const leastText = 140

// Reader returns a reader of articles that takes the main text of web pages.
func Reader() article.Reader { return article.Reader{Main: mainText} }

// mainText finds the main text of a page, which it changes.
func mainText(page *html.Node) (main article.Main, err error) {
	defer func() {
		if v := recover(); v != nil {
			main, err = article.Main{}, fmt.Errorf("%w (%v)", ErrPage, v)
		}
	}()
	strip(page)
	if n, depths := measure(page, 0); n > MaxElements || depths > maxDepths {
		return article.Main{}, fmt.Errorf("%w (it has %d elements, %d deep on the average)", ErrPage, n, depths/max(n, 1))
	}
	parser := readability.NewParser()
	parser.CharThresholds = leastText
	parser.KeepClasses = true // package article leaves out what their names tell
	found, err := parser.ParseAndMutate(page, nil)
	if err != nil {
		return article.Main{}, fmt.Errorf("%w (%w)", ErrPage, err)
	}
	if found.Node == nil {
		return article.Main{}, article.ErrNoParagraphs
	}
	for n := range found.Node.Descendants() { // the library leaves out the atoms of elements that it makes
		if n.Type == html.ElementNode {
			n.DataAtom = atom.Lookup([]byte(n.Data))
		}
	}
	return article.Main{Text: found.Node, Title: found.Title(), Publisher: found.SiteName(), Language: found.Language()}, nil
}

// measure returns how many elements are in a node at some depth, and the sum of their
// depths.
func measure(n *html.Node, depth int) (elements, depths int) {
	if n.Type == html.ElementNode {
		elements, depths = 1, depth
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		e, d := measure(child, depth+1)
		elements, depths = elements+e, depths+d
	}
	return elements, depths
}
