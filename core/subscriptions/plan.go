package subscriptions

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// plan sets when the next briefing is due: the first of the subscription's plan
// strictly after a time, with the jitter of its place added. The time is compared
// with the plan's own, without jitter. The error is that of schedule.Plan.Next,
// for a zone that nothing knows; the subscription then stays as it was.
func plan(s *Subscription, after time.Time) error {
	next, err := s.Plan.Next(after)
	if err != nil {
		return err
	}
	s.Date, s.Next = next.Date, next.At.Add(jitter(s.Place))
	return nil
}

// jitter is by how much the briefings of a place are late, from 0 to below
// Jitter: always the same, and spread evenly over the places.
func jitter(place Place) time.Duration {
	sum := sha256.Sum256([]byte(place.Name()))
	return time.Duration(binary.BigEndian.Uint64(sum[:8]) % uint64(Jitter))
}
