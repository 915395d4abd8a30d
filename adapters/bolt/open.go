package bolt

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"go.etcd.io/bbolt"
)

// lockTimeout is how long Open waits for another instance to let go: long
// enough for one that is closing.
const lockTimeout = time.Second

// opener opens the database at path and keeps hold of its file, which bbolt
// would leave open and locked if it panicked.
type opener struct {
	path    string
	noSync  bool
	file    *os.File
	created bool
}

func (o *opener) open() (db *bbolt.DB, err error) {
	if o.path == "" {
		return nil, errors.New("no path given")
	}
	if err := os.MkdirAll(filepath.Dir(o.path), 0o700); err != nil {
		return nil, err
	}
	err = guard(func() error {
		db, err = bbolt.Open(o.path, 0o600, &bbolt.Options{
			InitialMmapSize: o.mapping(),
			Timeout:         lockTimeout,
			// The array takes the lowest free pages. The hash map takes any,
			// which breaks up the long runs: after a million readers who came
			// once, the file was six times as large, and still growing.
			FreelistType: bbolt.FreelistArrayType,
			NoStatistics: true, // a lock less for each read
			NoSync:       o.noSync,
			NoGrowSync:   o.noSync,
			OpenFile:     o.openFile,
		})
		if err == nil {
			db.AllocSize = growBy
		}
		return err
	})
	if err == nil {
		err = o.verify()
	}
	if err != nil {
		o.abandon(db, err)
		return nil, err
	}
	return db, nil
}

// growBy is how much the file grows at once, in bytes. With bbolt's 16 MB it would
// be as large from the beginning, for the mapping is.
const growBy = 256 << 10

// mapping is how much to map of the file, in bytes, so that it has room to grow
// while a copy is made: a mapping can only grow when nobody reads. Windows would
// make the file as large.
func (o *opener) mapping() int {
	const least = 64 << 20
	info, err := os.Stat(o.path)
	switch {
	case runtime.GOOS == "windows" || math.MaxInt == math.MaxInt32:
		return 0
	case err != nil:
		return least
	}
	return int(max(least, 2*info.Size()))
}

// openFile opens the file for bbolt, which locks and maps it next.
func (o *opener) openFile(path string, flag int, mode os.FileMode) (*os.File, error) {
	// bbolt reads whatever it is given: opening a pipe would wait for ever.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	f, err := os.OpenFile(path, flag|os.O_CREATE|os.O_EXCL, mode)
	o.created = err == nil
	if errors.Is(err, fs.ErrExist) {
		f, err = os.OpenFile(path, flag, mode)
	}
	if err != nil {
		return nil, err
	}
	inSmallPieces(f)
	o.file = f
	if err := o.checkMeta(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// checkMeta refuses a file that is shorter than it says, before bbolt maps it.
// Another instance may be writing: the file may grow, and one without a valid
// meta may be about to get it, so that is left to bbolt, which has the lock.
func (o *opener) checkMeta() error {
	m, ok := readMeta(o.file)
	if !ok {
		return nil
	}
	info, err := o.file.Stat()
	if err != nil {
		return err
	}
	return m.check(info.Size())
}

// verify reads the whole file, which is locked now, and makes the name of a new
// one durable.
func (o *opener) verify() error {
	m, ok := readMeta(o.file)
	if !ok {
		return ErrCorrupt
	}
	info, err := o.file.Stat()
	if err != nil {
		return err
	}
	if err := m.check(info.Size()); err != nil {
		return err
	}
	if err := checkPages(o.file, m); err != nil {
		return err
	}
	if o.created && !o.noSync {
		SyncDir(filepath.Dir(o.path))
	}
	return nil
}

// abandon lets go of the file after an error. A new file for which there was no
// room is removed: half a file would be taken for a damaged one.
func (o *opener) abandon(db *bbolt.DB, cause error) {
	if o.file != nil {
		release(db, o.file, isDamage(cause)) // bbolt may have done so
	}
	if o.created && errors.Is(explain(o.path, cause), ErrFull) {
		os.Remove(o.path)
	}
}
