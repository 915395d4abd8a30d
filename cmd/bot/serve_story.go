package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"sync"

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
	articles *articles // nil for a story that is no folder
	log      *slog.Logger

	files   []*watchedFile                  // that make a story that is no folder; none for a built-in one
	again   func() (*knowledge.Base, error) // reads such a story
	reading sync.Mutex                      // held while the story is read
	feed    *feed.Feed                      // nil for none
	feeds   chan feed.Options               // one that takes its place; no URL for none
}

// openStory loads the story. Of a folder, or a feed, it is what there is now.
func (f *feedFlags) openStory(p *process, log *slog.Logger) (g *growingStory, err error) {
	g = &growingStory{log: log, feeds: make(chan feed.Options)}
	path := p.flags.Story
	if f.Feed == "" {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return g, g.openFile(p, path)
		}
	} else {
		g.feed, err = feed.New(f.options(p, log))
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

// options are those of the feed.
func (f *feedFlags) options(p *process, log *slog.Logger) feed.Options {
	return feed.Options{URL: f.Feed, Folder: p.flags.Story, Match: f.Match, Log: log, Version: p.versionOrBuild()}
}

// openFile loads a story that is no folder.
func (g *growingStory) openFile(p *process, path string) (err error) {
	if !slices.Contains(knowledge.EmbeddedNames(), path) {
		g.files = append(g.files, watchFile(path))
		if overlay := p.overlayOf(path); overlay != "" {
			g.files = append(g.files, watchFile(overlay))
		}
	}
	quiet := *p
	quiet.stderr = io.Discard
	g.again = func() (*knowledge.Base, error) {
		told, err := quiet.loadTold(path)
		g.warn(told)
		return told.Base, err
	}
	g.base, err = g.again()
	return err
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
	g.warn(told)
	return told.Base, err
}

// warn says what an overlay speaks of and the story does not have.
func (g *growingStory) warn(told knowledge.Overlaid) {
	for _, w := range told.Warnings {
		g.log.Warn("the overlay speaks of what the story does not have", "reason", w.Error())
	}
}

// changed tells, once, that a file of a story that is no folder was changed.
func (g *growingStory) changed() bool {
	changed := false
	for _, f := range g.files {
		changed = f.changed() || changed
	}
	return changed
}

// renew reads the story again and puts it on the stand. What cannot be read leaves
// the one before.
func (g *growingStory) renew(ctx context.Context, stand *edition.Stand) {
	g.reading.Lock()
	defer g.reading.Unlock()
	var base *knowledge.Base
	var err error
	if g.articles != nil {
		base, err = g.read(ctx)
	} else {
		for i, f := range g.files {
			g.files[i] = watchFile(f.path)
		}
		base, err = g.again()
	}
	if err == nil {
		err = stand.Replace(base)
	}
	if err != nil {
		g.log.Error("the story stays as it was", "error", err)
		return
	}
	g.log.Info("the story has a new edition", "articles", len(base.Articles()), "as_of", base.Story().Published.Format("2006-01-02"))
}

// follow puts a new edition on the stand whenever the articles change, until ctx
// ends. What cannot be read leaves the one before.
func (g *growingStory) follow(ctx context.Context, stand *edition.Stand) {
	if g.articles == nil {
		return
	}
	err := g.articles.folder.Watch(ctx, func() { g.renew(ctx, stand) })
	if err != nil && ctx.Err() == nil {
		g.log.Error("the folder of the story is not watched any more", "error", err)
	}
}

// fetch polls the feed, or the one that takes its place, until ctx ends.
func (g *growingStory) fetch(ctx context.Context) {
	for next := g.feed; ctx.Err() == nil; {
		polling, stop := context.WithCancel(ctx)
		var polled sync.WaitGroup
		if next != nil {
			polled.Go(func() {
				if err := next.Run(polling); err != nil {
					g.log.Error("the feed is not asked any more", "error", err)
				}
			})
		}
		var o feed.Options
		select {
		case <-ctx.Done():
		case o = <-g.feeds:
		}
		stop()
		polled.Wait()
		next = nil
		if o.URL == "" || ctx.Err() != nil {
			continue
		}
		var err error
		if next, err = feed.New(o); err != nil {
			g.log.Error("there is no feed now", "error", err)
		}
	}
}

// changeFeed has another feed take the place of the one that is polled, or none.
func (g *growingStory) changeFeed(ctx context.Context, o feed.Options) {
	select {
	case g.feeds <- o:
	case <-ctx.Done():
	}
}
