package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dragoman/adapters/console"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// overlayOf is the file that is laid over the story called name, "" for none. One that
// is set for good is for the story that is, too.
func (p *process) overlayOf(name string) string {
	overlay := p.flags.Overlay
	if overlay == p.settings["overlay"].value && name != p.flags.Story {
		return ""
	}
	return overlay
}

// openOverlay reads the overlay of an article; nil without one.
func (p *process) openOverlay(name string) (*knowledge.Overlay, error) {
	path := p.overlayOf(name)
	if path == "" {
		return nil, nil
	}
	return knowledge.LoadOverlay(path)
}

// withoutOverlay refuses an overlay for a story that takes none; instead says what to
// do.
func (p *process) withoutOverlay(name, instead string) error {
	if overlay := p.overlayOf(name); overlay != "" {
		return usageError(fmt.Sprintf("%q cannot be laid over %q: %s", overlay, name, instead))
	}
	return nil
}

// inFolder is where the overlay of a folder belongs.
const inFolder = "a folder has its overlay in it; save it there as overlay.yaml"

// tell makes one story of articles, with an overlay over it unless that is nil.
func tell(all []*article.Article, overlay *knowledge.Overlay) (knowledge.Overlaid, error) {
	if overlay == nil {
		base, err := extract.Stories(all)
		return knowledge.Overlaid{Base: base}, err
	}
	base, err := extract.Stories(dated(all, overlay))
	if err != nil {
		return knowledge.Overlaid{}, err
	}
	return overlay.Over(base)
}

// dated returns articles with the days of publication that an overlay corrects.
func dated(all []*article.Article, overlay *knowledge.Overlay) []*article.Article {
	headlines := make([]string, len(all))
	for i, a := range all {
		headlines[i] = a.Title
	}
	all = slices.Clone(all)
	for i, day := range overlay.Days(headlines) {
		a := *all[i]
		a.Published = day
		all[i] = &a
	}
	return all
}

// warnOverlay says what an overlay speaks of and the story does not have.
func (p *process) warnOverlay(told knowledge.Overlaid) {
	for _, w := range told.Warnings {
		warn(p.stderr, "%v", w)
	}
}

// isOverlay tells by its name whether a file is an overlay.
func isOverlay(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	return name == "overlay.yaml" || strings.HasSuffix(name, ".overlay.yaml")
}

// checkOverlay reads an overlay for "bot story check".
func (p *process) checkOverlay(path string) error {
	overlay, err := knowledge.LoadOverlay(path)
	if problems, ok := errors.AsType[knowledge.Problems](err); ok {
		return report(p.stdout, problems)
	}
	if err != nil {
		return err
	}
	noun := "corrections"
	if overlay.Size() == 1 {
		noun = "correction"
	}
	_, err = fmt.Fprintf(p.stdout, "%s is sound: %d %s; \"bot story show\" says what they change\n", console.Line(path), overlay.Size(), noun)
	return err
}
