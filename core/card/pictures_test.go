package card_test

import (
	"bytes"
	"image/png"
	"sync"
	"testing"
	"time"

	"dragoman/core/card"
	"dragoman/knowledge"
)

// riyadh reads the built-in story: another edition each time.
func riyadh(t *testing.T) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// The picture of a subject is the same one, with what the adapter noted of it.
func TestPicturesOf(t *testing.T) {
	base := riyadh(t)
	warsaw := time.FixedZone("", 60*60)
	noon := time.Date(2025, time.February, 18, 12, 0, 0, 0, time.UTC)
	briefing := card.Subject{Base: base, Kind: card.KindBriefing, Day: noon}
	for _, tt := range []struct {
		name        string
		first, then card.Subject
		same        bool
	}{
		{"again", briefing, briefing, true},
		{"at another time", briefing, card.Subject{Base: base, Kind: card.KindBriefing, Day: noon.Add(12*time.Hour - 1)}, true},
		{"written in another zone", briefing, card.Subject{Base: base, Kind: card.KindBriefing, Day: noon.Add(-12 * time.Hour).In(warsaw)}, true},
		{"the day before", briefing, card.Subject{Base: base, Kind: card.KindBriefing, Day: noon.Add(-12*time.Hour - 1)}, false},
		{"no day", briefing, card.Subject{Base: base, Kind: card.KindBriefing}, false},
		{"another kind", briefing, card.Subject{Base: base, Kind: card.KindTimeline, Day: noon}, false},
		{"another edition", briefing, card.Subject{Base: riyadh(t), Kind: card.KindBriefing, Day: noon}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var all card.Pictures[string]
			one := all.Of(tt.first)
			one.Own = "noted"
			other := all.Of(tt.then)
			if (one == other) != tt.same || (other.Own == "noted") != tt.same {
				t.Errorf("the same: %v; noted is %q", one == other, other.Own)
			}
		})
	}
}

// Each kind is the card of that kind, with the day highlighted.
func TestPictureDraw(t *testing.T) {
	base := riyadh(t)
	day := time.Date(2025, time.February, 18, 0, 0, 0, 0, time.UTC)
	for kind, draw := range map[card.Kind]func() (card.Card, bool){
		card.KindBriefing: func() (card.Card, bool) { return card.Briefing(base, day) },
		card.KindTimeline: func() (card.Card, bool) { return card.Timeline(base, day) },
		card.KindWho:      func() (card.Card, bool) { return card.Who(base) },
	} {
		t.Run(string(kind), func(t *testing.T) {
			want, ok := draw()
			if !ok {
				t.Fatal("no card")
			}
			var all card.Pictures[struct{}]
			file, alt := all.Of(card.Subject{Base: base, Kind: kind, Day: day.Add(20 * time.Hour)}).Draw()
			if alt != want.Alt() {
				t.Errorf("got %q, not %q", alt, want.Alt())
			}
			if data, err := want.PNG(); err != nil || !bytes.Equal(file, data) {
				t.Errorf("another picture, of %d bytes; %v", len(file), err)
			}
		})
	}
}

// A story without days, meetings and people has no pictures.
func TestPictureOfNothing(t *testing.T) {
	base, err := knowledge.Parse("bare.yaml", []byte(`schema: 1
story: {title: A bare story, publisher: The Post, published: 2025-10-06}
paragraphs: {1: Headline}
facts:
  - {id: rain, cites: [1], gist: It rains in the north., asks: [{kind: what, answer: It rains., asked: [what is the weather]}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	var all card.Pictures[struct{}]
	for _, kind := range []card.Kind{card.KindBriefing, card.KindTimeline, card.KindWho} {
		if file, alt := all.Of(card.Subject{Base: base, Kind: kind}).Draw(); file != nil || alt != "" {
			t.Errorf("%s: %d bytes, %q", kind, len(file), alt)
		}
	}
}

// Readers who ask at once share one picture, drawn once. An edition that comes
// meanwhile takes nothing from those who have a picture already.
func TestPicturesAtOnce(t *testing.T) {
	editions := []*knowledge.Base{riyadh(t), riyadh(t)}
	var all card.Pictures[struct{}]
	held := all.Of(card.Subject{Base: editions[0], Kind: card.KindWho})
	files := make([][]byte, 8)
	var readers sync.WaitGroup
	for n := range files {
		readers.Go(func() {
			all.Of(card.Subject{Base: editions[n%2], Kind: card.KindWho})
			files[n], _ = held.Draw()
		})
	}
	readers.Wait()
	if _, err := png.Decode(bytes.NewReader(files[0])); err != nil {
		t.Fatal(err)
	}
	for n := range files {
		if &files[n][0] != &files[0][0] {
			t.Errorf("drawn again for reader %d", n)
		}
	}
}
