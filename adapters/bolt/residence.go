package bolt

import "go.etcd.io/bbolt"

// The file is mapped, and what is read of it counts as the program's memory
// until the system needs the room. With a million subscriptions that would soon
// be the whole file. So the pages are let go of now and then: they stay in the
// system's cache, where the next reader finds them.

const (
	// letGoEvery is after how many records read or written pages are let go
	// of, before the next one. Each may touch four pages far from each other,
	// for which the system brings 16 each: 256 KB. A commit of maxGroup changes
	// so takes 64 MB.
	letGoEvery = 128

	// letGoAbove is the size of a file, in bytes, for which that is worth it.
	letGoAbove = 64 << 20
)

// touched notes that about n records were read or written.
func (s *Store) touched(n int) {
	if s.touches.Add(int64(n)) < letGoEvery {
		return
	}
	s.touches.Store(0)
	_ = s.use(func() error {
		return s.db.View(func(tx *bbolt.Tx) error { // keeps the mapping where it is
			if size := tx.Size(); size >= letGoAbove {
				letGo(s.db.Info().Data, uintptr(size))
			}
			return nil
		})
	})
}
