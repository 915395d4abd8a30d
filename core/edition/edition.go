package edition

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// Edition is a story made ready to be asked about. It is immutable; its methods
// may be called concurrently.
type Edition struct {
	Base   *knowledge.Base
	Bot    *core.Bot
	Opened time.Time // by the machine's clock

	table     func() *questions.Table
	completer func() *questions.Completer
}

// Open makes an edition of a base.
func Open(base *knowledge.Base, o core.Options) (*Edition, error) {
	bot, err := core.New(base, o)
	if err != nil {
		return nil, err
	}
	return &Edition{
		Base: base, Bot: bot, Opened: time.Now(),
		table:     sync.OnceValue(func() *questions.Table { return questions.NewTable(base) }),
		completer: sync.OnceValue(func() *questions.Completer { return questions.NewCompleter(base) }),
	}, nil
}

// Questions finds questions by their ids; it is made when first asked for.
func (e *Edition) Questions() *questions.Table { return e.table() }

// Completer completes questions; it is made when first asked for.
func (e *Edition) Completer() *questions.Completer { return e.completer() }

// Stand is where the current edition is to be had. Its methods may be called
// concurrently.
type Stand struct {
	opts    core.Options
	current atomic.Pointer[Edition]
}

// New returns a stand with a first edition.
func New(base *knowledge.Base, o core.Options) (*Stand, error) {
	s := &Stand{opts: o}
	return s, s.Replace(base)
}

// Replace makes an edition of a base the current one. With an error the one
// before stays.
func (s *Stand) Replace(base *knowledge.Base) error {
	e, err := Open(base, s.opts)
	if err != nil {
		return err
	}
	s.current.Store(e)
	return nil
}

// Now returns the current edition. Whoever needs the same one for a while keeps
// it: it stays what it is.
func (s *Stand) Now() *Edition { return s.current.Load() }

// Reply answers a message about the current edition; see [core.Bot.Reply].
func (s *Stand) Reply(ctx context.Context, m core.Message) (core.Reply, error) {
	return s.Now().Bot.Reply(ctx, m)
}

// Forget deletes the session of a user in a conversation; see
// [core.Bot.Forget].
func (s *Stand) Forget(ctx context.Context, key core.SessionKey) error {
	return s.Now().Bot.Forget(ctx, key)
}
