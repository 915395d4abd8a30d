package subscriptions

import (
	"context"
	"time"
)

// rehearse logs what would be sent, each once, until ctx ends.
func (r *Runner) rehearse(ctx context.Context) {
	var from time.Time
	for {
		now := r.now()
		if now.Before(from) {
			from = now
		}
		if paused, err := r.paused(ctx); err == nil && !paused && r.rehearsed(ctx, from, now) == nil {
			from = now
		}
		t := time.NewTimer(maxWait)
		select {
		case <-ctx.Done():
			t.Stop()
			return
		case <-r.wake:
		case <-t.C:
		}
		t.Stop()
	}
}

// rehearsed logs what became due after a time.
func (r *Runner) rehearsed(ctx context.Context, from, now time.Time) error {
	for s, err := range comingUp(ctx, r.o.Queue, r.o.Sender.Platform(), from, now) {
		if err != nil {
			r.o.Log.Error("the state cannot be read", "error", err)
			return err
		}
		d := &delivery{Subscription: s, at: s.Next}
		if at, ok := s.Plan.On(s.Date); ok {
			d.at = at
		}
		d.briefing = r.compose.compose(r.o.Story.Now(), s.request())
		log := r.log(d).With("date", s.Date, "late", d.late(now).Round(time.Second))
		switch {
		case d.briefing.Empty():
			log.Info("dry run: nothing to say")
		case d.late(now) > Grace:
			log.Info("dry run: would be skipped, too late")
		default:
			log.Info("dry run: would be sent", "language", s.Language, "sections", len(d.briefing.Sections))
		}
	}
	return nil
}
