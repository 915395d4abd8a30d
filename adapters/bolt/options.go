package bolt

import (
	"fmt"
	"log/slog"
	"time"

	"dragoman/core"
)

// Options configure a [Store]. The zero value is usable.
type Options struct {
	// Idle is how long a session lives after its Seen. Zero means
	// core.DefaultIdle. It counts for sessions as they are stored: those
	// already in the file keep the end that they were given.
	Idle time.Duration

	// MaxSessions bounds the sessions in the file. Zero means
	// DefaultMaxSessions. A file that holds more is brought down as it is
	// written and swept.
	MaxSessions int

	// Now is the clock that sessions expire by. It must be the clock that
	// core.Message.Time comes from. It is called concurrently. Nil means
	// time.Now.
	Now func() time.Time

	// Log is told of sweeps that fail and of what a migration drops. Nil
	// discards.
	Log *slog.Logger

	// NoSync skips fsync. For tests only: a crash of the machine may then
	// lose what was stored, and the whole file.
	NoSync bool
}

// DefaultMaxSessions bounds a file to some hundreds of megabytes: a session of
// eight questions takes one or two kilobytes.
const DefaultMaxSessions = 200_000

// MaxValue is the largest encoded session or subscription, in bytes. Eight turns of 500 bytes
// take 24 KiB if JSON has to escape every one of them, and 5 KiB if it is text.
const MaxValue = 32 << 10

func (o Options) withDefaults() (Options, error) {
	if o.Idle < 0 {
		return o, fmt.Errorf("bolt: Idle is negative: %v", o.Idle)
	}
	if o.MaxSessions < 0 {
		return o, fmt.Errorf("bolt: MaxSessions is negative: %d", o.MaxSessions)
	}
	if o.Idle == 0 {
		o.Idle = core.DefaultIdle
	}
	if o.MaxSessions == 0 {
		o.MaxSessions = DefaultMaxSessions
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o, nil
}
