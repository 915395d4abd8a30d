package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// checkPages reads every page that is in use or listed as free: each must be
// what its parent takes it for, be used once, and hold its elements. The caller
// holds the file's lock.
//
// Pages are read level by level, in the order in which they lie in the file, and
// in large pieces: a disk gives half a gigabyte so in seconds, and page by page in
// the order of the trees in a minute.
func checkPages(r io.ReaderAt, m fileMeta) error {
	w := &pageWalk{r: &forward{r: r}, meta: m, seen: make([]uint64, m.pages/64+1)}
	if err := w.walk(); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return nil
}

type pageWalk struct {
	r    io.ReaderAt
	meta fileMeta
	seen []uint64 // a bit for each page
	todo []uint64 // pages of trees to be read after those of this level
	buf  []byte
}

func (w *pageWalk) walk() error {
	if _, err := w.freelist(); err != nil {
		return err
	}
	w.todo = append(w.todo, w.meta.root)
	for len(w.todo) > 0 {
		level := w.todo
		w.todo = nil
		slices.Sort(level)
		for _, id := range level {
			page, err := w.read(id)
			if err != nil {
				return err
			}
			if err := w.elements(page); err != nil {
				return fmt.Errorf("page %d: %w", id, err)
			}
		}
	}
	return nil
}

// read returns a page with its overflow, valid until the next call.
func (w *pageWalk) read(id uint64) ([]byte, error) {
	if err := w.use(id); err != nil {
		return nil, err
	}
	if w.buf == nil {
		w.buf = make([]byte, w.meta.pageSize)
	}
	at := int64(id) * w.meta.pageSize
	b := w.buf[:w.meta.pageSize]
	if _, err := w.r.ReadAt(b, at); err != nil {
		return nil, fmt.Errorf("page %d: %w", id, err)
	}
	overflow := uint64(host.Uint32(b[12:]))
	if host.Uint64(b) != id || overflow >= w.meta.pages-id {
		return nil, fmt.Errorf("page %d has the header of another", id)
	}
	if overflow == 0 {
		return b, nil
	}
	for next := id + 1; next <= id+overflow; next++ {
		if err := w.use(next); err != nil {
			return nil, err
		}
	}
	if need := int64(overflow+1) * w.meta.pageSize; int64(len(w.buf)) < need {
		w.buf = make([]byte, need)
	}
	b = w.buf[:int64(overflow+1)*w.meta.pageSize]
	if _, err := w.r.ReadAt(b, at); err != nil {
		return nil, fmt.Errorf("page %d: %w", id, err)
	}
	return b, nil
}

// use marks a page; pages 0 and 1 are the metas.
func (w *pageWalk) use(id uint64) error {
	if id < 2 || id >= w.meta.pages {
		return fmt.Errorf("page %d of %d is named", id, w.meta.pages)
	}
	word, bit := &w.seen[id/64], uint64(1)<<(id%64)
	if *word&bit != 0 {
		return fmt.Errorf("page %d is used twice", id)
	}
	*word |= bit
	return nil
}

// freelist returns the pages that are listed as free.
func (w *pageWalk) freelist() ([]uint64, error) {
	page, err := w.read(w.meta.freelist)
	if err != nil {
		return nil, err
	}
	if host.Uint16(page[8:]) != flagFreelist {
		return nil, fmt.Errorf("page %d is not the list of free pages", w.meta.freelist)
	}
	ids, count := page[pageHeader:], uint64(host.Uint16(page[10:]))
	if count == 0xFFFF { // then the count did not fit, and comes first
		count, ids = host.Uint64(ids), ids[8:]
	}
	if count > uint64(len(ids)/8) {
		return nil, errors.New("the list of free pages is cut off")
	}
	free := make([]uint64, count)
	for i := range free {
		free[i] = host.Uint64(ids[i*8:])
		if err := w.use(free[i]); err != nil {
			return nil, err
		}
	}
	return free, nil
}

// elements checks a page of a tree and notes the pages that it leads to.
func (w *pageWalk) elements(page []byte) error {
	flags, count := host.Uint16(page[8:]), int(host.Uint16(page[10:]))
	if flags != flagLeaf && (flags != flagBranch || count == 0) {
		return fmt.Errorf("unexpected kind %#x", flags)
	}
	if pageHeader+count*elementSize > len(page) {
		return errors.New("too many elements")
	}
	var last []byte
	for i := range count {
		at := pageHeader + i*elementSize
		e := page[at : at+elementSize]
		if flags == flagBranch {
			key, _, err := span(page[at:], host.Uint32(e), host.Uint32(e[4:]), 0)
			if err != nil {
				return err
			}
			if i > 0 && bytes.Compare(last, key) >= 0 {
				return errors.New("keys out of order")
			}
			last = key
			w.todo = append(w.todo, host.Uint64(e[8:]))
			continue
		}
		key, value, err := span(page[at:], host.Uint32(e[4:]), host.Uint32(e[8:]), host.Uint32(e[12:]))
		if err != nil {
			return err
		}
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return errors.New("keys out of order")
		}
		last = key
		if host.Uint32(e)&flagBucket != 0 {
			if err := w.bucket(value); err != nil {
				return fmt.Errorf("bucket %q: %w", key, err)
			}
		}
	}
	return nil
}

func (w *pageWalk) bucket(value []byte) error {
	if len(value) < 16 {
		return errors.New("cut off")
	}
	if root := host.Uint64(value); root != 0 {
		w.todo = append(w.todo, root)
		return nil
	}
	inline := value[16:]
	if len(inline) < pageHeader || host.Uint16(inline[8:]) != flagLeaf {
		return errors.New("no page of its own")
	}
	return w.elements(inline)
}

// span is an element's key and value.
func span(b []byte, pos, keySize, valueSize uint32) (key, value []byte, err error) {
	start := uint64(pos)
	mid := start + uint64(keySize)
	end := mid + uint64(valueSize)
	if end > uint64(len(b)) {
		return nil, nil, errors.New("an element beyond the page's end")
	}
	return b[start:mid], b[mid:end], nil
}

// forward reads a file in pieces of pieceSize, for those who go through it from
// its beginning to its end.
type forward struct {
	r     io.ReaderAt
	piece []byte
	at    int64 // of the piece
}

const pieceSize = 512 << 10

// ReadAt implements io.ReaderAt.
func (f *forward) ReadAt(b []byte, at int64) (n int, err error) {
	for n < len(b) {
		if at < f.at || at >= f.at+int64(len(f.piece)) {
			if err := f.load(at); err != nil {
				return n, err
			}
		}
		done := copy(b[n:], f.piece[at-f.at:])
		n, at = n+done, at+int64(done)
	}
	return n, nil
}

func (f *forward) load(at int64) error {
	if f.piece == nil {
		f.piece = make([]byte, pieceSize)
	}
	n, err := f.r.ReadAt(f.piece[:pieceSize], at)
	f.piece, f.at = f.piece[:n], at
	if n == 0 && err != nil {
		return err
	}
	return nil
}
