package feed

import (
	"net/url"
	"os"
	"time"

	"github.com/mmcdole/gofeed"

	"dragoman/knowledge/article"
)

// Markdown reads an item as it is read from a feed, and writes its file.
func Markdown(publisher, language string, item *gofeed.Item, published time.Time) (*article.Article, []byte, error) {
	base := &url.URL{Scheme: "https", Host: "example.org", Path: "/feed"}
	a, err := origin{publisher: publisher, language: languageOf(language), base: base}.article(item, published)
	if err != nil {
		return nil, nil, err
	}
	return a, markdown(a, published), nil
}

var (
	Decode = decode
	Slug   = slug
)

const (
	MaxFiles = maxFiles
	MaxItems = maxItems
)

// ReadState reads the state in a file and forgets what is not in the feed; left is
// how many items it remembers then.
func ReadState(root *os.Root, name string) (left int, err error) {
	s, err := readState(root, name)
	s.forget(nil)
	return len(s.Seen), err
}

const MaxSeen = maxSeen
