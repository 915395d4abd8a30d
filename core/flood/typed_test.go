package flood_test

import (
	"testing"
	"time"

	"dragoman/core/flood"
)

// Ten letters a second for five seconds pass, a program's hundred a second do not.
func TestTyped(t *testing.T) {
	for _, tt := range []struct {
		every    time.Duration
		n        int
		dropped  bool
		mostPass int
	}{
		{100 * time.Millisecond, 50, false, 50},
		{200 * time.Millisecond, 5000, false, 5000},
		{10 * time.Millisecond, 1000, true, 60 + 51},
	} {
		l, passed := flood.NewTyped(), 0
		for i := range tt.n {
			if l.Ask("ann", "", start.Add(time.Duration(i)*tt.every)) == flood.Pass {
				passed++
			}
		}
		if passed > tt.mostPass || (passed < tt.n) != tt.dropped {
			t.Errorf("every %v: %d of %d pass", tt.every, passed, tt.n)
		}
	}
}
