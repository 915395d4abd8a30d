package subscriptions

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"
)

// Forecast is what is due on one platform in a span of time, and how long it takes
// to send.
type Forecast struct {
	Platform string
	Due      int      // how many; some may turn out to have nothing to say
	TooLate  int      // of these, those that will be skipped
	Minutes  []Minute // in which something is due, in order
}

// Minute is one in which briefings are due.
type Minute struct {
	At   time.Time // its beginning, UTC
	Due  int
	Done time.Time // when the last of them that is not skipped is sent
}

// DryRun tells what will be due on a platform until a time, sent at so many a
// second, and changes nothing. What is overdue is due now. It reads all that is
// due, in batches.
func DryRun(ctx context.Context, q Queue, platform string, rate float64, now, until time.Time) (Forecast, error) {
	f := Forecast{Platform: platform}
	due := make(map[time.Time]int)
	for s, err := range comingUp(ctx, q, platform, time.Time{}, until) {
		if err != nil {
			return Forecast{}, err
		}
		if at, ok := s.Plan.On(s.Date); ok && now.Sub(at) > Grace {
			f.Due++
			f.TooLate++
			skip(&s, s.Date, at, now)
		}
		for running(s) && !s.Next.After(until) {
			f.Due++
			start := s.Next
			if start.Before(now) {
				start = now
			}
			due[start.UTC().Truncate(time.Minute)]++
			advance(&s, s.Date, s.Next.Add(-Jitter), now)
		}
	}
	free := now // from when on nothing waits
	for _, at := range slices.SortedFunc(maps.Keys(due), time.Time.Compare) {
		m := Minute{At: at, Due: due[at]}
		if free.Before(at) {
			free = at
		}
		room := at.Add(Grace).Sub(free).Seconds() * rate
		sent := min(float64(m.Due), max(0, room))
		free = free.Add(time.Duration(sent / rate * float64(time.Second)))
		m.Done = free
		f.TooLate += m.Due - int(sent)
		f.Minutes = append(f.Minutes, m)
	}
	return f, nil
}

// comingUp goes through what is due after a time and not after another, in
// order, a batch in memory at a time. An error is the last pair.
func comingUp(ctx context.Context, q Queue, platform string, from, to time.Time) iter.Seq2[Subscription, error] {
	return func(yield func(Subscription, error) bool) {
		for n := batch; ; {
			page, err := q.Latest(ctx, platform, from, n)
			if err != nil {
				yield(Subscription{}, err)
				return
			}
			more := len(page) == n
			if more { // those of the last moment may not all be here
				last := page[n-1].Next
				page = page[:slices.IndexFunc(page, func(s Subscription) bool { return s.Next.Equal(last) })]
				if len(page) == 0 {
					n *= 2
					continue
				}
			}
			for _, s := range page {
				from = s.Next
				if s.Next.After(to) || !yield(s, nil) {
					return
				}
			}
			if !more {
				return
			}
		}
	}
}
