package bolt_test

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"os"
)

// Ways to damage a copy of a sound file.

func metaField(b []byte, field int) uint64 { return binary.NativeEndian.Uint64(b[latest(b)+field:]) }

func root(b []byte) uint64     { return metaField(b, 16) }
func freelist(b []byte) uint64 { return metaField(b, 32) }

// used is the length of the part of the file that pages take.
func used(b []byte) int { return int(metaField(b, 40)) * os.Getpagesize() }

// zap inverts a byte at each place.
func zap(b []byte, places ...int) []byte {
	b = bytes.Clone(b)
	for _, at := range places {
		b[at] ^= 0xFF
	}
	return b
}

// wipe zeroes a page.
func wipe(b []byte, page uint64) []byte {
	b = bytes.Clone(b)
	size := os.Getpagesize()
	clear(b[int(page)*size : (int(page)+1)*size])
	return b
}

// retarget sets a field of the meta page in use and makes its checksum right:
// not an accident, but what a file made on purpose may hold.
func retarget(b []byte, field int, value uint64) []byte {
	b = bytes.Clone(b)
	meta := b[latest(b):][:64]
	binary.NativeEndian.PutUint64(meta[field:], value)
	sum := fnv.New64a()
	sum.Write(meta[:56])
	binary.NativeEndian.PutUint64(meta[56:], sum.Sum64())
	return b
}
