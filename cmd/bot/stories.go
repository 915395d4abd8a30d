package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// loadStory loads the built-in story called name, the story file there, or the
// story that an article there tells.
func loadStory(name string) (*knowledge.Base, error) {
	if slices.Contains(knowledge.EmbeddedNames(), name) {
		return knowledge.Embedded(name)
	}
	if isArticle(name) {
		a, err := article.ReadFile(name)
		if err != nil {
			return nil, err
		}
		return extract.Base(a)
	}
	base, err := knowledge.Load(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no story %q, neither built in nor as a file; built in: %s",
			name, strings.Join(knowledge.EmbeddedNames(), ", "))
	}
	return base, err
}

// isArticle tells by its name whether a file is an article, not a story file.
func isArticle(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".md", ".markdown", ".html", ".htm":
		return true
	}
	return false
}
