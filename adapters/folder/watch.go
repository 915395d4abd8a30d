package folder

import (
	"context"
	"fmt"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watch calls changed each time the folder holds other contents than those that
// Articles read last: a file that is written without a change calls nothing. It
// waits until files have been left alone for 300 ms, and 5 s at most; after that
// one call tells of all that happened. Calls come one after the other. A folder
// that is removed is a change, and so is one that is made again.
//
// The system tells of changes at once; network folders and full tables of the
// system do not, so that names, sizes and times are looked at every 30 s too.
//
// Watch returns nil when ctx ends, after the call that is under way, and an error
// when the folder cannot be read at the beginning.
func (f *Folder) Watch(ctx context.Context, changed func()) error {
	if _, err := f.list(); err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	w := watcher{folder: f, changed: changed}
	if n := f.notices(); n != nil {
		defer n.close()
		w.notifier, w.events, w.errors = n, n.events, n.errors
		n.follow(f.dir)
	}
	// What is watched from here on is compared with what was read before.
	w.seen = f.glance()
	if f.wasRead() {
		w.look()
	} else {
		f.note(f.digest())
	}
	w.run(ctx)
	return nil
}

// watcher is what one Watch keeps in mind.
type watcher struct {
	folder   *Folder
	changed  func()
	notifier *notifier // nil without the system's help
	events   <-chan fsnotify.Event
	errors   <-chan error
	seen     glance
	since    time.Time // of the first change that was not looked at; zero for none
}

func (w *watcher) run(ctx context.Context) {
	settled := time.NewTimer(0)
	settled.Stop()
	poll := time.NewTimer(w.pause())
	defer settled.Stop()
	defer poll.Stop()
	for {
		touched := false
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.events:
			if !ok {
				w.events = nil
				continue
			}
			if e.Name == w.folder.dir && e.Has(fsnotify.Remove|fsnotify.Rename) {
				w.notifier.lose(w.folder.dir)
				poll.Reset(w.folder.settle)
			}
			touched = concerns(e, w.folder.dir)
		case _, ok := <-w.errors:
			if !ok {
				w.errors = nil
				continue
			}
			touched = true // events may have been lost
		case <-poll.C:
			touched = w.notifier != nil && w.notifier.follow(w.folder.dir)
			if now := w.folder.glance(); !now.equal(w.seen) {
				w.seen = now
				touched = true
			}
			poll.Reset(w.pause())
		case <-settled.C:
			w.since = time.Time{}
			w.look()
		}
		if touched {
			settled.Reset(w.patience(time.Now()))
		}
	}
}

// patience is how long to wait for more changes.
func (w *watcher) patience(now time.Time) time.Duration {
	if w.since.IsZero() {
		w.since = now
	}
	left := w.folder.patient - now.Sub(w.since)
	return max(0, min(w.folder.settle, left))
}

// pause is how long to wait before looking without being told.
func (w *watcher) pause() time.Duration {
	if w.seen.failed {
		return w.folder.missing
	}
	return w.folder.poll
}

// look reads the files and tells when they are not what they were. What changes
// while they are read is found by the event that it causes, or by its time.
func (w *watcher) look() {
	w.seen = w.folder.glance()
	if w.folder.replace(w.folder.digest()) {
		w.changed()
	}
}
