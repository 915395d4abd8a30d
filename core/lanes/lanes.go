package lanes

import (
	"slices"
	"sync"
)

// Lanes are the lanes there are. The zero value is ready; its methods may be
// called concurrently. A lane's goroutine ends with its last job.
type Lanes struct {
	mu    sync.Mutex
	byKey map[string]*lane
	jobs  int // that wait
	all   sync.WaitGroup
}

type lane struct{ jobs []Job }

// Job is what a lane runs.
type Job struct {
	ID  int64             // jobs that wait are run in the order of their ids
	Run func(latest bool) // latest: no other job waits in the lane
}

// Add puts a job in the lane of key, before those with a higher id that wait.
func (l *Lanes) Add(key string, j Job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.jobs++
	if ln, ok := l.byKey[key]; ok {
		at := len(ln.jobs)
		for at > 0 && ln.jobs[at-1].ID > j.ID {
			at--
		}
		ln.jobs = slices.Insert(ln.jobs, at, j)
		return
	}
	ln := &lane{jobs: []Job{j}}
	if l.byKey == nil {
		l.byKey = make(map[string]*lane)
	}
	l.byKey[key] = ln
	l.all.Go(func() { l.drive(key, ln) })
}

func (l *Lanes) drive(key string, ln *lane) {
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
		l.jobs--
		l.mu.Unlock()
		j.Run(latest)
	}
}

// Size returns how many jobs wait, and how many lanes are not empty: each of these
// runs one job.
func (l *Lanes) Size() (waiting, running int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.jobs, len(l.byKey)
}

// Waiting returns how many jobs wait in the lane of a key.
func (l *Lanes) Waiting(key string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if ln, ok := l.byKey[key]; ok {
		return len(ln.jobs)
	}
	return 0
}

// Wait waits until all lanes are empty. No job is to be added meanwhile.
func (l *Lanes) Wait() { l.all.Wait() }
