package bolt_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/settings"
)

func TestDeliveries(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	ctx := t.Context()
	const src = "telegram 1"
	var updates []delivery.Update
	for _, id := range []int64{7, 5, -3} {
		updates = append(updates, delivery.Update{ID: id, Data: fmt.Appendf(nil, "update %d", id)})
	}
	for range 2 { // the second time they are there
		if err := s.SetAside(ctx, src, updates); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Mark(ctx, delivery.Receipt{Source: src, ID: 5, Question: "9/1", Answer: "2,3"}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetAside(ctx, src, updates[1:2]); err != nil { // it is handled
		t.Fatal(err)
	}
	s.Reopen(nil)
	for _, tt := range []struct {
		source string
		id     int64
		want   bool
	}{{src, 5, true}, {src, 7, false}, {"telegram 2", 5, false}} {
		if got, err := s.Handled(ctx, tt.source, tt.id); got != tt.want || err != nil {
			t.Errorf("%s %d: got %v, %v", tt.source, tt.id, got, err)
		}
	}
	if got, err := s.Answer(ctx, src, "9/1"); got != "2,3" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if got, _ := s.Answer(ctx, src, "9/2"); got != "" {
		t.Errorf("got %q", got)
	}
	aside, err := s.Aside(ctx, src)
	if err != nil || len(aside) != 2 || aside[0].ID != -3 || aside[1].ID != 7 || string(aside[1].Data) != "update 7" {
		t.Errorf("got %v, %v", aside, err)
	}
	if other, _ := s.Aside(ctx, "telegram 2"); len(other) != 0 {
		t.Errorf("another bot's: %v", other)
	}
	if err := s.SetAside(ctx, src, []delivery.Update{{ID: 1, Data: []byte(strings.Repeat("x", 65<<10))}}); !errors.Is(err, bolt.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestHandledIsBounded(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	const n, workers = 20_500, 50
	var wg sync.WaitGroup
	mark := func(id int64) {
		if err := s.Mark(t.Context(), delivery.Receipt{Source: "x", ID: id}); err != nil {
			t.Error(err)
		}
	}
	for id := range int64(400) { // in order, so that it is known which go
		mark(id)
	}
	for w := range workers {
		wg.Go(func() {
			for id := 400 + w; id < n; id += workers {
				mark(int64(id))
			}
		})
	}
	wg.Wait()
	for id, want := range map[int64]bool{0: false, 399: false, n - 1: true} {
		if got, err := s.Handled(t.Context(), "x", id); got != want || err != nil {
			t.Errorf("%d: got %v, %v", id, got, err)
		}
	}
}

func TestSettings(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	ctx := t.Context()
	want := settings.Chat{AdminsOnly: true, Language: "de", Channels: []string{"7"}}
	if err := s.PutSettings(ctx, "old", want); err != nil {
		t.Fatal(err)
	}
	s.Reopen(nil)
	for _, to := range []string{"new", "new"} { // the second time there is nothing to move
		if err := s.MoveSettings(ctx, "old", to); err != nil {
			t.Fatal(err)
		}
	}
	for chat, want := range map[string]settings.Chat{"old": {}, "new": want} {
		if got, err := s.Settings(ctx, chat); !reflect.DeepEqual(got, want) || err != nil {
			t.Errorf("%s: got %+v, %v", chat, got, err)
		}
	}
	if err := s.PutSettings(ctx, "new", settings.Chat{}); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Settings(ctx, "new"); !got.IsZero() {
		t.Errorf("got %+v", got)
	}
}

func TestFeedback(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	for _, step := range []struct {
		voter         string
		good, changed bool
	}{{"ann", true, true}, {"ann", true, false}, {"bob", true, true}, {"ann", false, true}} {
		got, err := s.Vote(t.Context(), feedback.Vote{Answer: "a", Label: "Yes.", User: step.voter, Message: "1", Good: step.good})
		if got != step.changed || err != nil {
			t.Errorf("%+v: got %v, %v", step, got, err)
		}
		s.Reopen(nil)
	}
	all, err := s.Feedback(t.Context())
	if want := (feedback.Count{Answer: "a", Label: "Yes.", Good: 1, Bad: 1}); err != nil || len(all) != 1 || all[0] != want {
		t.Errorf("got %v, %v", all, err)
	}
}
