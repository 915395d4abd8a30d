package core

import (
	"context"
	"time"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// Options configure a [Bot]. The zero value is usable.
type Options struct {
	// Sessions keeps the conversations; nil keeps a bounded number in memory.
	Sessions SessionStore
	// Idle is how long a session lives after its last message. Zero means
	// DefaultIdle.
	Idle time.Duration
}

// DefaultIdle is how long a session lives after its last message.
const DefaultIdle = 30 * time.Minute

// Bot answers questions about one story. Its methods may be called
// concurrently.
type Bot struct {
	base     *knowledge.Base
	opts     Options
	analyzer *query.Analyzer
	index    *match.Index
}

// New returns a bot for the base.
func New(base *knowledge.Base, opts Options) (*Bot, error) {
	if opts.Sessions == nil {
		opts.Sessions = NewMemorySessions(defaultMemorySessions)
	}
	if opts.Idle == 0 {
		opts.Idle = DefaultIdle
	}
	an := query.NewAnalyzer(base)
	b := &Bot{base: base, opts: opts, analyzer: an, index: match.NewIndex(base, an)}
	return b, nil
}

// Reply answers a message. The error is the session store's: the reply is good
// all the same, but the conversation may be forgotten.
func (b *Bot) Reply(ctx context.Context, m Message) (Reply, error) {
	key := SessionKey{Conversation: m.Conversation, User: m.User}
	session, err := b.opts.Sessions.Session(ctx, key)
	if m.Time.Sub(session.Seen) > b.opts.Idle {
		session = Session{}
	}
	reply := b.converse(&session, m.Text)
	session.Seen = m.Time
	if putErr := b.opts.Sessions.PutSession(ctx, key, session); err == nil {
		err = putErr
	}
	return reply, err
}

// maxTurns is how many turns a session remembers.
const maxTurns = 8

// converse answers a text and notes the turns in the session.
func (b *Bot) converse(s *Session, raw string) Reply {
	clean := text.Clean(raw)
	if m := mannerOf(clean); m != asks {
		return Reply{Answer: courtesies[m]}
	}
	questions, aside := b.analyzer.Questions(text.Clauses(clean))
	var replies []Reply
	for _, q := range questions[max(0, len(questions)-2):] {
		var best outcome
		for n, r := range b.readings(q, s.Turns, aside) {
			o := b.solve(r)
			if n == 0 || o.score > best.score {
				best = o
			}
		}
		s.Turns = append(s.Turns, best.turn)
		if len(s.Turns) > maxTurns {
			s.Turns = s.Turns[len(s.Turns)-maxTurns:]
		}
		replies = append(replies, best.reply)
	}
	return b.merge(replies)
}

// merge makes one reply of the replies to the questions of one message.
func (b *Bot) merge(replies []Reply) Reply {
	var out Reply
	for _, r := range replies {
		if !r.Answered && out.Answered {
			continue
		}
		if r.Answered && !out.Answered {
			out = Reply{}
		}
		if out.Answer != "" && len(out.Answer)+len(r.Answer) < MaxAnswer && out.Answer != r.Answer {
			out.Answer += "\n" + r.Answer
		} else {
			out.Answer = r.Answer
		}
		out.Answered = r.Answered
		out.Confidence = r.Confidence
		out.Quotes = append(out.Quotes, r.Quotes...)
		for _, e := range r.Evidence {
			if len(out.Evidence) < MaxEvidence {
				out.Evidence = append(out.Evidence, e)
			}
		}
	}
	return out
}

// Forget deletes the session of a user in a conversation.
func (b *Bot) Forget(ctx context.Context, key SessionKey) error {
	return b.opts.Sessions.DeleteSession(ctx, key)
}
