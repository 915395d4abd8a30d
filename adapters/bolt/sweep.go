package bolt

import (
	"context"
	"errors"
	"time"
)

const (
	// sweepEvery is the time between two sweeps of Run: a minute's sessions
	// are little to keep, and a sweep with nothing to do writes nothing.
	sweepEvery = time.Minute

	// sweepBatch bounds the sessions that one change deletes, so that readers'
	// writes get their turn in between.
	sweepBatch = 500
)

// Run sweeps sessions that have expired, notes of the ledger that are older
// than subscriptions.MaxLedger, and subscriptions that ended
// subscriptions.MaxEnded ago, now and every minute, by Options.Now, until ctx ends:
// it returns nil then, and ErrClosed if the Store is closed first. A sweep that
// fails is logged and tried again.
func (s *Store) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	var ended endedSweep
	for {
		n, err := s.sweep(ctx, s.opts.Now(), &ended)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrClosed):
			return err
		case err != nil:
			s.opts.Log.Warn("sweep of what has expired failed", "error", err)
		case n > 0:
			s.opts.Log.Debug("expired sessions, old notes and ended subscriptions swept", "count", n)
		}
		select {
		case <-tick.C:
		case <-s.quit:
			return ErrClosed
		case <-ctx.Done():
			return nil
		}
	}
}

func (s *Store) sweep(ctx context.Context, now time.Time, ended *endedSweep) (n int, err error) {
	if n, err = s.Sweep(ctx, now); err != nil {
		return n, err
	}
	notes, err := s.sweepLedger(ctx, now)
	if n += notes; err != nil {
		return n, err
	}
	subs, err := ended.sweep(ctx, s, now)
	return n + subs, err
}

// Sweep deletes the sessions that have expired at now, and the first to expire
// of those beyond Options.MaxSessions. It returns how many it deleted, which
// after an error may be short of the last batch. Its cost is that of what it
// deletes, not of what it keeps.
func (s *Store) Sweep(ctx context.Context, now time.Time) (n int, err error) {
	for {
		due, err := s.due(ctx, now)
		if err != nil || !due {
			return n, err
		}
		swept := new(int) // the writer's until write returns nil
		err = s.write(ctx, func(r records) (err error) {
			*swept, err = r.sweep(now, s.opts.MaxSessions)
			return err
		})
		if err != nil {
			return n, err
		}
		n += *swept
	}
}

// due reports whether there is anything to sweep. It only reads.
func (s *Store) due(ctx context.Context, now time.Time) (due bool, err error) {
	err = s.view(ctx, func(r records) error {
		n, err := r.count()
		if err != nil {
			return err
		}
		first, _ := r.expiry.Cursor().First()
		if first == nil {
			return nil
		}
		expiry, _, ok := splitExpiryKey(first)
		due = !ok || n > s.opts.MaxSessions || expired(expiry, now)
		return nil
	})
	return due, err
}

// sweep deletes up to sweepBatch sessions: expired ones, or those over limit.
func (r records) sweep(now time.Time, limit int) (int, error) {
	n, err := r.drop(sweepBatch, func(expiry uint64) bool { return expired(expiry, now) })
	if err != nil || n > 0 {
		return n, err
	}
	return r.evict(limit)
}

// evict deletes sessions, the first to expire first, until at most limit are
// left, or a batch of them is gone.
func (r records) evict(limit int) (int, error) {
	n, err := r.count()
	if err != nil || n <= limit {
		return 0, err
	}
	return r.drop(min(n-limit, sweepBatch), func(uint64) bool { return true })
}

// drop deletes up to batch sessions from the start of the index, as long as
// their expiry is one to go. It returns the number of sessions deleted.
func (r records) drop(batch int, goes func(expiry uint64) bool) (int, error) {
	var keys [][]byte // collected first: a cursor does not survive deletes
	cursor := r.expiry.Cursor()
	for k, _ := cursor.First(); k != nil && len(keys) < batch; k, _ = cursor.Next() {
		if expiry, _, ok := splitExpiryKey(k); ok && !goes(expiry) {
			break
		}
		keys = append(keys, k)
	}
	n := 0
	for _, k := range keys {
		gone, err := r.dropEntry(k)
		if err != nil {
			return n, err
		}
		if gone {
			n++
		}
	}
	return n, nil
}

// dropEntry deletes an index entry and its session. The session stays if it is
// there with another expiry: then the entry is a stray one, as only damage
// leaves.
func (r records) dropEntry(entry []byte) (gone bool, err error) {
	at, key, ok := splitExpiryKey(entry)
	if err := r.expiry.Delete(entry); err != nil || !ok {
		return false, err
	}
	value := r.sessions.Get(key[:])
	if value == nil {
		return false, nil
	}
	if expiry, ok := valueExpiry(value); ok && expiry != at {
		return false, nil
	}
	if err := r.sessions.Delete(key[:]); err != nil {
		return false, err
	}
	n, err := r.count()
	if err != nil {
		return false, err
	}
	return true, r.setCount(n - 1)
}
