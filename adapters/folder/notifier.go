package folder

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// notifier is where the system tells what happens to a folder.
type notifier struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	remove func(dir string) error
	close  func() error

	folder fs.FileInfo // the one that is being watched, nil for none
}

// newNotifier returns nil when the system gives none: there may be too many
// already.
func newNotifier() *notifier {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil
	}
	return &notifier{events: w.Events, errors: w.Errors, add: w.Add, remove: w.Remove, close: w.Close}
}

// follow makes sure that the folder which now has the path is the one that is
// watched, and tells whether it is another one than before.
func (n *notifier) follow(dir string) (changed bool) {
	info, err := os.Stat(dir)
	if err == nil && n.folder != nil && os.SameFile(n.folder, info) {
		return false
	}
	if n.folder != nil {
		_ = n.remove(dir) // the system may have done so already
		n.folder = nil
		changed = true
	}
	if err == nil && n.add(dir) == nil {
		n.folder = info
		changed = true
	}
	return changed
}

// lose is to be called when the watched folder was removed or renamed: a new one
// may have the same inode.
func (n *notifier) lose(dir string) {
	if n.folder != nil {
		_ = n.remove(dir)
		n.folder = nil
	}
}

// concerns tells whether an event is about an article, an overlay or the folder
// itself.
func concerns(e fsnotify.Event, dir string) bool {
	name := filepath.Base(e.Name)
	return e.Name == dir || isArticle(name) || isOverlay(name)
}
