package console

import (
	"dragoman/core"
	"dragoman/core/views"
)

// SourceLine says where a reply comes from, as in "Al Jazeera, 17 February
// 2025, paragraphs 4 and 5"; "" for a reply that needs no source.
func SourceLine(r core.Reply) string { return Line(views.SourceLine(r)) }
