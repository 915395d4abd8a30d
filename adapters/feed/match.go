package feed

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/mmcdole/gofeed"

	"dragoman/core/text"
)

// matcher tells whether a text is about the story.
type matcher func(string) bool

func newMatcher(match string) (matcher, error) {
	if strings.IndexFunc(match, isNoWord) < 0 {
		words := strings.Fields(text.Fold(match))
		return func(s string) bool {
			has := map[string]bool{}
			for _, word := range strings.FieldsFunc(text.Fold(s), isBetweenWords) {
				has[word] = true
			}
			for _, word := range words {
				if !has[word] {
					return false
				}
			}
			return true
		}, nil
	}
	pattern, err := regexp.Compile("(?i)" + match)
	if err != nil {
		return nil, fmt.Errorf("feed: what items have to match is no regular expression: %w", err)
	}
	return pattern.MatchString, nil
}

// isNoWord tells whether a rune makes a pattern of words a regular expression.
func isNoWord(r rune) bool { return isBetweenWords(r) && !unicode.IsSpace(r) }

func isBetweenWords(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// about is what is matched of an item.
func about(item *gofeed.Item) string {
	parts := []string{plain(item.Title), plain(item.Description)}
	return strings.Join(append(parts, item.Categories...), "\n")
}
