package table

import "strings"

// Dims is the number of dimensions of a vector.
const Dims = 64

// MaxWords is the largest number of words of a file: more would fill the hash
// table so far that looking up a word it lacks takes long.
const MaxWords = slots * 3 / 4

const (
	magic     = "wordvec1"
	header    = len(magic) + 4
	packed    = Dims / 2 // bytes of a vector
	rowSize   = packed + 2
	endSize   = 4
	slots     = 1 << 16
	slotSize  = 2
	unit      = 512 // lengths of vectors, 8 to 120, are stored in parts of this
	bias      = 15  // a number n of 4 bits stands for the component 2n - bias
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

// Table is an opened file. It is immutable.
type Table struct {
	rows, ends, index, letters string
}

// Open reads a file that Encode wrote; it copies nothing. It panics if the
// file is none or cut short: files are compiled in, so only a build can be at
// fault.
func Open(file string) Table {
	if !strings.HasPrefix(file, magic) || len(file) < header {
		panic("table: not a file of word vectors")
	}
	n := int(uint32At(file, len(magic)))
	rows := header
	ends := rows + n*rowSize
	index := ends + n*endSize
	letters := index + slots*slotSize
	if n > MaxWords || len(file) < letters {
		panic("table: file of a wrong length")
	}
	t := Table{rows: file[rows:ends], ends: file[ends:index], index: file[index:letters], letters: file[letters:]}
	if t.end(n) != len(t.letters) {
		panic("table: file of a wrong length")
	}
	return t
}

// Count is the number of words.
func (t *Table) Count() int { return len(t.ends) / endSize }

// Word returns the word of a row, which is 1 to Count.
func (t *Table) Word(row uint16) string {
	return t.letters[t.end(int(row)-1):t.end(int(row))]
}

// Find returns the row of a word, 0 for none.
func (t *Table) Find(word string) uint16 { return t.FindJoined(word, "") }

// FindJoined returns the row of the word that two pieces make, 0 for none.
func (t *Table) FindJoined(front, back string) uint16 {
	for slot := hash(front, back); ; slot = (slot + 1) % slots {
		row := uint16At(t.index, slot*slotSize)
		if row == 0 {
			return 0
		}
		w := t.Word(row)
		if len(w) == len(front)+len(back) && w[:len(front)] == front && w[len(front):] == back {
			return row
		}
	}
}

// Cosine is the cosine of the angle between the vectors of two rows, which are
// 1 to Count.
func (t *Table) Cosine(a, b uint16) float64 {
	x, y := t.row(a), t.row(b)
	var low, high int
	for i := range packed {
		u, v := int(x[i]), int(y[i])
		low += (u&15*2 - bias) * (v&15*2 - bias)
		high += (u>>4*2 - bias) * (v>>4*2 - bias)
	}
	lengths := float64(uint16At(x, packed)) * float64(uint16At(y, packed))
	return max(-1, min(1, float64(low+high)*(unit*unit)/lengths))
}

func (t *Table) row(row uint16) string {
	at := (int(row) - 1) * rowSize
	return t.rows[at : at+rowSize]
}

// end is where the word of a row ends among the letters; that of row 0 is
// where the first begins.
func (t *Table) end(row int) int {
	if row == 0 {
		return 0
	}
	return int(uint32At(t.ends, (row-1)*endSize))
}

// hash is the slot that a word belongs to: 32-bit FNV-1a folded to 16 bits.
func hash(front, back string) int {
	h := uint32(fnvOffset)
	for i := range len(front) {
		h = (h ^ uint32(front[i])) * fnvPrime
	}
	for i := range len(back) {
		h = (h ^ uint32(back[i])) * fnvPrime
	}
	return int((h ^ h>>16) % slots)
}

func uint16At(s string, at int) uint16 { return uint16(s[at]) | uint16(s[at+1])<<8 }

func uint32At(s string, at int) uint32 {
	return uint32(uint16At(s, at)) | uint32(uint16At(s, at+2))<<16
}
