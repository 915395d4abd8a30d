package knowledge

import "strings"

// node is a value in a YAML file: a text, a list or a mapping, with its place.
type node struct {
	kind   nodeKind
	at     position
	text   string  // of a scalar; of a number or boolean as it is written
	list   []node  // of a list
	fields []field // of a mapping, in the order of the file
}

// field is a key of a mapping and its value.
type field struct {
	key   string
	at    position
	value node
}

type nodeKind uint8

const (
	textNode nodeKind = iota
	numberNode
	boolNode
	nullNode // nothing is written
	listNode
	mapNode
)

// String tells a journalist what a value is.
func (k nodeKind) String() string {
	return [...]string{"a text", "a number", "true or false", "empty", "a list", "keys and values"}[k]
}

// parseTree returns the value that a file holds, or the problems for which it
// holds none. Stories of thousands of ways of asking take the short way.
func parseTree(file string, src []byte) (node, Problems) {
	text := strings.TrimPrefix(string(src), "\uFEFF") // as some editors write it
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if n, ok := plainTree(text); ok {
		return n, nil
	}
	return yamlTree(file, text)
}
