package folder_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"dragoman/adapters/folder"
)

// bubble watches a folder with the clock and the events of a test.
type bubble struct {
	t      *testing.T
	dir    string
	folder *folder.Folder
	events chan fsnotify.Event
	errors chan error
	during func() // in a call

	mu    sync.Mutex
	calls []time.Duration // when, since the beginning
}

func watch(t *testing.T, notices bool, test func(b *bubble)) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "story")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		b := &bubble{t: t, dir: dir, folder: open(t, dir)}
		if notices {
			b.events, b.errors = make(chan fsnotify.Event), make(chan error)
		}
		folder.WithNotices(b.folder, b.events, b.errors)
		write(t, dir, "a.md", "one")
		begun := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() {
			ended <- b.folder.Watch(ctx, func() {
				b.mu.Lock()
				b.calls = append(b.calls, time.Since(begun))
				b.mu.Unlock()
				if b.during != nil {
					b.during()
				}
			})
		}()
		synctest.Wait()
		test(b)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func (b *bubble) event(name string, op fsnotify.Op) {
	b.events <- fsnotify.Event{Name: filepath.Join(b.dir, name), Op: op}
	synctest.Wait()
}

// after lets time pass and compares the number of calls.
func (b *bubble) after(d time.Duration, calls int) {
	b.t.Helper()
	<-time.After(d)
	synctest.Wait()
	if at := b.called(); len(at) != calls {
		b.t.Fatalf("called at %v, want %d calls", at, calls)
	}
}

func (b *bubble) called() []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.calls)
}

func TestWatchWaitsUntilFilesSettle(t *testing.T) {
	watch(t, true, func(b *bubble) {
		for range 3 {
			write(t, b.dir, "a.md", "tw")
			b.event("a.md", fsnotify.Write)
			b.after(200*time.Millisecond, 0)
		}
		write(t, b.dir, "a.md", "two")
		b.event("a.md", fsnotify.Write)
		b.after(299*time.Millisecond, 0)
		b.after(2*time.Millisecond, 1)
		b.after(time.Minute, 1)
	})
}

func TestWatchDoesNotWaitForEver(t *testing.T) {
	watch(t, true, func(b *bubble) {
		for i := range 30 {
			write(t, b.dir, "a.md", string(rune('a'+i)))
			b.event("a.md", fsnotify.Write)
			<-time.After(200 * time.Millisecond)
		}
		if at := b.called(); len(at) != 1 || at[0] > 5100*time.Millisecond {
			t.Errorf("calls at %v", at)
		}
	})
}

func TestWatchTellsOnlyOfChanges(t *testing.T) {
	watch(t, true, func(b *bubble) {
		write(t, b.dir, "a.md", "one") // again
		b.event("a.md", fsnotify.Write)
		write(t, b.dir, ".a.md.swp", "x")
		b.event(".a.md.swp", fsnotify.Create)
		write(t, b.dir, "state.db", "x")
		b.event("state.db", fsnotify.Write)
		b.after(time.Minute, 0)
		write(t, b.dir, "overlay.yaml", "x")
		b.event("overlay.yaml", fsnotify.Create)
		b.after(time.Second, 1)
		if err := os.Remove(filepath.Join(b.dir, "a.md")); err != nil {
			t.Fatal(err)
		}
		b.event("a.md", fsnotify.Remove)
		b.after(time.Second, 2)
	})
}

// Editors write a new file and give it the old one's name.
func TestWatchSeesRenames(t *testing.T) {
	watch(t, true, func(b *bubble) {
		write(t, b.dir, "a.md~", "two")
		if err := os.Rename(filepath.Join(b.dir, "a.md~"), filepath.Join(b.dir, "a.md")); err != nil {
			t.Fatal(err)
		}
		b.event("a.md~", fsnotify.Rename)
		b.event("a.md", fsnotify.Create)
		b.after(time.Second, 1)
	})
}

