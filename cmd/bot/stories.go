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
	"dragoman/adapters/webpage"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// loadStory loads the built-in story called name, the story file there, or the
// story that an article there or the articles of a folder tell. What is wrong with
// single articles of a folder is a warning, and so is what an overlay speaks of and
// the story does not have.
func (p *process) loadStory(name string) (*knowledge.Base, error) {
	told, err := p.loadTold(name)
	return told.Base, err
}

// loadTold is loadStory and tells what an overlay changed.
func (p *process) loadTold(name string) (told knowledge.Overlaid, err error) {
	switch info, statErr := os.Stat(name); {
	case slices.Contains(knowledge.EmbeddedNames(), name):
		if err = p.withoutOverlay(name, "overlays are for stories that are made of articles"); err == nil {
			told.Base, err = knowledge.Embedded(name)
		}
	case statErr == nil && info.IsDir():
		if err = p.withoutOverlay(name, inFolder); err == nil {
			told, err = p.loadFolder(name)
		}
	case isArticle(name):
		told, err = p.loadArticle(name)
	case isOverlay(name):
		err = usageError(fmt.Sprintf("%q is an overlay, not a story: name the article with --story, and the overlay with --overlay, or the folder that has both", name))
	default:
		if err = p.withoutOverlay(name, "overlays are for stories that are made of articles; edit the story file itself"); err == nil {
			told.Base, err = loadFile(name)
		}
	}
	p.warnOverlay(told)
	return told, err
}

// loadArticle loads the story that an article tells.
func (p *process) loadArticle(name string) (told knowledge.Overlaid, err error) {
	overlay, err := p.openOverlay(name)
	if err != nil {
		return told, err
	}
	a, err := webpage.Reader().ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return told, fmt.Errorf("there is no file %q; name an article, a story file or a folder of articles", name)
	}
	if err != nil {
		return told, err
	}
	return tell([]*article.Article{a}, overlay)
}

// loadFile loads a story file.
func loadFile(name string) (*knowledge.Base, error) {
	base, err := knowledge.Load(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no story %q, neither built in nor as a file; built in: %s",
			name, strings.Join(knowledge.EmbeddedNames(), ", "))
	}
	return base, err
}

// loadFolder loads the story that the articles of a folder tell.
func (p *process) loadFolder(path string) (told knowledge.Overlaid, err error) {
	f, err := openArticles(path)
	if err != nil {
		return told, err
	}
	told, problems, err := f.read(p.ctx)
	for _, problem := range problems {
		warn(p.stderr, "%s is left out: %s", filepath.Base(problem.Name), problem.Reason)
	}
	return told, err
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
