package telegram

import (
	"slices"
	"sync"
)

// lanes run jobs: those of one key in the order of their ids, those of
// different keys side by side. A lane's goroutine ends with its last job.
type lanes struct {
	mu    sync.Mutex
	byKey map[string]*lane
	all   sync.WaitGroup
}

type lane struct{ jobs []job }

type job struct {
	id  int64
	run func(latest bool) // latest: no other job waits in the lane
}

func newLanes() *lanes { return &lanes{byKey: make(map[string]*lane)} }

// add puts a job in its lane, before those with a higher id that wait.
func (l *lanes) add(key string, j job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if ln, ok := l.byKey[key]; ok {
		at := len(ln.jobs)
		for at > 0 && ln.jobs[at-1].id > j.id {
			at--
		}
		ln.jobs = slices.Insert(ln.jobs, at, j)
		return
	}
	ln := &lane{jobs: []job{j}}
	l.byKey[key] = ln
	l.all.Go(func() { l.drive(key, ln) })
}

func (l *lanes) drive(key string, ln *lane) {
	for {
		l.mu.Lock()
		if len(ln.jobs) == 0 {
			delete(l.byKey, key)
			l.mu.Unlock()
			return
		}
		j := ln.jobs[0]
		ln.jobs = slices.Delete(ln.jobs, 0, 1)
		latest := len(ln.jobs) == 0
		l.mu.Unlock()
		j.run(latest)
	}
}

// wait waits until all lanes are empty.
func (l *lanes) wait() { l.all.Wait() }
