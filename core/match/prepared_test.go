package match_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"dragoman/core/match"
	"dragoman/knowledge"
)

var update = flag.Bool("update", false, "write the prepared stories anew")

// The prepared form of each embedded story is what understanding it leads to
// now. After a change to a story, the lexicon or the analysis:
//
//	go test ./core/match -run TestPrepared -update
func TestPrepared(t *testing.T) {
	for _, name := range knowledge.EmbeddedNames() {
		base, err := knowledge.Embedded(name)
		if err != nil {
			t.Fatal(err)
		}
		fresh := match.Prepare(base)
		if *update {
			file := filepath.Join("..", "..", "knowledge", "stories", name+".prepared")
			if err := os.WriteFile(file, fresh, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !bytes.Equal(base.Prepared(), fresh) {
			t.Errorf("the prepared form of %s is out of date: run go test ./core/match -run TestPrepared -update", name)
		}
	}
}
