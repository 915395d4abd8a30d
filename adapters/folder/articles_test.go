package folder_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/folder"
	"dragoman/knowledge/article"
)

const body = "Ferry crews on the northern line stopped work at dawn on Monday, their union said."

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func dated(day, title string) string {
	return "---\npublished: " + day + "\n---\n# " + title + "\n\n" + body + "\n"
}

func open(t *testing.T, dir string) *folder.Folder {
	t.Helper()
	f, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t *testing.T, f *folder.Folder) (names []string, problems map[string]string) {
	t.Helper()
	files, found, err := f.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	problems = map[string]string{}
	for _, file := range files {
		names = append(names, file.Name)
	}
	for _, p := range found {
		problems[p.Name] = p.Reason
	}
	return names, problems
}

func TestArticles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "z.md", dated("2025-02-17", "First"))
	write(t, dir, "b.MARKDOWN", dated("2025-02-18", "Third"))
	write(t, dir, "a.html", `<html><head><meta property="article:published_time" content="2025-02-18"></head><body><h1>Second</h1><p>`+body+`</p></body></html>`)
	write(t, dir, "2025-02-19-x.txt", "Fourth\n"+body+"\n")
	write(t, dir, "2025-02-30-x.txt", "No such day\n"+body+"\n")
	write(t, dir, "dateless.txt", "No day\n"+body+"\n")
	write(t, dir, "2025-02-199.txt", "No day either\n"+body+"\n")
	write(t, dir, "empty.md", " ")
	write(t, dir, "picture.txt", "\x89PNG\x00\x00")
	for _, name := range []string{".hidden.md", "~$x.md", "#x.md", "x.md~", "x.md.swp", "x.md.tmp", "x.md.bak", "x.pdf", "story.yaml", "overlay.yaml"} {
		write(t, dir, name, "x")
	}
	if err := os.Mkdir(filepath.Join(dir, "sub.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	names, problems := read(t, f)
	if want := "[z.md a.html b.MARKDOWN 2025-02-19-x.txt]"; fmt.Sprint(names) != want {
		t.Errorf("got %v, want %v", names, want)
	}
	for name, want := range map[string]string{
		"2025-02-30-x.txt": "no date", "dateless.txt": `write "published:`, "2025-02-199.txt": "no date",
		"empty.md": "the file is empty", "picture.txt": "not a text file",
	} {
		if got := problems[name]; !strings.Contains(got, want) || strings.HasPrefix(got, name) {
			t.Errorf("%s: %q", name, got)
		}
		delete(problems, name)
	}
	if len(problems) > 0 {
		t.Errorf("also %v", problems)
	}
	files, _, _ := f.Articles(t.Context())
	if a := files[3]; a.Article.Published.Day() != 19 || a.Modified.IsZero() || a.Digest == [32]byte{} {
		t.Errorf("got %+v", a)
	}
}

// The articles of a day are in the order of their times, and pages are read by the
// function that is given.
func TestReadWith(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.md", dated("2025-02-18T09:30", "Morning"))
	write(t, dir, "a.md", dated("2025-02-18T18:00", "Evening"))
	write(t, dir, "c.html", "<html>")
	f, err := folder.Open(dir, folder.ReadWith(func(r io.Reader, name string) (*article.Article, error) {
		if name == "c.html" {
			return nil, article.ErrNoParagraphs
		}
		return article.Read(r, name)
	}))
	if err != nil {
		t.Fatal(err)
	}
	names, problems := read(t, f)
	if fmt.Sprint(names) != "[b.md a.md]" || problems["c.html"] != article.ErrNoParagraphs.Error() {
		t.Errorf("got %v, %v", names, problems)
	}
}

func TestOverlay(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	if path, err := f.Overlay(); path != "" || err != nil {
		t.Errorf("got %q, %v", path, err)
	}
	write(t, dir, "ferry.overlay.yaml", "x: y")
	if path, err := f.Overlay(); path != filepath.Join(dir, "ferry.overlay.yaml") || err != nil {
		t.Errorf("got %q, %v", path, err)
	}
	write(t, dir, "overlay.yaml", "x: y")
	if _, err := f.Overlay(); !errors.Is(err, folder.ErrOverlays) {
		t.Errorf("got %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "file", "x")
	if _, err := folder.Open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := folder.Open(filepath.Join(dir, "file")); !errors.Is(err, folder.ErrNoFolder) {
		t.Errorf("got %v", err)
	}
}

func TestArticlesBounds(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	for i := range folder.MaxFiles + 1 {
		write(t, dir, fmt.Sprintf("%d.md", i), "")
	}
	if _, _, err := f.Articles(t.Context()); !errors.Is(err, folder.ErrTooMany) {
		t.Errorf("got %v", err)
	}
	dir = t.TempDir()
	f = open(t, dir)
	for i := range 64 {
		name := fmt.Sprintf("%d.md", i)
		write(t, dir, name, "")
		if err := os.Truncate(filepath.Join(dir, name), 1<<40); err != nil { // takes no room
			t.Skip("the file system has no sparse files")
		}
	}
	if _, _, err := f.Articles(t.Context()); !errors.Is(err, folder.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestArticlesEndsWithContext(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.md", dated("2025-02-17", "A"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := open(t, dir).Articles(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
