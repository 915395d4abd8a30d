package discord

import (
	"fmt"
	"testing"
	"time"
)

// What the bot remembers is bounded.
func TestMemoryIsBounded(t *testing.T) {
	var d directs
	for n := range maxDirects + 1000 {
		d.put(fmt.Sprint(n+1), fmt.Sprint(n+1_000_000))
	}
	last := fmt.Sprint(maxDirects + 1000)
	if id, ok := d.get(last); len(d.byUser) != maxDirects || !ok || id != fmt.Sprint(maxDirects+1000+999_999) {
		t.Errorf("%d channels of direct messages, the last is %s", len(d.byUser), id)
	}
	d.put("x", "1")
	if _, ok := d.get("x"); ok {
		t.Error("a user who is no number")
	}
	d.drop(last)
	if _, ok := d.get(last); ok {
		t.Error("not dropped")
	}

	var p plainer
	now := time.Now()
	for n := range maxPlainer + 10 {
		p.put(fmt.Sprint(n), looks{bare: true}, now)
	}
	if len(p.byPlace) > maxPlainer || p.get(fmt.Sprint(maxPlainer+9), now) != (looks{bare: true}) {
		t.Errorf("%d channels", len(p.byPlace))
	}
	if p.get(fmt.Sprint(maxPlainer+9), now.Add(plainFor)) != (looks{}) {
		t.Error("never tried again")
	}
}
