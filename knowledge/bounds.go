package knowledge

import (
	"fmt"

	"github.com/goccy/go-yaml/token"
)

// The YAML parser recurses once for each level of nesting and for each key of
// a mapping, copies the path of keys into each value, and moves all tokens for
// each value that is missing. These bounds keep its time and its stack small
// for any input; the format itself has six levels.
const (
	maxDepth    = 32   // nested lists and mappings
	maxKeys     = 5000 // of one mapping
	maxKeyBytes = 100
	maxMissing  = 50 // keys and list items without a value
)

// outOfBounds finds what is YAML but not in the format, before the parser sees
// it: anchors and aliases (with which a short text stands for a huge one),
// tags, complex keys, directives, and what is beyond the bounds. It returns the
// first problem only.
func outOfBounds(file string, tokens token.Tokens) Problems {
	var b bounds
	for _, tk := range tokens {
		if message, advice := b.check(tk); message != "" {
			return Problems{{
				File: file, Line: tk.Position.Line, Column: tk.Position.Column,
				Message: message, Advice: advice,
			}}
		}
	}
	return nil
}

// bounds follows the structure of a file from token to token.
type bounds struct {
	flow    []token.Type // open [ and {
	block   []blockLevel // open lists and mappings by indentation
	missing int
}

type blockLevel struct{ column, keys int }

func (b *bounds) check(tk *token.Token) (message, advice string) {
	switch tk.Type {
	case token.AnchorType, token.AliasType, token.MergeKeyType:
		return fmt.Sprintf("%q begins an anchor, which stories do not use", tk.Value),
			"write the text out in each place, or put it between quotes"
	case token.TagType:
		return fmt.Sprintf("%q is a tag, which stories do not use", tk.Value), "leave it out, or put the text between quotes"
	case token.MappingKeyType, token.DirectiveType:
		return fmt.Sprintf("a %q at the beginning has a meaning of its own in YAML", tk.Value), "put the text between quotes"
	case token.MappingStartType, token.SequenceStartType:
		b.flow = append(b.flow, tk.Type)
	case token.MappingEndType, token.SequenceEndType:
		b.flow = b.flow[:max(0, len(b.flow)-1)]
	case token.SequenceEntryType:
		b.enter(tk.Position.Column)
		b.valueAfter(tk, tk.Position.Column)
	case token.MappingValueType:
		if tk.Prev == nil {
			break
		}
		if len(tk.Prev.Value) > maxKeyBytes {
			return fmt.Sprintf("a key of more than %d bytes", maxKeyBytes), "put a text with a colon between quotes"
		}
		column := tk.Prev.Position.Column
		if len(b.flow) == 0 {
			level := b.enter(column)
			if level.keys++; level.keys > maxKeys {
				return fmt.Sprintf("more than %d keys in one place", maxKeys), ""
			}
		}
		b.valueAfter(tk, column)
	default:
		// {a, b} has keys without values.
		if len(b.flow) > 0 && b.flow[len(b.flow)-1] == token.MappingStartType && endsValue(tk.Next) && opensEntry(tk.Prev) {
			b.missing++
		}
	}
	switch {
	case b.missing > maxMissing:
		return fmt.Sprintf("more than %d keys and list items have no value", maxMissing), "write the values or leave the keys out"
	case len(b.flow)+len(b.block) > maxDepth:
		return fmt.Sprintf("lists and keys are nested more than %d deep", maxDepth), ""
	}
	return "", ""
}

// enter returns the level of a list item or key at a column.
func (b *bounds) enter(column int) *blockLevel {
	for len(b.block) > 0 && b.block[len(b.block)-1].column > column {
		b.block = b.block[:len(b.block)-1]
	}
	if len(b.block) == 0 || b.block[len(b.block)-1].column < column {
		b.block = append(b.block, blockLevel{column: column})
	}
	return &b.block[len(b.block)-1]
}

// valueAfter counts a dash or a colon without a value; column is that of the
// dash or of the key.
func (b *bounds) valueAfter(tk *token.Token, column int) {
	next := tk.Next
	for next != nil && next.Type == token.CommentType {
		next = next.Next
	}
	if endsValue(next) {
		b.missing++
		return
	}
	if len(b.flow) > 0 || next.Position.Line <= tk.Position.Line || next.Position.Column > column {
		return
	}
	list := tk.Type == token.MappingValueType && next.Type == token.SequenceEntryType
	if !list || next.Position.Column < column {
		b.missing++
	}
}

func endsValue(tk *token.Token) bool {
	if tk == nil {
		return true
	}
	switch tk.Type {
	case token.CollectEntryType, token.MappingEndType, token.SequenceEndType:
		return true
	}
	return false
}

func opensEntry(tk *token.Token) bool {
	return tk != nil && (tk.Type == token.MappingStartType || tk.Type == token.CollectEntryType)
}
