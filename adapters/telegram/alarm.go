package telegram

import (
	"sync"
	"time"
)

// alarms say what is wrong with the machine, as when its disk is full: each
// kind once in alarmEvery, for it comes with every message.
type alarms struct {
	mu    sync.Mutex
	kinds map[string]alarmed // few: sentences of the code
}

type alarmed struct {
	at    time.Time
	since int // how often it was not said since
}

const alarmEvery = time.Minute

// alarm logs an error under a sentence that says what it means, with how often
// that was so since it was logged last.
func (b *Bot) alarm(sentence string, err error) {
	b.alarms.mu.Lock()
	defer b.alarms.mu.Unlock()
	last, ok := b.alarms.kinds[sentence]
	if ok && time.Since(last.at) < alarmEvery {
		last.since++
		b.alarms.kinds[sentence] = last
		return
	}
	if b.alarms.kinds == nil {
		b.alarms.kinds = make(map[string]alarmed)
	}
	b.alarms.kinds[sentence] = alarmed{at: time.Now()}
	if last.since > 0 {
		b.opts.Log.Error(sentence, "error", err, "unsaid", last.since)
		return
	}
	b.opts.Log.Error(sentence, "error", err)
}
