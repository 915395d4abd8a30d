package article

import (
	"path/filepath"
	"regexp"
	"strings"
)

// kind is the format of a file.
type kind int

const (
	plainText kind = iota
	markdown
	webPage
)

// sniffed is how much of a file is looked at to tell its kind, in bytes.
const sniffed = 1024

var (
	pageStart    = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>\s*|<!--(?s:.*?)-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b`)
	headingStart = regexp.MustCompile(`^#{1,6} \S`)
)

// kindOf tells the format of a text by its beginning, and where that leaves it
// open by the name's ending.
func kindOf(text, name string) kind {
	start := strings.TrimSpace(strings.TrimPrefix(text[:min(len(text), sniffed)], "\uFEFF"))
	if pageStart.MatchString(start) {
		return webPage
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		if strings.Contains(text, "<") {
			return webPage
		}
	case ".md", ".markdown":
		return markdown
	case ".txt", ".text":
		return plainText
	}
	if strings.HasPrefix(start, "---\n") || strings.HasPrefix(start, "---\r") || headingStart.MatchString(start) {
		return markdown
	}
	return plainText
}
