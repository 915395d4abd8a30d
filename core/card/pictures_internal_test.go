package card

import (
	"testing"
	"time"

	"dragoman/knowledge"
)

// However many days are asked for, and editions come, few pictures are kept.
func TestPicturesAreBounded(t *testing.T) {
	var p Pictures[int]
	what := Subject{Base: new(knowledge.Base), Kind: KindTimeline, Day: time.Date(2025, 2, 17, 0, 0, 0, 0, time.UTC)}
	for n := range 3 * maxPictures {
		what.Day = what.Day.AddDate(0, 0, 1)
		if p.Of(what).Own++; p.Of(what).Own != 1 {
			t.Errorf("picture %d is that of another day", n)
		}
		if len(p.all) > maxPictures {
			t.Fatalf("%d pictures", len(p.all))
		}
	}
	what.Base = new(knowledge.Base)
	if p.Of(what); len(p.all) != 1 {
		t.Errorf("%d pictures after another edition came", len(p.all))
	}
}
