package folder

import (
	"crypto/sha256"
	"maps"
	"slices"
)

// contents are the files of a folder, to tell whether they are the same as
// before. A file that cannot be read is not among them.
type contents struct {
	missing bool // the folder is not there, or has too much
	digests map[string][sha256.Size]byte
}

func (c contents) equal(d contents) bool {
	return c.missing == d.missing && maps.Equal(c.digests, d.digests)
}

func (f *Folder) note(c contents) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last = c
}

// replace notes contents and tells whether they are others than those before.
func (f *Folder) replace(c contents) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	same := f.last.equal(c)
	f.last = c
	return !same
}

// wasRead tells whether anything has been noted.
func (f *Folder) wasRead() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.last.missing || f.last.digests != nil
}

// digest reads all files.
func (f *Folder) digest() contents {
	entries, err := f.list()
	if err != nil {
		return contents{missing: true}
	}
	c := contents{digests: make(map[string][sha256.Size]byte, len(entries))}
	for _, e := range entries {
		if data, err := f.read(e.name); err == nil {
			c.digests[e.name] = sha256.Sum256(data)
		}
	}
	return c
}

// glance is what the folder looks like without reading its files. Whether it is
// there at all makes a difference as well.
type glance struct {
	failed  bool
	entries []entry
}

func (f *Folder) glance() glance {
	entries, err := f.list()
	return glance{failed: err != nil, entries: entries}
}

func (g glance) equal(h glance) bool {
	return g.failed == h.failed && slices.EqualFunc(g.entries, h.entries, func(a, b entry) bool {
		return a.name == b.name && a.size == b.size && a.modified.Equal(b.modified)
	})
}
