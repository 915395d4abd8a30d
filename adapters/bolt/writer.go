package bolt

import (
	"context"
	"runtime"
	"slices"

	"go.etcd.io/bbolt"
)

// maxGroup bounds the changes of one commit, and so how long it takes.
const maxGroup = 256

// change is a piece of a write transaction, and where its fate is told.
type change struct {
	apply  func(records) error
	erases bool       // what is deleted is overwritten as well
	done   chan error // holds one: the writer never waits for the caller
}

// write hands a change to the writer and waits until it is on the disk. The
// change must not share memory that the caller uses after an ended context.
func (s *Store) write(ctx context.Context, apply func(records) error) error {
	return s.submit(ctx, change{apply: apply})
}

// submit is write for a change that may erase.
func (s *Store) submit(ctx context.Context, c change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.done = make(chan error, 1)
	select {
	case s.changes <- c:
	case <-s.quit:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// runWriter commits changes until Close. Those that arrive during a commit wait
// in line and share the next one: one fsync for all of them.
func (s *Store) runWriter() {
	defer close(s.stopped)
	group := make([]change, 0, maxGroup)
	for {
		select {
		case c := <-s.changes:
			group = append(group[:0], c)
		case <-s.quit:
			return
		}
		// Those that are about to write get in line first: the busier the
		// program, the fewer commits; a lone change loses nothing.
		runtime.Gosched()
		for more := true; more && len(group) < maxGroup; {
			select {
			case c := <-s.changes:
				group = append(group, c)
			default:
				more = false
			}
		}
		s.touched(len(group))
		err := s.commit(group)
		if err == nil && slices.ContainsFunc(group, func(c change) bool { return c.erases }) {
			erased := s.erase()
			for _, c := range group {
				if c.erases {
					c.done <- erased
				}
			}
			group = slices.DeleteFunc(group, func(c change) bool { return c.erases })
		}
		for _, c := range group {
			c.done <- err
		}
		clear(group) // keeps no session alive
	}
}

// commit applies a group in one transaction. Changes come with their values
// encoded and checked, so what fails one of them fails them all: the disk.
func (s *Store) commit(group []change) error {
	return s.use(func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			r, err := openRecords(tx)
			if err != nil {
				return err
			}
			for _, c := range group {
				if err := c.apply(r); err != nil {
					return err
				}
			}
			return nil
		})
	})
}
