package main

import (
	"context"
	"fmt"

	"dragoman/adapters/folder"
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
}

func openArticles(path string) (*articles, error) {
	f, err := folder.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the folder %q cannot be read: %w", path, err)
	}
	return &articles{path: path, folder: f}, nil
}

// read makes the story of the articles as they are now. One that cannot be read
// is a problem: it counts as it was when it could.
func (a *articles) read(ctx context.Context) (*knowledge.Base, []folder.Problem, error) {
	files, problems, err := a.folder.Articles(ctx)
	if err != nil {
		return nil, nil, err
	}
	if overlay, err := a.folder.Overlay(); err != nil {
		return nil, problems, err
	} else if overlay != "" {
		problems = append(problems, folder.Problem{Name: overlay, Reason: "only articles of a folder are used"})
	}
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
		return nil, problems, fmt.Errorf("%w: the folder %q has none that can be used (files .txt, .md or .html in it, not in folders below)", extract.ErrNoArticles, a.path)
	}
	base, err := extract.Stories(all)
	if err == nil {
		a.good = good
	}
	return base, problems, err
}
