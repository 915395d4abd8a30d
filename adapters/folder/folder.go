package folder

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"dragoman/knowledge/article"
)

// MaxFiles bounds the articles and overlays of a folder. The limit is our own:
// twice the story of 1,000 articles that the program is measured with.
const MaxFiles = 2000

// MaxBytes bounds the files of a folder together. The limit is our own: saved
// web pages have up to 3 MB each, and all are read anew after each change.
const MaxBytes = 256 << 20

var (
	// ErrTooMany is returned for more than [MaxFiles] files.
	ErrTooMany = errors.New("the folder has more than 2000 articles, more than one story is made for: move those that are no longer needed into a sub-folder")
	// ErrTooLarge is returned for more than [MaxBytes] bytes.
	ErrTooLarge = errors.New("the articles of the folder have more than 256 MiB, which takes too long to read after each change: save them as text, or move some into a sub-folder")
	// ErrOverlays is returned when a folder has more than one overlay.
	ErrOverlays = errors.New("the folder has more than one overlay: leave one")
	// ErrNoFolder is returned for what is there and is not a folder.
	ErrNoFolder = errors.New("this is not a folder")
)

// Folder is a folder of articles.
type Folder struct {
	dir     string
	settle  time.Duration    // how long nothing is to change before files are read
	patient time.Duration    // how long to wait for that at most
	poll    time.Duration    // how often to look without being told
	missing time.Duration    // the same while the folder is not there
	notices func() *notifier // nil when the system has none
	article ReadFunc

	mu   sync.Mutex
	last contents // what Articles read last, or what Watch told last
}

// ReadFunc reads an article from a file of a name; see article.Read.
type ReadFunc func(r io.Reader, name string) (*article.Article, error)

// Option changes how a folder is read.
type Option func(*Folder)

// ReadWith makes a folder read its articles by another function than article.Read.
func ReadWith(read ReadFunc) Option { return func(f *Folder) { f.article = read } }

// Open returns the folder at a path. The error wraps fs.ErrNotExist when there
// is none, and [ErrNoFolder] when something else is there.
func Open(dir string, options ...Option) (*Folder, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoFolder)
	}
	f := &Folder{
		dir:     path,
		settle:  300 * time.Millisecond,
		patient: 5 * time.Second,
		poll:    30 * time.Second,
		missing: time.Second,
		notices: newNotifier,
		article: article.Read,
	}
	for _, option := range options {
		option(f)
	}
	return f, nil
}

// Overlay returns the path of the overlay, or "" when there is none.
func (f *Folder) Overlay() (string, error) {
	entries, err := f.list()
	if err != nil {
		return "", err
	}
	path := ""
	for _, e := range entries {
		if !isOverlay(e.name) {
			continue
		}
		if path != "" {
			return "", fmt.Errorf("%s and %s: %w", filepath.Base(path), e.name, ErrOverlays)
		}
		path = filepath.Join(f.dir, e.name)
	}
	return path, nil
}

// entry is a file of the folder that matters.
type entry struct {
	name     string
	size     int64
	modified time.Time
}

// list returns the articles and overlays in the order of their names.
func (f *Folder) list() ([]entry, error) {
	found, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	var (
		entries []entry
		total   int64
	)
	for _, e := range found {
		if !isArticle(e.Name()) && !isOverlay(e.Name()) {
			continue
		}
		// Links to files are followed. One that went meanwhile is no file.
		info, err := os.Stat(filepath.Join(f.dir, e.Name()))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		entries = append(entries, entry{name: e.Name(), size: info.Size(), modified: info.ModTime()})
		total += min(info.Size(), maxFile)
	}
	switch {
	case len(entries) > MaxFiles:
		return nil, fmt.Errorf("%s: %w", f.dir, ErrTooMany)
	case total > MaxBytes:
		return nil, fmt.Errorf("%s: %w", f.dir, ErrTooLarge)
	}
	return entries, nil
}

func isArticle(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".md", ".markdown", ".html", ".htm":
		return !isPutAside(name)
	}
	return false
}

func isOverlay(name string) bool {
	name = strings.ToLower(name)
	return (name == "overlay.yaml" || strings.HasSuffix(name, ".overlay.yaml")) && !isPutAside(name)
}

// isPutAside tells whether a name is hidden, or one that editors give to files
// of their own: "~$story.md", "#story.md". What they append ("~", ".swp",
// ".tmp", ".bak") ends no article's name.
func isPutAside(name string) bool { return strings.ContainsRune(".~#", rune(name[0])) }
