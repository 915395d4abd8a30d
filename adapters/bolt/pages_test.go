package bolt_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"

	"dragoman/adapters/bolt"
)

// What is read in pieces is what the file has, wherever it is read, and what lies
// beyond its end is an error.
func TestForward(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 9))
	file := make([]byte, 2*bolt.PieceSize+1234)
	for i := range file {
		file[i] = byte(rnd.Uint32())
	}
	r := bolt.Forward(bytes.NewReader(file))
	at := 0
	for step := range 2000 {
		at += rnd.IntN(3000)
		size := 1 + rnd.IntN(5000)
		if step%500 == 0 {
			size = bolt.PieceSize + rnd.IntN(bolt.PieceSize/2) // over more than one piece
		}
		if at+size > len(file) {
			at = rnd.IntN(len(file) - size)
		}
		b := make([]byte, size)
		if n, err := r.ReadAt(b, int64(at)); n != size || err != nil || !bytes.Equal(b, file[at:at+size]) {
			t.Fatalf("step %d: %d bytes at %d: %d, %v", step, size, at, n, err)
		}
	}
	for _, past := range []int{1, 100, 10_000} {
		b := make([]byte, past)
		if n, err := r.ReadAt(b, int64(len(file)-past/2)); n != past/2 || err != io.EOF {
			t.Errorf("%d bytes beyond the end: %d, %v", past-past/2, n, err)
		}
	}
	if n, err := r.ReadAt(make([]byte, 1), int64(len(file))+1<<40); n != 0 || err == nil {
		t.Errorf("far beyond the end: %d, %v", n, err)
	}
}
