package folder

import (
	"time"

	"github.com/fsnotify/fsnotify"
)

// WithNotices gives a folder events of a test in place of the system's; nil
// gives it none.
func WithNotices(f *Folder, events <-chan fsnotify.Event, errors <-chan error) {
	f.notices = func() *notifier {
		if events == nil {
			return nil
		}
		none := func(string) error { return nil }
		return &notifier{events: events, errors: errors, add: none, remove: none, close: func() error { return nil }}
	}
}

// Hasten shortens waiting where the system's clock counts.
func Hasten(f *Folder) { f.settle, f.missing = 10*time.Millisecond, 20*time.Millisecond }
