package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dragoman/adapters/console"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// loadStory loads the built-in story called name, the story file there, or the
// story that an article there or the articles of a folder tell. What is wrong with
// single articles of a folder is a warning.
func (p *process) loadStory(name string) (*knowledge.Base, error) {
	if slices.Contains(knowledge.EmbeddedNames(), name) {
		return knowledge.Embedded(name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return p.loadFolder(name)
	}
	if isArticle(name) {
		a, err := article.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no file %q; name an article, a story file or a folder of articles", name)
		}
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

// loadFolder loads the story that the articles of a folder tell.
func (p *process) loadFolder(path string) (*knowledge.Base, error) {
	f, err := openArticles(path)
	if err != nil {
		return nil, err
	}
	base, problems, err := f.read(p.ctx)
	for _, problem := range problems {
		warn(p.stderr, "%s is left out: %s", filepath.Base(problem.Name), problem.Reason)
	}
	return base, err
}

// warn writes a line about something that is done without.
func warn(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, "bot: %s\n", console.Line(fmt.Sprintf(format, args...)))
}

// isArticle tells by its name whether a file is an article, not a story file.
func isArticle(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".md", ".markdown", ".html", ".htm":
		return true
	}
	return false
}
