package discord

import (
	"strings"

	"dragoman/core/split"
)

// Limits of a message: Discord, Message resource, "Create Message" and "Embed
// Limits"; Component reference. Discord counts code points of the text as it is
// sent, backslashes too. We count UTF-16 units, as its apps do, which are never
// fewer.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxName        = 256
	maxValue       = 1024
	maxFooter      = 2048
	maxEmbeds      = 6000 // all texts of all embeds of a message
	maxURL         = 2048
	maxLabel       = 80 // of a button
)

// Limits of ours.
const (
	maxHeading = 300  // a question above its answer
	maxSource  = 500  // the source line of a message without embeds
	maxMasked  = 1024 // a link in such a line
)

// units is the length of a text as it is sent.
func units(text string) int { return split.Length(text, split.UTF16) }

// cut makes one line of a text, at most limit units long, with an ellipsis for
// what is missing.
func cut(text string, limit int) string { return cutBy(text, limit, split.UTF16) }

// cutBy is cut by another measure.
func cutBy(text string, limit int, m split.Measure) string {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if split.Length(text, m) <= limit {
		return text
	}
	return split.Text(text, limit-1, m)[0] + "…"
}

// pieces takes a text apart, into at most limit units each, without space
// around them.
func pieces(text string, limit int, m split.Measure) []string {
	var all []string
	for _, piece := range split.Text(clean(text), limit, m) {
		if piece = strings.TrimSpace(piece); piece != "" {
			all = append(all, piece)
		}
	}
	return all
}
