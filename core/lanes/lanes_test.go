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
