package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxFiles bounds the articles that feeds save in a folder: a story of 1,000
// articles is what the program is measured with.
const maxFiles = 1000

// shelf is the folder that articles are saved in. An os.Root keeps what is
// written inside it.
type shelf struct {
	root  *os.Root
	names map[string]string // of the files in it, by the mark of their item
}

var savedName = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}-.*-([0-9a-f]{10})\.md$`)

func openShelf(folder string) (*shelf, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of articles: %w", err)
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("read the folder of articles: %w", err)
	}
	s := &shelf{root: root, names: map[string]string{}}
	for _, e := range entries {
		if found := savedName.FindStringSubmatch(e.Name()); found != nil {
			s.names[found[1]] = e.Name()
		}
	}
	return s, nil
}

func (s *shelf) close() { _ = s.root.Close() }

// isFull tells whether there is no room for an item that has no file.
func (s *shelf) isFull(mark string) bool {
	return s.names[mark] == "" && len(s.names) >= maxFiles
}

// save writes an item's file and tells whether that changed anything. A file that
// the item has keeps its name.
func (s *shelf) save(mark, title string, published time.Time, data []byte) (changed bool, err error) {
	name := s.names[mark]
	if name == "" {
		name = published.Format(time.DateOnly) + "-" + slug(title) + "-" + mark + ".md"
	} else if old, err := s.root.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if err := writeFile(s.root, name, data); err != nil {
		return false, err
	}
	s.names[mark] = name
	return true, nil
}

// writeFile replaces a file as a whole: after a power failure there is the old
// one or the new one.
func writeFile(root *os.Root, name string, data []byte) error {
	temporary := ".new-" + name
	if err := writeAll(root, temporary, data); err != nil {
		_ = root.Remove(temporary)
		return fmt.Errorf("save %s: %w", name, err)
	}
	if err := root.Rename(temporary, name); err != nil {
		_ = root.Remove(temporary)
		return fmt.Errorf("save %s: %w", name, err)
	}
	if folder, err := root.Open("."); err == nil {
		_ = folder.Sync() // not all systems can
		folder.Close()
	}
	return nil
}

func writeAll(root *os.Root, name string, data []byte) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err = file.Write(data); err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}

// markOf returns ten hexadecimal digits that stand for an item.
func markOf(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:5])
}

// slug returns the words of a title in small ASCII letters, 60 bytes at most, to
// be part of a file's name on any system.
func slug(title string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(title)) {
		switch {
		case b.Len() >= 60:
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "item"
}
