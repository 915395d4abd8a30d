package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"mime"
	"regexp"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// maxDepth bounds how deep elements are nested: the parser goes into each by
// calling itself. Real feeds have ten levels, with XHTML in them thirty.
const maxDepth = 500

var (
	errFormat = errors.New("what the server sends is no RSS, Atom or JSON feed")
	errDepth  = errors.New("the feed nests more elements than any feed has")
)

// decode reads a feed of any format and encoding.
func decode(body []byte, contentType string) (feed *gofeed.Feed, err error) {
	// The parser meets what strangers write, and is not to end the program.
	defer func() {
		if v := recover(); v != nil {
			feed, err = nil, fmt.Errorf("%w (%v)", errFormat, v)
		}
	}()
	body = toUTF8(body, contentType)
	if err := checkDepth(body); err != nil {
		return nil, err
	}
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true // it has the ttl
	feed, err = p.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errFormat, err)
	}
	return feed, nil
}

var declaration = regexp.MustCompile(`^\s*<\?xml(?:[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["'])?[^>]*\?>`)

// toUTF8 returns a feed as UTF-8 without an XML declaration. A byte order mark
// says the encoding, then the declaration, then the header; bytes that are no
// UTF-8, though nothing else is said, are taken for Windows-1252.
func toUTF8(body []byte, contentType string) []byte {
	label := ""
	found := declaration.FindSubmatchIndex(body)
	switch {
	case bytes.HasPrefix(body, []byte("\xEF\xBB\xBF")):
		label = "utf-8"
	case bytes.HasPrefix(body, []byte("\xFF\xFE")):
		label = "utf-16le"
	case bytes.HasPrefix(body, []byte("\xFE\xFF")):
		label = "utf-16be"
	case found != nil && found[2] >= 0:
		label = string(body[found[2]:found[3]])
	default:
		if _, params, err := mime.ParseMediaType(contentType); err == nil {
			label = params["charset"]
		}
	}
	encoding, name := charset.Lookup(label)
	if (encoding == nil || name == "utf-8") && !utf8.Valid(body) {
		encoding, name = charset.Lookup("windows-1252")
	}
	if encoding != nil && name != "utf-8" {
		if decoded, err := encoding.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	body = bytes.TrimPrefix(body, []byte("\uFEFF"))
	body = declaration.ReplaceAll(body, nil)
	return bytes.ToValidUTF8(body, []byte("\uFFFD"))
}

// checkDepth goes through elements as they are written. What is no XML is left
// to the parser.
func checkDepth(body []byte) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	for depth := 0; ; {
		token, err := d.RawToken()
		if err != nil {
			return nil
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errDepth
			}
		case xml.EndElement:
			depth--
		}
	}
}
