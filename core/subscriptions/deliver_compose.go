package subscriptions

import (
	"sync"

	"dragoman/core/briefing"
	"dragoman/core/edition"
)

// composers compose briefings on the current edition of the story. The composer
// of an edition is made once. It may be used concurrently.
type composers struct {
	mu      sync.Mutex
	edition *edition.Edition
	latest  *briefing.Composer // of the edition
}

func (c *composers) compose(e *edition.Edition, request briefing.Request) briefing.Briefing {
	c.mu.Lock()
	if c.edition != e {
		c.edition, c.latest = e, briefing.NewComposer(e.Base)
	}
	composer := c.latest
	c.mu.Unlock()
	return composer.Compose(request)
}
