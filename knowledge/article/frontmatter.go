package article

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxFrontMatter bounds the front matter, in bytes: the YAML parser takes more
// than linear time on odd input.
const maxFrontMatter = 4 << 10

// cutFrontMatter returns what stands between a first line "---" and the next
// one, and what follows. A rule at the head of a text, whose next line is blank
// or has no colon, begins no front matter.
func cutFrontMatter(text string) (front, body string, found bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, "\n "), "---\n")
	if !ok {
		return "", text, false
	}
	first, _, _ := strings.Cut(rest, "\n")
	if !strings.Contains(first, ":") && first != "---" {
		return "", text, false
	}
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		end := min(len(rest), at+len(line)+1)
		switch strings.TrimRight(line, " ") {
		case "---", "...":
			return rest[:at], rest[end:], true
		}
		at = end
	}
	return "", text, false
}

// parseFrontMatter reads YAML of one level.
func parseFrontMatter(front string) (m meta, err error) {
	// The parser has panicked on odd input in the past; that must not end a
	// program that was only asked to read a file.
	defer func() {
		if v := recover(); v != nil {
			m, err = meta{}, fmt.Errorf("%w (%v)", ErrFrontMatter, v)
		}
	}()
	if len(front) > maxFrontMatter {
		return meta{}, fmt.Errorf("%w (it has more than 4 KiB)", ErrFrontMatter)
	}
	file, err := parser.ParseBytes([]byte(front), 0)
	if err != nil {
		return meta{}, fmt.Errorf("%w (%w)", ErrFrontMatter, err)
	}
	for _, doc := range file.Docs {
		mapping, ok := doc.Body.(*ast.MappingNode)
		if !ok {
			continue
		}
		for _, entry := range mapping.Values {
			if err := m.set(strings.ToLower(entry.Key.String()), scalar(entry.Value)); err != nil {
				return meta{}, err
			}
		}
	}
	return m, nil
}

// set takes one entry of the front matter; date and lang are what site
// generators call published and language.
func (m *meta) set(key, value string) error {
	value = squeeze(clean(value))
	switch key {
	case "title":
		m.title = value
	case "publisher":
		m.publisher = value
	case "url":
		m.url = value
	case "language", "lang":
		m.language = value
	case "published", "date":
		if value == "" {
			break
		}
		var ok bool
		if m.published, m.clock, ok = parseDay(value); !ok {
			return fmt.Errorf("%w (%s is %q)", ErrFrontMatter, key, value)
		}
	}
	return nil
}

// scalar returns the text of a value, "" for lists and mappings.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.NullNode:
		return ""
	case ast.ScalarNode:
		return n.GetToken().Value
	}
	return ""
}
