package asked

import (
	"context"
	"sync"

	"dragoman/core/schedule"
)

// Store keeps what was asked. Its methods may be called concurrently.
type Store interface {
	// AddAsked takes in what was asked since it was called last; of more than
	// MaxQuestions or MaxFacts, the least give way ([Least]).
	AddAsked(ctx context.Context, t Tally) error
	// Asked returns all that there is. It is the caller's.
	Asked(ctx context.Context) (Tally, error)
	// TrimAsked drops the days before one.
	TrimAsked(ctx context.Context, before schedule.Date) error
}

// Memory is a Store that lives as long as the process. The zero value is ready; it
// is safe for concurrent use and never fails.
type Memory struct {
	mu    sync.Mutex
	tally Tally
}

// AddAsked implements [Store].
func (m *Memory) AddAsked(_ context.Context, t Tally) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tally.Add(t)
	m.tally.bound()
	return nil
}

// Asked implements [Store].
func (m *Memory) Asked(context.Context) (t Tally, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t.Add(m.tally)
	return t, nil
}

// TrimAsked implements [Store].
func (m *Memory) TrimAsked(_ context.Context, before schedule.Date) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tally.Trim(before)
	return nil
}
