package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"dragoman/adapters/bolt"
)

// backupCmd copies the state file.
type backupCmd struct {
	File  string `arg:"" placeholder:"FILE" help:"Where to; - for standard output."`
	Force bool   `name:"force" help:"Replace FILE if it is there."`
}

// Help is shown by "bot help backup".
func (*backupCmd) Help() string {
	return `Copies the file of --state, while bot serve runs as well as when it does not. The copy is of one moment and holds all that was stored before. It is written beside FILE, checked, and takes its name when it is whole.

To restore it, stop the bot, put the copy in the place of the state file, and start the bot:

    bot --state FILE serve

A copy holds what readers asked lately and where briefings go, as the state file does: keep it as safe. What readers have deleted since is still in it.`
}

// Run executes the command.
func (c *backupCmd) Run(p *process) error {
	if c.File == "-" {
		if out, ok := p.stdout.(*os.File); ok && term.IsTerminal(int(out.Fd())) {
			return usageError("a copy is no text for a terminal: name a file, or write bot backup - >FILE")
		}
		return p.operate("backup", nil, p.stdout)
	}
	n, err := c.write(p)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: a copy of %d bytes, checked. To restore it, stop the bot, put the copy in the place of the state file, and start the bot.\n", c.File, n)
	return err
}

// write writes the copy and returns its length in bytes.
func (c *backupCmd) write(p *process) (n int64, err error) {
	if err := c.room(p); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(c.File), "."+filepath.Base(c.File)+".*.tmp")
	if errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("there is no folder %q to write the copy to", filepath.Dir(c.File))
	}
	if err != nil {
		return 0, fmt.Errorf("the copy cannot be written: %w", err)
	}
	defer os.Remove(f.Name()) // nothing is there when it has its name
	err = p.operate("backup", nil, f)
	if err == nil {
		err = f.Sync()
	}
	if info, statErr := f.Stat(); err == nil {
		n, err = info.Size(), statErr
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return 0, err
	}
	if err := check(f.Name()); err != nil {
		return 0, fmt.Errorf("the copy is not sound, and thrown away: %w", err)
	}
	if err := c.name(f.Name()); err != nil {
		return 0, err
	}
	bolt.SyncDir(filepath.Dir(c.File))
	return n, nil
}

// room reports why FILE cannot be written.
func (c *backupCmd) room(p *process) error {
	state, err := p.existingState()
	if err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fileError(c.File, "a file to write the copy to", err)
	case info.IsDir():
		return fmt.Errorf("%q is a folder; name a file in it", c.File)
	}
	if original, err := os.Stat(state); err == nil && os.SameFile(info, original) {
		return usageError("FILE is the state file itself: name another one")
	}
	if !c.Force {
		return c.exists()
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%q is no regular file", c.File)
	}
	return nil
}

func (c *backupCmd) exists() error {
	return fmt.Errorf("there is a file %q already; --force replaces it", c.File)
}

// name gives the copy its name. Without --force a file that came there meanwhile
// stays.
func (c *backupCmd) name(temporary string) error {
	if !c.Force {
		switch err := os.Link(temporary, c.File); {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrExist):
			return c.exists()
		} // not every file system has links
	}
	if err := os.Rename(temporary, c.File); err != nil {
		return fmt.Errorf("the copy cannot be named %q: %w", c.File, err)
	}
	return nil
}

// check opens a copy, which reads all of it. One that a newer version wrote
// cannot be judged.
func check(path string) error {
	store, err := bolt.Open(path, bolt.Options{})
	if errors.Is(err, bolt.ErrNewer) {
		return nil
	}
	if err != nil {
		return err
	}
	return store.Close()
}

// backup writes a copy of the state file.
func (o *office) backup(ctx context.Context, _ url.Values, w io.Writer) error {
	_, err := o.store.Backup(ctx, w)
	return err
}
