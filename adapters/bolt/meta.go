package bolt

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// bbolt trusts its pages: a wrong one makes it panic, fault or recurse without
// end, and not all of that can be recovered from. So Open reads the file itself
// first, the way bbolt would, with every offset checked. The format is bbolt's
// version 2, in the byte order of the machine:
//
//	page     id u64, flags u16, count u16, overflow u32, then count elements
//	branch   element: pos u32, ksize u32, child u64
//	leaf     element: flags u32, pos u32, ksize u32, vsize u32
//	meta     magic u32, version u32, page size u32, flags u32, root bucket
//	         (root u64, sequence u64), freelist u64, pages u64, txid u64,
//	         checksum u64 (FNV-1a of what precedes it)
//
// where pos counts from the element, and a leaf element with flag 1 holds a
// bucket: its root u64, its sequence u64 and, if the root is 0, its only page.
const (
	pageHeader  = 16
	elementSize = 16
	metaSize    = 64

	boltMagic   = 0xED0CDAED
	boltVersion = 2

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	flagBucket   = 0x01

	minPageSize = 1 << 10 // the sizes that bbolt looks for
	maxPageSize = 16 << 20

	noFreelist = ^uint64(0)
)

var host = binary.NativeEndian

// fileMeta is a meta page: where a state of the file begins.
type fileMeta struct {
	pageSize int64
	root     uint64
	freelist uint64
	pages    uint64 // number of pages, the free ones included
	txid     uint64
}

// readMeta returns the meta page that bbolt would use: of the valid ones the
// latest. It needs no lock, for a writer never touches the latest.
func readMeta(r io.ReaderAt) (fileMeta, bool) {
	first, ok := metaAt(r, 0)
	if ok {
		second, ok := metaAt(r, first.pageSize)
		if ok && second.txid > first.txid {
			return second, true
		}
		return first, true
	}
	for at := int64(minPageSize); at <= maxPageSize; at *= 2 {
		if m, ok := metaAt(r, at); ok {
			return m, true
		}
	}
	return fileMeta{}, false
}

func metaAt(r io.ReaderAt, at int64) (fileMeta, bool) {
	var page [pageHeader + metaSize]byte
	if _, err := r.ReadAt(page[:], at); err != nil {
		return fileMeta{}, false
	}
	b := page[pageHeader:]
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	m := fileMeta{
		pageSize: int64(host.Uint32(b[8:])),
		root:     host.Uint64(b[16:]),
		freelist: host.Uint64(b[32:]),
		pages:    host.Uint64(b[40:]),
		txid:     host.Uint64(b[48:]),
	}
	return m, host.Uint32(b) == boltMagic && host.Uint32(b[4:]) == boltVersion &&
		host.Uint64(b[56:]) == sum.Sum64() &&
		m.pageSize >= minPageSize && m.pageSize <= maxPageSize && m.pageSize&(m.pageSize-1) == 0
}

// check tells whether the pages that the meta speaks of are within a file of
// the given size.
func (m fileMeta) check(size int64) error {
	switch {
	case m.pages > uint64(size/m.pageSize):
		return fmt.Errorf("%w: %d bytes are missing at its end", ErrCorrupt,
			m.pages*uint64(m.pageSize)-uint64(size))
	case m.freelist == noFreelist:
		return fmt.Errorf("%w: it has no list of free pages", ErrCorrupt)
	}
	return nil
}
