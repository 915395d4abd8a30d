package delivery

import (
	"context"
	"sync"
)

// Memory is a Log that lives as long as the process. It is no Shelf. It is
// safe for concurrent use; its zero value is empty.
type Memory struct {
	mu      sync.Mutex
	handled ring[updateKey, struct{}]
	answers ring[messageKey, string]
}

const maxMemory = 20_000 // updates, and answers

type (
	updateKey struct {
		source string
		id     int64
	}
	messageKey struct{ source, question string }
)

// Handled implements [Log]; it never fails.
func (m *Memory) Handled(_ context.Context, source string, id int64) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.handled.values[updateKey{source, id}]
	return ok, nil
}

// Mark implements [Log]; it never fails.
func (m *Memory) Mark(_ context.Context, r Receipt) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handled.put(updateKey{r.Source, r.ID}, struct{}{})
	if r.Question != "" {
		m.answers.put(messageKey{r.Source, r.Question}, r.Answer)
	}
	return nil
}

// Answer implements [Log]; it never fails.
func (m *Memory) Answer(_ context.Context, source, question string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.answers.values[messageKey{source, question}], nil
}

// ring is a map of the latest maxMemory keys.
type ring[K comparable, V any] struct {
	values map[K]V
	keys   []K
	next   int
}

func (r *ring[K, V]) put(key K, value V) {
	if r.values == nil {
		r.values = make(map[K]V)
	}
	if _, ok := r.values[key]; !ok {
		if len(r.keys) < maxMemory {
			r.keys = append(r.keys, key)
		} else {
			delete(r.values, r.keys[r.next])
			r.keys[r.next] = key
			r.next = (r.next + 1) % maxMemory
		}
	}
	r.values[key] = value
}
