package knowledge

import (
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// yamlTree parses a file of any YAML, within the bounds of outOfBounds.
func yamlTree(file string, src string) (tree node, problems Problems) {
	// The parser has panicked on odd input in the past; that must not end a
	// program that was only asked to read a file.
	defer func() {
		if v := recover(); v != nil {
			problems = Problems{{File: file, Message: fmt.Sprintf("this is not YAML (%v)", v)}}
		}
	}()

	tokens := lexer.Tokenize(src)
	if problems := outOfBounds(file, tokens); len(problems) > 0 {
		return node{}, problems
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return node{}, Problems{syntaxProblem(file, err)}
	}
	var root ast.Node
	for _, doc := range parsed.Docs {
		switch {
		case doc.Body == nil:
		case root != nil:
			at := positionOf(doc.Body)
			return node{}, Problems{{
				File: file, Line: at.line, Column: at.column,
				Message: "a second YAML document begins here",
				Advice:  `leave the line "---" out and write one story a file`,
			}}
		default:
			root = doc.Body
		}
	}
	if root == nil {
		return node{}, Problems{{File: file, Message: "the file is empty", Advice: "begin with schema: 1"}}
	}
	return convert(root), nil
}

// convert makes a node of the parser's tree.
func convert(n ast.Node) node {
	c := node{at: positionOf(n)}
	switch n := n.(type) {
	case *ast.StringNode:
		c.text = n.Value
	case *ast.LiteralNode:
		c.text = n.Value.Value
	case *ast.NullNode:
		c.kind = nullNode
	case *ast.BoolNode:
		c.kind, c.text = boolNode, n.GetToken().Value
	case *ast.SequenceNode:
		c.kind, c.list = listNode, slices.Grow(c.list, len(n.Values))
		for _, v := range n.Values {
			c.list = append(c.list, convert(v))
		}
	case *ast.MappingNode:
		c.kind, c.fields = mapNode, slices.Grow(c.fields, len(n.Values))
		for _, v := range n.Values {
			c.fields = append(c.fields, field{v.Key.GetToken().Value, positionOf(v.Key), convert(v.Value)})
		}
	default: // integers, floats, infinities
		c.kind, c.text = numberNode, n.GetToken().Value
	}
	return c
}

// syntaxProblem turns an error of the YAML parser into a problem with a place.
func syntaxProblem(file string, err error) Problem {
	p := Problem{File: file, Message: "this is not YAML", Err: err}
	var syntax interface {
		GetMessage() string
		GetToken() *token.Token
	}
	if errors.As(err, &syntax) {
		p.Message = "this is not YAML (" + syntax.GetMessage() + ")"
		p.Advice = "look for a missing bracket, a wrong indentation or a colon in a text that is not between quotes"
		if tk := syntax.GetToken(); tk != nil && tk.Position != nil {
			p.Line, p.Column = max(1, tk.Position.Line), max(1, tk.Position.Column)
		}
	}
	return p
}

// positionOf returns where a node begins in its file.
func positionOf(n ast.Node) position {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key // the mapping's own token is the first colon
	}
	tk := n.GetToken()
	if tk == nil || tk.Position == nil {
		return position{}
	}
	return position{max(1, tk.Position.Line), max(1, tk.Position.Column)}
}
