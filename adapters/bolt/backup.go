package bolt

import (
	"context"
	"io"

	"go.etcd.io/bbolt"
)

// Backup writes a copy of the file as it is now, and returns its length in
// bytes. The copy holds all that was stored when Backup was called. It is a state
// file, to be opened in place of this one; Open checks it.
//
// Others read and write as always meanwhile, and the file grows by what they
// write. But what is deleted for ever meanwhile (DeleteSession,
// DeleteSubscription, ForgetUser) is overwritten only when the copy is made, or
// with the next such deletion if the process ends before. The copy still has it.
//
// The error is that of w, of the context when it ends first, or ErrClosed when
// the Store is closed.
func (s *Store) Backup(ctx context.Context, w io.Writer) (n int64, err error) {
	if err := s.usable(ctx); err != nil {
		return 0, err
	}
	defer s.copied()
	tx, err := s.beginCopy()
	if err != nil {
		return 0, err
	}
	out := &copyWriter{ctx: ctx, quit: s.quit, w: w}
	err = s.use(func() error {
		var failed error
		if n, failed = tx.WriteTo(out); out.err == nil {
			out.err = failed
		}
		return nil
	})
	if err != nil {
		return n, err // damage: bbolt may hold its locks still
	}
	_ = tx.Rollback() // of one that only reads, it cannot fail
	return n, out.err
}

// beginCopy begins the transaction that is copied. From then on until copied, no
// free page is overwritten, for it may be one of the copy's.
func (s *Store) beginCopy() (tx *bbolt.Tx, err error) {
	s.reading.RLock() // nor is one now
	defer s.reading.RUnlock()
	s.copying.Add(1)
	err = s.use(func() (err error) {
		tx, err = s.db.Begin(false)
		return err
	})
	return tx, err
}

// copied overwrites what was to be overwritten while copies were made.
func (s *Store) copied() {
	if s.copying.Add(-1) > 0 || !s.owing.Load() {
		return
	}
	err := s.submit(context.Background(), change{apply: func(records) error { return nil }, erases: true})
	if err != nil {
		s.opts.Log.Warn("what was deleted is not overwritten yet", "error", err)
	}
}

// copyWriter fails when a context ends or the Store closes.
type copyWriter struct {
	ctx  context.Context
	quit <-chan struct{}
	w    io.Writer
	err  error // the first
}

func (c *copyWriter) Write(b []byte) (n int, err error) {
	select {
	case <-c.ctx.Done():
		err = c.ctx.Err()
	case <-c.quit:
		err = ErrClosed
	default:
		n, err = c.w.Write(b)
	}
	if c.err == nil {
		c.err = err
	}
	return n, err
}
