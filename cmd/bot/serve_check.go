package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dragoman/adapters/feed"
	"dragoman/knowledge"
	"dragoman/knowledge/extract"
)

// check notes what is wrong with the settings, and reads the secrets that files hold.
// It opens neither the story nor the state.
func (c *serveCmd) check(p *process) {
	telegram, discord := c.Telegram.check(p), c.Discord.check(p)
	if !telegram && !discord {
		p.wrong = append(p.wrong, "no platform is configured: set TELEGRAM_TOKEN or DISCORD_TOKEN to the token of a bot (docs/TELEGRAM.md and docs/DISCORD.md tell how to make one), or chat in the terminal: bot chat")
	}
	c.Growing.check(p)
	c.Monitor.check(p)
	_, err := c.Asked.admins()
	p.refuseFor("admin", err)
	for _, rate := range []struct {
		flag     string
		positive bool
		value    any
		as       string
	}{
		{"user-burst", c.UserBurst > 0, c.UserBurst, "6"},
		{"user-every", c.UserEvery > 0, c.UserEvery, "3s"},
		{"chat-burst", c.ChatBurst > 0, c.ChatBurst, "20"},
		{"chat-every", c.ChatEvery > 0, c.ChatEvery, "3s"},
	} {
		if !rate.positive {
			p.refuse(rate.flag, "--%s is %v: it has to be positive, as in %s", rate.flag, rate.value, rate.as)
		}
	}
}

// check notes what is wrong with the flags of a story that grows.
func (f *feedFlags) check(p *process) {
	if f.Feed == "" {
		if f.Match != "" {
			p.refuse("match", "--match says which items of a feed count: it needs --feed")
		}
		return
	}
	if info, err := os.Stat(p.flags.Story); err == nil && !info.IsDir() || !given(p.flags.Story) {
		p.refuse("feed", "--feed needs --story FOLDER, where the items of the feed are kept as articles")
	}
	p.refuseFor("feed", feed.Options{URL: f.Feed, Folder: p.flags.Story}.Check())
	if f.Match != "" {
		p.refuseFor("match", feed.Options{URL: "https://example.org/feed.xml", Folder: p.flags.Story, Match: f.Match}.Check())
	}
}

// checkFiles notes what is wrong with the story and with the place of the state file.
// It returns the story, nil for one that cannot be read or that a feed is yet to tell.
func (c *serveCmd) checkFiles(p *process) *knowledge.Base {
	p.refuseFor("state", p.checkState())
	if c.Growing.Feed != "" {
		if info, err := os.Stat(p.flags.Story); err != nil || !info.IsDir() {
			return nil
		}
	}
	base, err := p.loadStory(p.flags.Story)
	if c.Growing.Feed != "" && errors.Is(err, extract.ErrNoArticles) {
		return nil
	}
	if problems, ok := errors.AsType[knowledge.Problems](err); ok { // each says where it is
		for _, problem := range problems {
			p.wrong = append(p.wrong, problem.Error())
		}
		return nil
	}
	p.refuseFor("story", err)
	return base
}

// checkState says why the state file cannot be used. It is not opened as one, for a
// running bot may hold it.
func (p *process) checkState() error {
	path := p.statePath()
	if path == noState || path == "" {
		return nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return checkFolder(path)
	case err != nil:
		return fileError(path, "a state file", err)
	case info.IsDir():
		return fmt.Errorf("the state file %q is a directory; name a file in it", path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("the state file %q may not be read and written; check its permissions", path)
	}
	return f.Close()
}

// checkFolder says why a file cannot be made: the nearest folder above it that is
// there is none.
func checkFolder(path string) error {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			return fmt.Errorf("the state file %q cannot be made: %q is no directory", path, dir)
		}
		if err == nil || dir == filepath.Dir(dir) {
			return nil
		}
	}
}
