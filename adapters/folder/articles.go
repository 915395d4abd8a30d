package folder

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"dragoman/knowledge/article"
)

// maxFile is what is read of a file: one byte more than an article may have, so
// that it is seen to have more.
const maxFile = article.MaxBytes + 1

// File is an article of the folder.
type File struct {
	Name     string // in the folder
	Article  *article.Article
	Modified time.Time         // when the file was written, as the file system says
	Digest   [sha256.Size]byte // SHA-256 of the file
}

// Problem says why a file is not taken.
type Problem struct {
	Name   string // of the file
	Reason string // a sentence for whoever wrote it
}

// String returns the name and the reason.
func (p Problem) String() string { return p.Name + ": " + p.Reason }

var errNoDate = errors.New(`the article has no date: write "published: 2025-02-18" between two lines "---" at its beginning, or let the file's name begin with the date, as in 2025-02-18-title.md`)

// Articles reads the folder: the articles in the order of their days, of the times of
// day where they give them, and of their names, and what is wrong with the files that are not among
// them. An article that gives no day has that which its file's name begins with.
//
// The error is that of ctx, or the folder's: one that is not there, [ErrTooMany]
// or [ErrTooLarge].
func (f *Folder) Articles(ctx context.Context) ([]File, []Problem, error) {
	entries, err := f.list()
	if err != nil {
		f.note(contents{missing: true})
		return nil, nil, err
	}
	var (
		files    []File
		problems []Problem
		seen     = contents{digests: map[string][sha256.Size]byte{}}
	)
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("read folder: %w", err)
		}
		data, err := f.read(e.name)
		if err != nil {
			problems = append(problems, Problem{Name: e.name, Reason: reason(err)})
			continue
		}
		digest := sha256.Sum256(data)
		seen.digests[e.name] = digest
		if isOverlay(e.name) {
			continue
		}
		a, err := f.parse(data, e.name)
		if err != nil {
			problems = append(problems, Problem{Name: e.name, Reason: strings.TrimPrefix(err.Error(), e.name+": ")})
			continue
		}
		files = append(files, File{Name: e.name, Article: a, Modified: e.modified, Digest: digest})
	}
	slices.SortFunc(files, func(a, b File) int {
		return cmp.Or(a.Article.Published.Compare(b.Article.Published), cmp.Compare(a.Article.Clock, b.Article.Clock), strings.Compare(a.Name, b.Name))
	})
	f.note(seen)
	return files, problems, nil
}

func (f *Folder) parse(data []byte, name string) (*article.Article, error) {
	a, err := f.article(bytes.NewReader(data), name)
	if err != nil {
		return nil, err
	}
	if a.Published.IsZero() {
		day, ok := dayOfName(name)
		if !ok {
			return nil, errNoDate
		}
		a.Published = day
	}
	return a, nil
}

var nameStart = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(?:\D|$)`)

// dayOfName returns the day that a file's name begins with.
func dayOfName(name string) (time.Time, bool) {
	if !nameStart.MatchString(name) {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, name[:len(time.DateOnly)])
	return day, err == nil
}

// read returns the first maxFile bytes of a file.
func (f *Folder) read(name string) ([]byte, error) {
	file, err := os.Open(filepath.Join(f.dir, name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxFile))
}

// reason says in a sentence why a file could not be read.
func reason(err error) string {
	switch {
	case errors.Is(err, os.ErrPermission):
		return "the file may not be read: give the bot the right to"
	case errors.Is(err, os.ErrNotExist):
		return "the file went while the folder was read"
	}
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return "the file cannot be read: " + err.Error()
}
