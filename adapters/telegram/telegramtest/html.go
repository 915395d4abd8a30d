package telegramtest

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ParseHTML returns the text of a message in Telegram's HTML, or why Telegram
// would refuse it.
func ParseHTML(html string) (string, error) {
	if !utf8.ValidString(html) {
		return "", errors.New("strings must be encoded in UTF-8")
	}
	var (
		text strings.Builder
		open []string
	)
	for i := 0; i < len(html); {
		switch html[i] {
		case '<':
			end := strings.IndexByte(html[i:], '>')
			if end < 0 {
				return "", fmt.Errorf("unclosed start tag at byte offset %d", i)
			}
			tag := html[i+1 : i+end]
			if name, ok := strings.CutPrefix(tag, "/"); ok {
				if len(open) == 0 || open[len(open)-1] != name {
					return "", fmt.Errorf("unmatched end tag at byte offset %d", i)
				}
				open = open[:len(open)-1]
			} else {
				name, attributes, _ := strings.Cut(tag, " ")
				if !allowed(name, attributes) {
					return "", fmt.Errorf("unsupported start tag %q at byte offset %d", tag, i)
				}
				if name == "blockquote" && strings.Contains(strings.Join(open, " "), "blockquote") {
					return "", errors.New("blockquotes can't be nested")
				}
				open = append(open, name)
			}
			i += end + 1
		case '&':
			end := strings.IndexByte(html[i:], ';')
			if end < 0 {
				return "", fmt.Errorf("bare & at byte offset %d", i) // Telegram lets it pass; a bot of ours must not
			}
			r, ok := map[string]string{"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": `"`}[html[i:i+end+1]]
			if !ok {
				return "", fmt.Errorf("unknown entity at byte offset %d", i)
			}
			text.WriteString(r)
			i += end + 1
		case '>':
			return "", fmt.Errorf("bare > at byte offset %d", i)
		default:
			text.WriteByte(html[i])
			i++
		}
	}
	if len(open) > 0 {
		return "", fmt.Errorf("can't find end tag corresponding to start tag %q", open[len(open)-1])
	}
	return text.String(), nil
}

func allowed(name, attributes string) bool {
	switch name {
	case "b", "i", "u", "s", "code", "pre", "tg-spoiler":
		return attributes == ""
	case "blockquote":
		return attributes == "" || attributes == "expandable"
	case "a":
		return strings.HasPrefix(attributes, `href="`) && strings.Count(attributes, `"`) == 2 && strings.HasSuffix(attributes, `"`)
	}
	return false
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// boldStart is how much of a message is bold at its beginning, in UTF-16 units.
func boldStart(html string) int {
	rest, ok := strings.CutPrefix(html, "<b>")
	if !ok {
		return 0
	}
	inner, _, _ := strings.Cut(rest, "</b>")
	text, _ := ParseHTML(inner)
	return units(text)
}
