package eval_test

import (
	"strings"
	"testing"

	"dragoman/core/eval"
)

// endless is a set that does not end.
type endless struct{ sent int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.sent += len(p)
	return len(p), nil
}

func TestReadSetIsBounded(t *testing.T) {
	var in endless
	_, err := eval.ReadSet("x.jsonl", &in)
	if err == nil || !strings.Contains(err.Error(), "x.jsonl: it has more than 64 MiB") {
		t.Errorf("got %v", err)
	}
	if in.sent > 65<<20 {
		t.Errorf("%d bytes are read", in.sent)
	}
}
