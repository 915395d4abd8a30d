package extract

import "testing"

func TestVerbForms(t *testing.T) {
	for word, base := range map[string]string{
		"went": "go", "struck": "strike", "stopped": "stop", "opened": "open", "tries": "try", "dying": "die", "found": "find",
		"admitted": "admit", "visited": "visit", "said": "say", "led": "lead", "panning": "", "built": "build", "rebuilt": "rebuild",
	} {
		if use, _ := verbOf(word); use.base != base {
			t.Errorf("%q: got %q, want %q", word, use.base, base)
		}
	}
}
