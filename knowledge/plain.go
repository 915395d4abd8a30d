package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainTree parses the plain part of YAML in which nearly all stories are
// written, ten times as fast as a parser of all of YAML: keys of small letters,
// digits and hyphens; lists and mappings by indentation, or between brackets in
// one line; texts that are bare, in one line or more, or between quotes in one
// line, without backslashes; comments.
//
// It returns false for whatever else there is, right or wrong; then yamlTree
// decides. When it returns true, yamlTree returns the same tree (a fuzz test
// compares them).
func plainTree(src string) (node, bool) {
	p := plainParser{rest: src, ok: true}
	p.next()
	if p.text == "" || p.indent != 0 {
		return node{}, false
	}
	n := p.block(0)
	if p.text != "" { // less indented than what is around it, or not at all known
		p.ok = false
	}
	return n, p.ok
}

// plainParser stands on a line that is neither blank nor a comment; text is ""
// after the last one, or when ok became false.
type plainParser struct {
	rest   string // the lines after it
	line   int    // its number, from 1
	indent int    // spaces before text
	text   string // the line without spaces around it
	ok     bool
}

func (p *plainParser) fail() node {
	p.ok, p.rest, p.text = false, "", ""
	return node{}
}

// next goes to the next line that says something.
func (p *plainParser) next() {
	for p.rest != "" {
		line, rest, _ := strings.Cut(p.rest, "\n")
		p.rest = rest
		p.line++
		for i := 0; i < len(line); i++ {
			if line[i] < ' ' || line[i] == 0x7f {
				p.fail()
				return
			}
		}
		text := strings.TrimLeft(line, " ")
		p.indent = len(line) - len(text)
		text = strings.TrimRight(text, " ")
		if text == "" || text[0] == '#' {
			continue
		}
		p.text = text
		return
	}
	p.text = ""
}

// block parses the list or mapping that begins on the line.
func (p *plainParser) block(depth int) node {
	if depth >= maxDepth/2 {
		return p.fail()
	}
	if strings.HasPrefix(p.text, "- ") {
		return p.blockList(depth)
	}
	return p.blockMap(depth)
}

func (p *plainParser) blockList(depth int) node {
	n := node{kind: listNode, at: position{p.line, p.indent + 1}}
	for indent := p.indent; p.indent == indent && strings.HasPrefix(p.text, "- "); {
		item := strings.TrimLeft(p.text[2:], " ")
		column := indent + len(p.text) - len(item)
		if _, _, isKey := cutKey(item); isKey {
			p.indent, p.text = column, item // - key: value
			n.list = append(n.list, p.blockMap(depth+1))
			continue
		}
		n.list = append(n.list, p.value(item, indent, column))
	}
	return n
}

func (p *plainParser) blockMap(depth int) node {
	n := node{kind: mapNode, at: position{p.line, p.indent + 1}}
	for indent := p.indent; p.indent == indent && p.text != ""; {
		key, value, ok := cutKey(p.text)
		if !ok {
			return p.fail()
		}
		f := field{key: key, at: position{p.line, indent + 1}}
		if value != "" && value[0] != '#' {
			f.value = p.value(value, indent, indent+len(p.text)-len(value))
		} else {
			p.next()
			nested := p.indent > indent || p.indent == indent && strings.HasPrefix(p.text, "- ")
			if p.text == "" || !nested {
				return p.fail()
			}
			f.value = p.block(depth + 1)
		}
		n.fields = append(n.fields, f)
	}
	return n
}

// cutKey splits "key: value" and "key:".
func cutKey(text string) (key, value string, ok bool) {
	i := 0
	for i < len(text) && isKeyByte(text[i]) {
		i++
	}
	if i == 0 || i == len(text) || text[i] != ':' || text[0] == '-' || i > maxKeyBytes {
		return "", "", false
	}
	if i+1 < len(text) && text[i+1] != ' ' {
		return "", "", false
	}
	return text[:i], strings.TrimLeft(text[i+1:], " "), true
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'
}

// value parses what stands behind a key or a dash at indent, and goes to the
// next line that is not part of it. The value begins after column bytes.
func (p *plainParser) value(text string, indent, column int) node {
	at := position{p.line, column + 1}
	var n node
	if strings.IndexByte("[{\"'", text[0]) >= 0 {
		f := flowParser{p: p, rest: text, at: at}
		n = f.value(0)
		if rest := strings.TrimLeft(f.rest, " "); rest != "" && (rest[0] != '#' || rest == f.rest) {
			return p.fail()
		}
		p.next()
	} else {
		text, commented := p.bare(text)
		line := p.line
		for p.next(); p.text != "" && p.indent > indent && p.line == line+1 && !commented; p.next() {
			if c, _ := utf8.DecodeRuneInString(p.text); !unicode.IsLetter(c) {
				return p.fail()
			}
			var more string
			more, commented = p.bare(p.text)
			text += " " + more
			line = p.line
		}
		n = p.scalar(text, at)
	}
	if p.text != "" && p.indent > indent {
		return p.fail()
	}
	return n
}

