package main

import (
	"context"
	"fmt"
	"path/filepath"

	"dragoman/adapters/folder"
	"dragoman/adapters/webpage"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// articles are those of a folder, which tell one story. They are read by one
// goroutine at a time.
type articles struct {
	path   string
	folder *folder.Folder
	good   map[string]*article.Article // as last read, by file

	overlay *knowledge.Overlay // as last read, nil for none
	stale   error              // why it counts as it was before, nil when it does not
}

func openArticles(path string) (*articles, error) {
	f, err := folder.Open(path, folder.ReadWith(webpage.Reader().Read))
	if err != nil {
		return nil, fmt.Errorf("the folder %q cannot be read: %w", path, err)
	}
	return &articles{path: path, folder: f}, nil
}

// read makes the story of the articles as they are now, with the overlay of the
// folder over it. An article that cannot be read is a problem: it counts as it was
// when it could. So does an overlay; without an older one it is an error.
func (a *articles) read(ctx context.Context) (told knowledge.Overlaid, problems []folder.Problem, err error) {
	files, problems, err := a.folder.Articles(ctx)
	if err != nil {
		return told, nil, err
	}
	overlay, err := a.readOverlay()
	if err != nil && overlay == nil {
		return told, problems, err
	}
	a.stale = err
	good := make(map[string]*article.Article, len(files))
	var all []*article.Article
	for _, f := range files {
		good[f.Name] = f.Article
		all = append(all, f.Article)
	}
	for _, p := range problems {
		if old := a.good[p.Name]; old != nil {
			good[p.Name] = old
			all = append(all, old)
		}
	}
	if len(all) == 0 {
		return told, problems, fmt.Errorf("%w: the folder %q has none that can be used (files .txt, .md or .html in it, not in folders below)", extract.ErrNoArticles, a.path)
	}
	told, err = tell(all, overlay)
	if err == nil {
		a.good, a.overlay = good, overlay
	}
	return told, problems, err
}

// readOverlay returns the overlay as it is now, nil for none. One that cannot be read
// is an error, with the overlay as it was when it could.
func (a *articles) readOverlay() (*knowledge.Overlay, error) {
	path, err := a.folder.Overlay()
	if err != nil {
		return a.overlay, err
	}
	if path == "" {
		return nil, nil
	}
	src, err := readFile(path, "an overlay")
	if err != nil {
		return a.overlay, err
	}
	overlay, err := knowledge.ParseOverlay(filepath.Base(path), src)
	if err != nil {
		return a.overlay, err
	}
	return overlay, nil
}
