package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dragoman/knowledge"
)

// maxConfig bounds the config file, in bytes: with all there is to say of each
// setting it has a third of that.
const maxConfig = 64 << 10

// readConfig reads the config file: a mapping of the names of flags to their
// values, one a line. There may be none unless it must be there. What is wrong in it
// is noted.
func (p *process) readConfig(path string, must bool, flags settable) settings {
	s := settings{}
	if path == "" {
		return s
	}
	src, err := readAtMost(path, maxConfig)
	if errors.Is(err, fs.ErrNotExist) && !must {
		return s
	}
	if err := fileError(path, "a config file", err); err != nil {
		p.wrong = append(p.wrong, err.Error())
		return s
	}
	p.config = path
	lines, err := parseConfig(src)
	if err != nil {
		p.wrong = append(p.wrong, fmt.Sprintf("%s:%v", path, err))
		return s
	}
	for _, line := range lines {
		if err := s.set(line, path, flags); err != nil {
			p.wrong = append(p.wrong, fmt.Sprintf("%s:%d: %v", path, lineOf(line.Key), err))
		}
	}
	if readableByAll(path) && slices.ContainsFunc(secrets, func(name string) bool { return s[name].value != "" }) {
		p.doubtful = append(p.doubtful, fmt.Sprintf("%s holds a secret and everybody on this machine may read it: chmod 600", path))
	}
	return s
}

// parseConfig returns the lines of a config file. Its errors begin with the
// number of the line.
func parseConfig(src []byte) (lines []*ast.MappingValueNode, err error) {
	// The parser has panicked on odd input in the past.
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("1: this is not YAML (%v)", v)
		}
	}()
	if len(src) > maxConfig {
		return nil, fmt.Errorf("1: this is no config file: it has more than %d KiB", maxConfig>>10)
	}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		line, message := 1, err.Error()
		if syntax, ok := errors.AsType[yaml.Error](err); ok {
			message = syntax.GetMessage()
			if t := syntax.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		return nil, fmt.Errorf("%d: this is not YAML (%s)", line, message)
	}
	for _, doc := range file.Docs {
		switch n := doc.Body.(type) {
		case nil, *ast.NullNode, *ast.CommentGroupNode:
		case *ast.MappingNode:
			lines = append(lines, n.Values...)
		case *ast.MappingValueNode:
			lines = append(lines, n)
		default:
			return nil, fmt.Errorf("%d: write one setting a line, as in: story: riyadh", lineOf(n))
		}
	}
	return lines, nil
}

func lineOf(n ast.Node) int { return n.GetToken().Position.Line }

// set takes over one line of the config file at path.
func (s settings) set(line *ast.MappingValueNode, path string, flags settable) error {
	key := line.Key.GetToken().Value
	if len(flags[key]) == 0 || key == "config" {
		known := slices.DeleteFunc(flags.names(), func(name string) bool { return name == "config" })
		return fmt.Errorf("there is no setting %q; %s", key, meant(key, "", known))
	}
	if _, again := s[key]; again {
		return fmt.Errorf("%q is set twice", key)
	}
	if _, none := line.Value.(*ast.NullNode); none {
		return nil
	}
	value, ok := scalar(line.Value)
	if list, is := line.Value.(*ast.SequenceNode); is && flags[key][0].IsSlice() {
		value, ok = joined(list)
	}
	if !ok {
		return fmt.Errorf("%q has to be one value", key)
	}
	if err := flags.fits(key, value); err != nil {
		return err
	}
	from := fmt.Sprintf("%s:%d", path, lineOf(line.Key))
	s[key] = setting{fromFolder(filepath.Dir(path), key, value), from}
	return nil
}

// scalar is the text of a value, if it is one.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return n.Value.Value, true
	case ast.ScalarNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// joined is a list as the command line has it: with commas.
func joined(list *ast.SequenceNode) (string, bool) {
	var all []string
	for _, n := range list.Values {
		value, ok := scalar(n)
		if !ok {
			return "", false
		}
		all = append(all, value)
	}
	return strings.Join(all, ","), true
}

// fromFolder makes a relative path in a config file one from the file's
// folder.
func fromFolder(dir, key, value string) string {
	switch {
	case value == "", filepath.IsAbs(value):
	case key == "article", key == "overlay", key == "telegram-webhook-cert", key == "telegram-webhook-key",
		strings.HasSuffix(key, "-file"),
		key == "state" && value != noState,
		key == "story" && !slices.Contains(knowledge.EmbeddedNames(), value):
		return filepath.Join(dir, value)
	}
	return value
}
