package lanes_test

import (
	"slices"
	"testing"

	"dragoman/core/lanes"
)

func TestOrder(t *testing.T) {
	var l lanes.Lanes
	var got []int64
	hold := make(chan struct{})
	l.Add("a", lanes.Job{ID: 5, Run: func(bool) { <-hold }})
	var last []bool
	for _, id := range []int64{9, 7, 8} {
		l.Add("a", lanes.Job{ID: id, Run: func(latest bool) {
			got, last = append(got, id), append(last, latest)
		}})
	}
	beside := make(chan struct{})
	l.Add("b", lanes.Job{ID: 6, Run: func(bool) { close(beside) }})
	<-beside // another lane does not wait
	close(hold)
	l.Wait()
	if !slices.Equal(got, []int64{7, 8, 9}) || !slices.Equal(last, []bool{false, false, true}) {
		t.Errorf("got %v, %v", got, last)
	}
}

func TestSize(t *testing.T) {
	var l lanes.Lanes
	hold, begun := make(chan struct{}), make(chan struct{})
	wait := lanes.Job{ID: 1, Run: func(bool) { begun <- struct{}{}; <-hold }}
	l.Add("a", wait)
	l.Add("b", wait)
	<-begun
	<-begun
	for id := range int64(3) {
		l.Add("a", lanes.Job{ID: 2 + id, Run: func(bool) {}})
	}
	if waiting, running := l.Size(); waiting != 3 || running != 2 {
		t.Errorf("%d wait, %d run", waiting, running)
	}
	if a, b, none := l.Waiting("a"), l.Waiting("b"), l.Waiting("c"); a != 3 || b != 0 || none != 0 {
		t.Errorf("%d, %d and %d wait", a, b, none)
	}
	close(hold)
	l.Wait()
	if waiting, running := l.Size(); waiting != 0 || running != 0 {
		t.Errorf("in the end %d wait, %d run", waiting, running)
	}
}
