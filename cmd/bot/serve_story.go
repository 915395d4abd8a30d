package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"dragoman/adapters/feed"
	"dragoman/core/edition"
	"dragoman/knowledge"
	"dragoman/knowledge/extract"
)

// feedFlags are the flags of a story that a news feed tells.
type feedFlags struct {
	Feed  string `name:"feed" placeholder:"URL" help:"News feed (RSS, Atom or JSON) whose items become articles in the folder of --story."`
	Match string `name:"match" placeholder:"WORDS" help:"Only items of the feed that hold these words, or match this regular expression."`
}

// growingStory is the story that is served, and what keeps it current.
type growingStory struct {
	base     *knowledge.Base
	articles *articles  // nil for a story that does not change
	feed     *feed.Feed // nil for none
	log      *slog.Logger
}

// openStory loads the story. Of a folder, or a feed, it is what there is now.
func (f *feedFlags) openStory(p *process, log *slog.Logger) (g growingStory, err error) {
	g.log = log
	path := p.flags.Story
	if f.Feed == "" {
		if f.Match != "" {
			return g, usageError("--match says which items of a feed count: it needs --feed")
		}
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			g.base, err = p.loadStory(path)
			return g, err
		}
	} else {
		if info, err := os.Stat(path); err == nil && !info.IsDir() || !given(p.flags.Story) {
			return g, usageError("--feed needs --story FOLDER, where the items of the feed are kept as articles")
		}
		g.feed, err = feed.New(feed.Options{URL: f.Feed, Folder: path, Match: f.Match, Log: log, Version: p.versionOrBuild()})
		if err != nil {
			return g, usageError(err.Error())
		}
		if _, err := g.feed.Poll(p.ctx); err != nil {
			log.Warn("the feed gives nothing now", "error", err)
		}
	}
	if err := p.withoutOverlay(path, inFolder); err != nil {
		return g, err
	}
	if g.articles, err = openArticles(path); err != nil {
		return g, err
	}
	if g.base, err = g.read(p.ctx); errors.Is(err, extract.ErrNoArticles) && g.feed != nil {
		err = fmt.Errorf("%w; the feed has given none: look at its address and at --match", err)
	}
	return g, err
}

// given tells whether a story was named: it is not the built-in one.
func given(story string) bool { return story != knowledge.EmbeddedNames()[0] }

func (g *growingStory) read(ctx context.Context) (*knowledge.Base, error) {
	told, problems, err := g.articles.read(ctx)
	for _, p := range problems {
		g.log.Warn("an article is left out, or counts as it was before", "file", p.Name, "reason", p.Reason)
	}
	if g.articles.stale != nil {
		g.log.Warn("the overlay counts as it was before", "reason", g.articles.stale)
	}
	for _, w := range told.Warnings {
		g.log.Warn("the overlay speaks of what the story does not have", "reason", w.Error())
	}
	return told.Base, err
}

// follow puts a new edition on the stand whenever the articles change, until ctx
// ends. What cannot be read leaves the one before.
func (g *growingStory) follow(ctx context.Context, stand *edition.Stand) {
	if g.articles == nil {
		return
	}
	err := g.articles.folder.Watch(ctx, func() {
		base, err := g.read(ctx)
		if err == nil {
			err = stand.Replace(base)
		}
		if err != nil {
			g.log.Error("the story stays as it was", "error", err)
			return
		}
		g.log.Info("the story has a new edition", "articles", len(base.Articles()), "as_of", base.Story().Published.Format("2006-01-02"))
	})
	if err != nil && ctx.Err() == nil {
		g.log.Error("the folder of the story is not watched any more", "error", err)
	}
}

// fetch polls the feed until ctx ends.
func (g *growingStory) fetch(ctx context.Context) {
	if g.feed == nil {
		return
	}
	if err := g.feed.Run(ctx); err != nil {
		g.log.Error("the feed is not asked any more", "error", err)
	}
}
