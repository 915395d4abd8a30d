package gateway

import (
	"context"
	"sync"
)

// Run keeps the shards connected until ctx ends; then it returns nil. It returns
// ErrToken, ErrIntents, ErrSharding or ErrVersion when trying on would not help.
func Run(ctx context.Context, o Options) error {
	o = o.withDefaults()
	ctx, end := context.WithCancel(ctx)
	defer end()

	starts, err := newStarts(ctx, &o)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	count := o.Shards
	if count == 0 {
		count = max(starts.info.Shards, 1)
	}
	o.Begin(count)
	var (
		running sync.WaitGroup
		closing sync.WaitGroup // library sessions
		once    sync.Once
		failure error
	)
	for id := range count {
		s := &shard{o: &o, id: id, count: count, starts: starts, closing: &closing}
		if o.Resume != nil {
			s.session = o.Resume(id, count)
		}
		running.Go(func() {
			if err := s.run(ctx); err != nil {
				once.Do(func() { failure = err })
				end()
			}
		})
	}
	running.Wait()
	closing.Wait()
	return failure
}