func TestWatchLosesNothingDuringACall(t *testing.T) {
	watch(t, true, func(b *bubble) {
		b.during = func() {
			b.during = nil
			write(t, b.dir, "a.md", "three")
			<-time.After(10 * time.Second)
		}
		write(t, b.dir, "a.md", "two")
		b.event("a.md", fsnotify.Write)
		<-time.After(time.Second)
		b.event("a.md", fsnotify.Write) // is taken after the call
		b.after(time.Second, 2)
	})
}

// What Articles has read during a call is not told of again.
func TestWatchKnowsWhatWasRead(t *testing.T) {
	watch(t, true, func(b *bubble) {
		b.during = func() {
			write(t, b.dir, "a.md", "three")
			read(t, b.folder)
		}
		write(t, b.dir, "a.md", "two")
		b.event("a.md", fsnotify.Write)
		b.after(time.Second, 1)
		b.event("a.md", fsnotify.Write)
		b.after(time.Minute, 1)
	})
}

func TestWatchAfterLostEvents(t *testing.T) {
	watch(t, true, func(b *bubble) {
		write(t, b.dir, "a.md", "two")
		b.errors <- fsnotify.ErrEventOverflow
		b.after(time.Second, 1)
		close(b.events)
		close(b.errors)
		write(t, b.dir, "a.md", "three and more")
		b.after(31*time.Second, 2)
	})
}

func TestWatchWithoutEvents(t *testing.T) {
	watch(t, false, func(b *bubble) {
		write(t, b.dir, "b.md", "two")
		b.after(29*time.Second, 0)
		b.after(2*time.Second, 1)
		if err := os.RemoveAll(b.dir); err != nil {
			t.Fatal(err)
		}
		b.after(31*time.Second, 2)
		if _, _, err := b.folder.Articles(t.Context()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
		b.after(time.Minute, 2)
		if err := os.Mkdir(b.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, b.dir, "c.md", "three")
		b.after(2*time.Second, 3)
	})
}

func TestWatchTellsWhatChangedSinceArticles(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	folder.WithNotices(f, nil, nil)
	read(t, f)
	write(t, dir, "a.md", "one")
	ctx, cancel := context.WithCancel(t.Context())
	if err := f.Watch(ctx, cancel); err != nil {
		t.Error(err)
	}
}

func TestWatchRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := f.Watch(t.Context(), func() {}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// With the events of the system and its clock.
func TestWatchForReal(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "story")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "a.md", dated("2025-02-17", "A"))
	f := open(t, dir)
	folder.Hasten(f)
	read(t, f)
	changed := make(chan struct{}, 100)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- f.Watch(ctx, func() { changed <- struct{}{} }) }()
	// until waits for calls after which the folder is as it is wanted.
	until := func(is func(names []string, err error) bool) {
		t.Helper()
		limit := time.After(20 * time.Second)
		for {
			select {
			case <-changed:
			case <-limit:
				t.Fatal("no call tells of the change")
			}
			files, _, err := f.Articles(ctx)
			var names []string
			for _, file := range files {
				names = append(names, file.Name)
			}
			if is(names, err) {
				return
			}
		}
	}
	for _, name := range []string{"b.md", "c.md"} {
		write(t, parent, name, dated("2025-02-18", name))
		if err := os.Rename(filepath.Join(parent, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	until(func(names []string, err error) bool { return err == nil && len(names) == 3 })
	if err := os.Rename(dir, filepath.Join(parent, "away")); err != nil {
		t.Fatal(err)
	}
	until(func(_ []string, err error) bool { return errors.Is(err, fs.ErrNotExist) })
	for range 2 {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, dir, "d.md", dated("2025-02-18", "D"))
		until(func(names []string, err error) bool { return err == nil && len(names) == 1 })
		write(t, dir, "e.md", dated("2025-02-18", "E"))
		until(func(names []string, err error) bool { return err == nil && len(names) == 2 })
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		until(func(_ []string, err error) bool { return errors.Is(err, fs.ErrNotExist) })
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
