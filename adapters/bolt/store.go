package bolt

import (
	"context"
	"os"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"
)

// Store is an open state file. Its methods may be called concurrently.
type Store struct {
	path string
	db   *bbolt.DB
	file *os.File // bbolt's
	opts Options

	reading sync.RWMutex // held while pages are read, and to overwrite free ones
	changes chan change
	quit    chan struct{} // closed by Close
	stopped chan struct{} // closed when the writer has ended
	damaged atomic.Pointer[error]
	copying atomic.Int32 // copies being made
	owing   atomic.Bool  // free pages are to be overwritten after them
	touches atomic.Int64 // records read or written since pages were let go of

	closing  sync.Once
	closeErr error
}

// Open opens the state file, and makes it, and its directory, when there is
// none: for the owner alone, 0600 and 0700. An existing file is read in full
// and brought to the present schema. The error is ErrLocked, ErrCorrupt,
// ErrNewer, ErrReadOnly or ErrFull, or the system's.
func Open(path string, opts Options) (*Store, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	o := &opener{path: path, noSync: opts.NoSync}
	db, err := o.open()
	if err != nil {
		return nil, explain(path, err)
	}
	if err := guard(func() error { return migrate(db, opts) }); err != nil {
		o.abandon(db, err)
		return nil, explain(path, err)
	}
	s := &Store{
		path: path, db: db, file: o.file, opts: opts,
		changes: make(chan change),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
	leaveNote(path, opts.Now())
	go s.runWriter()
	return s, nil
}

// Close finishes the writes under way and lets go of the file. Writes that wait
// in line, and all later calls, get ErrClosed. A second Close does nothing.
func (s *Store) Close() error {
	s.closing.Do(func() {
		close(s.quit)
		<-s.stopped
		removeNote(s.path)
		s.closeErr = explain(s.path, release(s.db, s.file, s.damaged.Load() != nil))
	})
	return s.closeErr
}

// Stats are numbers for an operator.
type Stats struct {
	// Sessions in the file, those that have expired but wait for a sweep
	// included.
	Sessions int
	// Subscriptions in the file, those that have ended included.
	Subscriptions int
	// Bytes of the file that pages take, in use or free to be used again. It
	// grows to a bound and never shrinks.
	Bytes int64
}

// Stats returns the present numbers, at the cost of reading a page or two.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	err := s.view(ctx, func(r records) (err error) {
		st.Bytes = r.meta.Tx().Size()
		if st.Sessions, err = r.count(); err != nil {
			return err
		}
		p, err := openPlaces(r.tx())
		if err != nil {
			return err
		}
		st.Subscriptions = int(p.values.Sequence())
		return nil
	})
	return st, err
}
