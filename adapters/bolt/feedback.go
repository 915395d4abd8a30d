package bolt

import (
	"context"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core/feedback"
)

var _ feedback.Store = (*Store)(nil)

const (
	maxVotes   = 100_000 // who voted for what
	maxCounts  = 10_000  // answers with votes
	maxVoteKey = 200     // bytes of an answer's id; a label may have four times as many
)

var (
	ringVotes  = ringName{"votes", "votes order", maxVotes}
	ringCounts = ringName{"feedback", "feedback order", maxCounts}
)

// voteKey is the key of a vote: the hashes of who voted, of the answer, and of the
// message that showed it.
func voteKey(user, answer, message string) []byte {
	u, m := userKeyOf(user), shortHash(message)
	return append(append(u[:], nameKey(answer)...), m[:]...)
}

const voteKeySize = hashSize + 32 + hashSize

// Vote implements feedback.Store.
func (s *Store) Vote(ctx context.Context, v feedback.Vote) (bool, error) {
	if len(v.Answer) > maxVoteKey || len(v.Label) > 4*maxVoteKey {
		return false, fmt.Errorf("bolt: %w: a vote", ErrTooLarge)
	}
	key, answer := voteKey(v.User, v.Answer, v.Message), nameKey(v.Answer)
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
		if b := votes.get(key); len(b) == 1 {
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
		if err := votes.put(key, mark); err != nil {
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

// takeBack deletes the votes of a user, and what they added to the counts.
func takeBack(tx *bbolt.Tx, user userKey) (n int, err error) {
	votes, err := ringVotes.open(tx)
	if err != nil {
		return 0, err
	}
	counts, err := ringCounts.open(tx)
	if err != nil {
		return 0, err
	}
	for _, key := range keysWith(votes.values, user[:]) {
		mark := votes.get(key)
		good := len(mark) == 1 && mark[0] == 1
		if err := votes.remove(key); err != nil {
			return n, err
		}
		n++
		if len(key) != voteKeySize || len(mark) != 1 {
			continue
		}
		answer := key[hashSize : hashSize+32]
		value := counts.get(answer)
		var c feedback.Count
		if value == nil || json.Unmarshal(value, &c) != nil {
			continue // nobody counts it any more
		}
		if c.TakeBack(good); c.Good+c.Bad == 0 {
			err = counts.remove(answer)
		} else if value, err = json.Marshal(c); err == nil {
			err = counts.update(answer, value)
		}
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
