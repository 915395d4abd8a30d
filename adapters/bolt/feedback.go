package bolt

import (
	"context"
	"encoding/json"
	"fmt"

	"dragoman/core/feedback"
)

var _ feedback.Store = (*Store)(nil)

const (
	maxVotes   = 100_000 // who voted for what
	maxCounts  = 10_000  // answers with votes
	maxVoteKey = 200     // bytes of an answer's id and label
)

var (
	ringVotes  = ringName{"votes", "votes order", maxVotes}
	ringCounts = ringName{"feedback", "feedback order", maxCounts}
)

// Vote implements feedback.Store.
func (s *Store) Vote(ctx context.Context, v feedback.Vote) (bool, error) {
	if len(v.Answer) > maxVoteKey || len(v.Label) > 4*maxVoteKey {
		return false, fmt.Errorf("bolt: %w: a vote", ErrTooLarge)
	}
	voter, answer := nameKey(v.Answer, v.Voter), nameKey(v.Answer)
	changed := new(bool) // the writer's until write returns nil
	err := s.write(ctx, func(r records) error {
		votes, err := ringVotes.open(r.tx())
		if err != nil {
			return err
		}
		counts, err := ringCounts.open(r.tx())
		if err != nil {
			return err
		}
		var before *bool
		if b := votes.get(voter); len(b) == 1 {
			good := b[0] == 1
			before = &good
		}
		var c feedback.Count
		if value := counts.get(answer); value != nil {
			_ = json.Unmarshal(value, &c) // what is damaged is counted anew
		}
		if *changed = c.Apply(v, before); !*changed {
			return nil
		}
		value, err := json.Marshal(c)
		if err != nil {
			return err
		}
		mark := []byte{0}
		if v.Good {
			mark[0] = 1
		}
		if err := votes.put(voter, mark); err != nil {
			return err
		}
		return counts.put(answer, value)
	})
	if err != nil {
		return false, err
	}
	return *changed, nil
}

// Feedback implements feedback.Store.
func (s *Store) Feedback(ctx context.Context) (all []feedback.Count, err error) {
	err = s.viewRing(ctx, ringCounts, func(r ring) error {
		return r.values.ForEach(func(_, v []byte) error {
			var c feedback.Count
			if len(v) < ringHeader || json.Unmarshal(v[ringHeader:], &c) != nil {
				return nil
			}
			all = append(all, c)
			return nil
		})
	})
	return all, err
}
