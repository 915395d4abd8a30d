package feedback

import (
	"context"
	"sync"
)

// Vote is one press of a feedback button.
type Vote struct {
	Answer  string // id of the answer's text (questions.ID)
	Label   string // the beginning of the answer, for reports
	User    string // who voted, as in core.SessionKey.User
	Message string // names the message that was voted on: a user has one vote for each
	Good    bool
}

// Count is what readers think of an answer.
type Count struct {
	Answer string `json:"answer"`
	Label  string `json:"label"`
	Good   int    `json:"good"`
	Bad    int    `json:"bad"`
}

// Store counts votes. Its methods may be called concurrently.
type Store interface {
	// Vote counts a vote, unless the user gave the same one on that message
	// before; another one before is taken back. It reports whether anything
	// changed.
	Vote(ctx context.Context, v Vote) (changed bool, err error)
	// Feedback returns all counts, in no order.
	Feedback(ctx context.Context) ([]Count, error)
}

// Apply changes a count by a vote; before is the user's earlier vote, nil for
// none.
func (c *Count) Apply(v Vote, before *bool) (changed bool) {
	if before != nil && *before == v.Good {
		return false
	}
	if before != nil {
		c.add(*before, -1)
	}
	c.Answer = v.Answer
	if v.Label != "" {
		c.Label = v.Label
	}
	c.add(v.Good, 1)
	return true
}

// TakeBack changes a count as if a vote had never been.
func (c *Count) TakeBack(good bool) { c.add(good, -1) }

func (c *Count) add(good bool, n int) {
	if good {
		c.Good = max(0, c.Good+n)
	} else {
		c.Bad = max(0, c.Bad+n)
	}
}

// Memory is a Store that lives as long as the process. After 100,000 votes it
// forgets who voted, and after 10,000 answers another one's count. It is safe
// for concurrent use.
type Memory struct {
	mu     sync.Mutex
	counts map[string]Count
	votes  map[voteKey]bool
}

type voteKey struct{ answer, user, message string }

const (
	maxVotes  = 100_000
	maxCounts = 10_000
)

// Vote implements [Store]; it never fails.
func (m *Memory) Vote(_ context.Context, v Vote) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.counts == nil {
		m.counts = make(map[string]Count)
	}
	if m.votes == nil || len(m.votes) >= maxVotes {
		m.votes = make(map[voteKey]bool)
	}
	key := voteKey{v.Answer, v.User, v.Message}
	var before *bool
	if b, ok := m.votes[key]; ok {
		before = &b
	}
	c := m.counts[v.Answer]
	if !c.Apply(v, before) {
		return false, nil
	}
	m.votes[key], m.counts[v.Answer] = v.Good, c
	for other := range m.counts {
		if len(m.counts) <= maxCounts {
			break
		}
		if other != v.Answer {
			delete(m.counts, other)
		}
	}
	return true, nil
}

// Feedback implements [Store]; it never fails.
func (m *Memory) Feedback(context.Context) ([]Count, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]Count, 0, len(m.counts))
	for _, c := range m.counts {
		all = append(all, c)
	}
	return all, nil
}

// ForgetUser takes back the votes of a user, and returns how many there were.
func (m *Memory) ForgetUser(user string) (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key, good := range m.votes {
		if key.user != user {
			continue
		}
		delete(m.votes, key)
		n++
		if c, ok := m.counts[key.answer]; ok {
			if c.TakeBack(good); c.Good+c.Bad == 0 {
				delete(m.counts, key.answer)
			} else {
				m.counts[key.answer] = c
			}
		}
	}
	return n
}