// bare returns a line of a text without quotes, and whether a comment follows.
func (p *plainParser) bare(line string) (text string, commented bool) {
	text, _, commented = strings.Cut(line, " #")
	text = strings.TrimRight(text, " ")
	// A colon at the end or before a space would make it a key.
	if text == "" || strings.Contains(text, ": ") || text[len(text)-1] == ':' {
		p.fail()
		return "x", false
	}
	return text, commented
}

// scalar makes a node of a text without quotes.
func (p *plainParser) scalar(text string, at position) node {
	n := node{at: at, text: text}
	c, _ := utf8.DecodeRuneInString(text)
	switch {
	case c >= '0' && c <= '9':
		switch {
		case onlyDigits(text) && c != '0' && len(text) <= 9:
			n.kind = numberNode
		case len(text) > 4 && onlyDigits(text[:4]) && text[4] == '-' && strings.Trim(text, "0123456789-/") == "":
			// a date is a text
		case strings.Contains(text, " "):
			// as in "16 February"
		default:
			return p.fail() // 0x1F, 1_000, 1e3 and the like
		}
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c > 0xA0 && c != '\uFEFF', c == '(', c == '/', c == '$', c == '_':
		if len(text) < 6 && (strings.EqualFold(text, "null") || strings.EqualFold(text, "true") || strings.EqualFold(text, "false")) {
			return p.fail()
		}
	default:
		return p.fail()
	}
	return n
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// flowParser parses [...], {...}, "..." and '...' within a line.
type flowParser struct {
	p    *plainParser
	rest string
	at   position // of rest
}

// skip goes n bytes ahead.
func (f *flowParser) skip(n int) {
	f.at.column += utf8.RuneCountInString(f.rest[:n])
	f.rest = f.rest[n:]
}

func (f *flowParser) spaces() {
	f.skip(len(f.rest) - len(strings.TrimLeft(f.rest, " ")))
}

// take goes past c if it is next.
func (f *flowParser) take(c byte) bool {
	if f.rest == "" || f.rest[0] != c {
		return false
	}
	f.skip(1)
	return true
}

func (f *flowParser) value(depth int) node {
	at := f.at
	switch {
	case depth > 4:
		return f.fail()
	case f.take('['):
		n := node{kind: listNode, at: at}
		f.entries(']', func() { n.list = append(n.list, f.value(depth+1)) })
		return n
	case f.take('{'):
		n := node{kind: mapNode, at: at}
		f.entries('}', func() {
			at := f.at
			key, value, ok := cutKey(f.rest)
			if !ok || value == "" {
				f.fail()
				return
			}
			f.skip(len(f.rest) - len(value))
			n.fields = append(n.fields, field{key, at, f.value(depth + 1)})
		})
		return n
	case f.take('"'):
		text, after, shut := strings.Cut(f.rest, `"`)
		if !shut || strings.Contains(text, `\`) {
			return f.fail()
		}
		f.skip(len(f.rest) - len(after))
		return node{at: at, text: text}
	case f.take('\''):
		text, after, shut := strings.Cut(f.rest, "'")
		if !shut || strings.HasPrefix(after, "'") { // '' stands for one
			return f.fail()
		}
		f.skip(len(f.rest) - len(after))
		return node{at: at, text: text}
	}
	end := strings.IndexAny(f.rest, `,[]{}:#"`)
	if end < 0 || strings.IndexByte(",]}", f.rest[end]) < 0 {
		return f.fail()
	}
	text := strings.TrimRight(f.rest[:end], " ")
	if text == "" {
		return f.fail()
	}
	f.skip(end)
	return f.p.scalar(text, at)
}

// entries parses values, with commas between them, to the closing bracket.
func (f *flowParser) entries(closing byte, value func()) {
	f.spaces()
	if f.take(closing) {
		return
	}
	for f.p.ok {
		value()
		f.spaces()
		switch {
		case f.take(closing):
			return
		case !f.take(','):
			f.fail()
			return
		}
		f.spaces()
	}
}

func (f *flowParser) fail() node {
	f.rest = ""
	return f.p.fail()
}
