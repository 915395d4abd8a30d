package bolt

import (
	"bytes"

	"go.etcd.io/bbolt"
)

// What is deleted stays in the file, in pages that are free to be used again,
// until they are. Who asks to be forgotten shall not wait for that: their
// deletion overwrites these pages. It is the writer's business, as no page may
// be taken meanwhile, and waits for the readers, who may still read one that
// became free just now.

// erase overwrites the free pages with zeros, on the disk as well. Its cost is
// that of reading them, and of writing those used since the last time.
func (s *Store) erase() error {
	return s.use(func() error {
		// A file whose last commit is torn falls back to the one before. Pages
		// that only this one uses are left alone, and an empty commit makes it
		// one that knows nothing of what was deleted.
		before, err := s.freePages()
		if err != nil {
			return err
		}
		if err := s.db.Update(func(*bbolt.Tx) error { return nil }); err != nil {
			return err
		}
		s.reading.Lock()
		defer s.reading.Unlock()
		free, err := s.freePages()
		if err != nil {
			return err
		}
		size := int64(s.db.Info().PageSize)
		page, zeros := make([]byte, size), make([]byte, size)
		written := false
		for id := range free {
			if !before[id] {
				continue
			}
			if _, err := s.file.ReadAt(page, id*size); err != nil {
				return err
			}
			if bytes.Equal(page, zeros) {
				continue
			}
			if _, err := s.file.WriteAt(zeros, id*size); err != nil {
				return err
			}
			written = true
		}
		if !written || s.opts.NoSync {
			return nil
		}
		return s.file.Sync()
	})
}

// freePages are the numbers of the pages that the last commit does not use.
func (s *Store) freePages() (map[int64]bool, error) {
	free := make(map[int64]bool)
	err := s.db.View(func(tx *bbolt.Tx) error {
		for id := 2; ; id++ { // after the two metas
			info, err := tx.Page(id)
			if err != nil || info == nil { // nil beyond the last
				return err
			}
			if info.Type == "free" {
				free[int64(id)] = true
			}
		}
	})
	return free, err
}
