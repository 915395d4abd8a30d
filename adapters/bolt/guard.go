package bolt

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// guard runs fn, which reads mapped pages through bbolt, and returns a damage
// for what bbolt does when a page is not what it should be: it panics, or the
// process faults on memory beyond the file's end.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if reason := recover(); reason != nil {
			err = &damage{reason}
		}
	}()
	return fn()
}

// damage is a panic over a page. It is an ErrCorrupt.
type damage struct{ reason any }

func (d *damage) Error() string { return fmt.Sprintf("%v: %v", ErrCorrupt, d.reason) }
func (d *damage) Unwrap() error { return ErrCorrupt }

func isDamage(err error) bool {
	d := (*damage)(nil)
	return errors.As(err, &d)
}

// use runs fn on the file. Damage is final: bbolt may hold its locks still, and
// a damaged tree must not be written to, so all later uses get its error.
func (s *Store) use(fn func() error) error {
	if earlier := s.damaged.Load(); earlier != nil {
		return *earlier
	}
	err := explain(s.path, guard(fn))
	if isDamage(err) {
		s.damaged.Store(&err)
	}
	return err
}

// release closes the database. After damage it only frees and closes the file,
// for others to open: bbolt's Close could wait for ever, and the mapping that it
// would undo ends with the process.
func release(db *bbolt.DB, file *os.File, damaged bool) error {
	if damaged || db == nil {
		unlock(file)
		return file.Close()
	}
	return db.Close()
}
