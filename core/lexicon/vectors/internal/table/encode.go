package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Errors of Encode.
var (
	// ErrTooMany is returned for more than MaxWords words.
	ErrTooMany = errors.New("table: too many words")
	// ErrMismatch is returned if there is not one vector for each word.
	ErrMismatch = errors.New("table: not as many vectors as words")
	// ErrTwice is returned for a word that is given twice.
	ErrTwice = errors.New("table: word given twice")
	// ErrZero is returned for a vector that has no direction.
	ErrZero = errors.New("table: vector of length zero")
)

// Encode writes the file of words, the most common first, and their vectors,
// of which only the directions count.
func Encode(words []string, vectors [][Dims]float64) ([]byte, error) {
	if len(words) > MaxWords {
		return nil, fmt.Errorf("%w: %d", ErrTooMany, len(words))
	}
	if len(words) != len(vectors) {
		return nil, fmt.Errorf("%w: %d, %d", ErrMismatch, len(vectors), len(words))
	}
	file := append([]byte(nil), magic...)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(words)))
	for i, v := range vectors {
		row, err := quantise(v)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", words[i], err)
		}
		file = append(file, row...)
	}
	end := 0
	for _, w := range words {
		end += len(w)
		file = binary.LittleEndian.AppendUint32(file, uint32(end))
	}
	index, err := fill(words)
	if err != nil {
		return nil, err
	}
	for _, row := range index {
		file = binary.LittleEndian.AppendUint16(file, row)
	}
	for _, w := range words {
		file = append(file, w...)
	}
	return file, nil
}

// fill makes the hash table.
func fill(words []string) ([]uint16, error) {
	index := make([]uint16, slots)
	for i, w := range words {
		slot := hash(w, "")
		for index[slot] != 0 {
			if words[index[slot]-1] == w {
				return nil, fmt.Errorf("%w: %q", ErrTwice, w)
			}
			slot = (slot + 1) % slots
		}
		index[slot] = uint16(i + 1)
	}
	return index, nil
}

// step is the distance between two numbers of 4 bits, in parts of the root mean
// square of a vector's components: that which loses least of components that
// are distributed normally (J. Max, Quantizing for minimum distortion, 1960).
const step = 0.335

// quantise packs a vector into a row.
func quantise(v [Dims]float64) ([]byte, error) {
	squares := 0.0
	for _, x := range v {
		squares += float64(x * x)
	}
	if squares == 0 {
		return nil, ErrZero
	}
	scale := step * math.Sqrt(squares/Dims)
	row := make([]byte, packed, rowSize)
	length := 0
	for i, x := range v {
		n := int(max(0, min(15, math.Floor(x/scale)+8)))
		length += (2*n - bias) * (2*n - bias)
		row[i/2] |= byte(n << (i % 2 * 4))
	}
	return binary.LittleEndian.AppendUint16(row, uint16(math.Round(math.Sqrt(float64(length))*unit))), nil
}
