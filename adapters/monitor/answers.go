package monitor

import (
	"context"
	"time"

	"dragoman/core"
)

// Answerer answers and forgets, as *edition.Stand does.
type Answerer interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
	Forget(ctx context.Context, key core.SessionKey) error
}

// What became of a message.
const (
	answered = "answered"
	declined = "declined" // the story does not say
	courtesy = "courtesy" // a greeting, thanks and the like: nothing was asked
	failed   = "failed"   // there is no reply
)

var outcomes = []string{answered, declined, courtesy, failed}

// Answerer counts what another is asked, and how long its replies take.
func (p *Platform) Answerer(next Answerer) Answerer { return &counting{Answerer: next, p: p} }

type counting struct {
	Answerer
	p *Platform
}

// Reply implements Answerer.
func (c *counting) Reply(ctx context.Context, m core.Message) (core.Reply, error) {
	begun := time.Now()
	r, err := c.Answerer.Reply(ctx, m)
	c.p.m.latency.WithLabelValues(c.p.name).Observe(time.Since(begun).Seconds())
	c.p.m.questions.WithLabelValues(c.p.name, outcome(r, err)).Inc()
	return r, err
}

// outcome says what became of a message. A reply that comes with an error is one
// that may not be remembered.
func outcome(r core.Reply, err error) string {
	switch {
	case err != nil && r.Answer == "":
		return failed
	case r.Answered:
		return answered
	case len(r.Findings) > 0:
		return declined
	}
	return courtesy
}
