package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"go.etcd.io/bbolt"
)

// What is deleted stays in the file, in pages that are free to be used again,
// until they are. Who asks to be forgotten shall not wait for that: their
// deletion overwrites these pages. It is the writer's business, as no page may
// be taken meanwhile, and waits for the readers, who may still read one that
// became free just now.

// erase overwrites the free pages with zeros, on the disk as well. Its cost is
// that of reading them, and of writing those used since the last time. While a
// copy is made, it only notes that it has to be done.
func (s *Store) erase() error {
	return s.use(func() error {
		// A file whose last commit is torn falls back to the one before. Pages
		// that only this one uses are left alone, and an empty commit makes it
		// one that knows nothing of what was deleted.
		before, err := freePages(s.file)
		if err != nil {
			return err
		}
		if err := s.db.Update(func(*bbolt.Tx) error { return nil }); err != nil {
			return err
		}
		s.reading.Lock()
		defer s.reading.Unlock()
		if s.copying.Load() > 0 {
			s.owing.Store(true)
			return nil
		}
		free, err := freePages(s.file)
		if err != nil {
			return err
		}
		written, err := s.zero(free, before)
		if err != nil {
			return err
		}
		s.owing.Store(false)
		if !written || s.opts.NoSync {
			return nil
		}
		return s.file.Sync()
	})
}

// zero overwrites the pages that are in both lists, in ascending order.
func (s *Store) zero(pages, also []uint64) (written bool, err error) {
	size := int64(s.db.Info().PageSize)
	page, zeros := make([]byte, size), make([]byte, size)
	for _, id := range pages {
		if _, both := slices.BinarySearch(also, id); !both {
			continue
		}
		at := int64(id) * size
		if _, err := s.file.ReadAt(page, at); err != nil {
			return written, err
		}
		if bytes.Equal(page, zeros) {
			continue
		}
		if _, err := s.file.WriteAt(zeros, at); err != nil {
			return written, err
		}
		written = true
	}
	return written, nil
}

// freePages are the numbers of the pages that the last commit does not use, in
// ascending order. The caller is the only one to write.
func freePages(r io.ReaderAt) ([]uint64, error) {
	m, ok := readMeta(r)
	if !ok {
		return nil, ErrCorrupt
	}
	w := &pageWalk{r: r, meta: m, seen: make([]uint64, m.pages/64+1)}
	free, err := w.freelist()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if !slices.IsSorted(free) {
		return nil, errors.New("the list of free pages is not in order")
	}
	return free, nil
}
