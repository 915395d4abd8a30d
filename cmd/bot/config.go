package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dragoman/knowledge"
)

// maxConfig bounds the config file, in bytes: it has a dozen lines.
const maxConfig = 64 << 10

// readConfig reads the config file: a mapping of the names of flags to their
// values, one a line. There may be none unless it must be there.
func readConfig(path string, must bool, flags map[string]*kong.Flag) (settings, error) {
	s := settings{}
	if path == "" {
		return s, nil
	}
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !must {
		return s, nil
	}
	if err := fileError(path, "a config file", err); err != nil {
		return nil, usageError(err.Error())
	}
	lines, err := parseConfig(src)
	if err != nil {
		return nil, usageError(fmt.Sprintf("%s:%v", path, err))
	}
	for _, line := range lines {
		if err := s.set(line, filepath.Dir(path), flags); err != nil {
			return nil, usageError(fmt.Sprintf("%s:%d: %v", path, lineOf(line.Key), err))
		}
	}
	return s, nil
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

// set takes over one line of a config file that is in the folder dir.
func (s settings) set(line *ast.MappingValueNode, dir string, flags map[string]*kong.Flag) error {
	key := line.Key.GetToken().Value
	flag, ok := flags[key]
	if !ok || key == "config" {
		names := slices.Sorted(maps.Keys(flags))
		names = slices.DeleteFunc(names, func(name string) bool { return name == "config" })
		return fmt.Errorf("there is no setting %q; there are %s", key, strings.Join(names, ", "))
	}
	if _, again := s[key]; again {
		return fmt.Errorf("%q is set twice", key)
	}
	var value string
	switch n := line.Value.(type) {
	case *ast.NullNode:
		return nil
	case *ast.LiteralNode:
		value = n.Value.Value
	case ast.ScalarNode:
		value = n.GetToken().Value
	default:
		return fmt.Errorf("%q has to be one value", key)
	}
	if err := fits(flag, value); err != nil {
		return err
	}
	s[key] = fromFolder(dir, key, value)
	return nil
}

// fromFolder makes a relative path in a config file one from the file's
// folder.
func fromFolder(dir, key, value string) string {
	switch {
	case value == "", filepath.IsAbs(value):
	case key == "article", key == "overlay", key == "telegram-webhook-cert", key == "telegram-webhook-key",
		key == "state" && value != noState,
		key == "story" && !slices.Contains(knowledge.EmbeddedNames(), value):
		return filepath.Join(dir, value)
	}
	return value
}
