package telegram

import "time"

// trouble is a time in which calls for updates fail. Each kind of failure is
// logged once in it.
type trouble struct {
	bot   *Bot
	row   int // failures in a row
	all   int
	said  map[string]bool
	clash time.Time // when another program got the updates last
}

// calm is how long no other program may get the updates until that is over.
// Two that take turns fail at every other call.
const calm = time.Minute

// meets says how long to wait after an error, or that waiting does not help.
func (t *trouble) meets(err error) (wait time.Duration, fatal error) {
	if end := t.bot.refusal(err); end != nil {
		return 0, end
	}
	log := t.bot.opts.Log
	kind := "other"
	wait = pause(t.row, err)
	e, ok := asAPI(err)
	switch {
	case ok && e.Code == 409 && e.is("webhook"):
		kind, t.clash = "webhook", time.Now()
		wait = max(wait, 5*time.Second)
	case ok && e.Code == 409:
		kind, t.clash = "conflict", time.Now()
		wait = max(wait, 3*time.Second)
	case ok && e.RetryAfter > 0:
		kind = "429"
	}
	if !t.said[kind] {
		switch kind {
		case "webhook":
			log.Error("a webhook was set meanwhile, by another program with this token: no updates come until it is removed (bot serve --telegram-drop-webhook)")
		case "conflict":
			log.Error("another program gets the updates of this bot (409 Conflict): make sure that only one instance runs with this token")
		case "429":
			log.Warn("Telegram asks for patience", "wait", wait)
		default:
			log.Warn("getting updates fails; trying on", "error", err)
		}
	}
	t.said[kind] = true
	t.row++
	t.all++
	return wait, nil
}

// over notes that a call worked, and so that the trouble is over unless
// another program took the updates just now.
func (t *trouble) over() {
	t.row = 0
	if t.all == 0 || time.Since(t.clash) < calm {
		return
	}
	t.bot.opts.Log.Info("getting updates works again", "failures", t.all)
	t.all = 0
	clear(t.said)
}
