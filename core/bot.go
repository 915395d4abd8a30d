package core

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

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
	order    map[string]int // where the items of an extracted base stand in it, by id
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
	if base.Story().Extracted {
		b.order = make(map[string]int, len(base.Items()))
		for i, it := range base.Items() {
			b.order[it.ID] = i
		}
	}
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
	reply := b.converse(&session, m.Text, m.Time)
	session.Seen = m.Time
	if err != nil {
		return reply, err // what was stored is not overwritten by what could not be read
	}
	return reply, b.opts.Sessions.PutSession(ctx, key, session)
}

// maxTurns is how many turns a session remembers.
const maxTurns = 8

// converse answers a text and notes the turns in the session.
func (b *Bot) converse(s *Session, raw string, now time.Time) Reply {
	clean := text.Clean(raw)
	clauses := text.Clauses(clean)
	questions, aside := b.analyzer.Questions(clauses)
	if whole := b.analyzer.Whole(clauses); b.index.Knows(&whole) {
		questions, aside = []query.Query{whole}, nil // the file lists these very words
	} else if m := mannerOf(clean); m != asks {
		return b.courtesy(m)
	}
	if len(questions) == 0 {
		return b.courtesy(gibbers)
	}
	var replies []Reply
	var findings []Finding
	for _, q := range questions[max(0, len(questions)-maxQuestions):] {
		best, ok := b.news(&q, now)
		if !ok && b.offTopic(&q, s) {
			replies = append(replies, b.courtesy(asksElsewhere))
			findings = append(findings, Finding{Elsewhere: true})
			continue
		}
		if !ok {
			best, ok = b.earlier(q, s.Turns, aside, now)
		}
		if !ok {
			best = b.choose(b.readings(q, s.Turns, aside))
		}
		s.Turns = append(s.Turns, best.turn)
		if len(s.Turns) > maxTurns {
			s.Turns = slices.Delete(s.Turns, 0, len(s.Turns)-maxTurns)
		}
		replies = append(replies, best.reply)
		findings = append(findings, finding(best))
	}
	reply := b.sourced(merge(replies))
	reply.Findings = findings
	return reply
}

// maxQuestions is how many questions of one message are answered, the last
// ones.
const maxQuestions = 2

// choose returns the outcome of the reading that fits best. What would be
// declined may rest on a wrong premise that the story corrects.
func (b *Bot) choose(readings []reading) outcome {
	var best outcome
	var of reading
	for n, r := range readings {
		if n > 0 && best.score >= sureLogit+r.plus {
			continue // it cannot fit better
		}
		if o := b.solve(r); n == 0 || o.score > best.score {
			best, of = o, r
		}
	}
	if !best.reply.Answered {
		if o, ok := b.correct(of); ok {
			return o
		}
	}
	return best
}

// offTopic tells whether nothing in a question is of the story: neither a name
// nor a word, and no conversation that it could go on.
func (b *Bot) offTopic(q *query.Query, s *Session) bool {
	if overviewOf(q) != nothing || len(q.Mentions) > 0 || len(s.Turns) > 0 && len(q.Terms) < 3 {
		return false
	}
	for _, t := range q.Terms {
		if b.index.Uses(t) {
			return false
		}
	}
	return len(q.Terms) > 0
}

// merge makes one reply of the replies to the questions of one message: what is
// answered, or else what is not.
func merge(replies []Reply) Reply {
	if len(replies) == 1 {
		return replies[0]
	}
	var out Reply
	for _, r := range replies {
		switch {
		case out.Answer == "" || r.Answered && !out.Answered:
			out = r
		case !r.Answered && out.Answered || r.Answer == out.Answer,
			utf8.RuneCountInString(out.Answer)+utf8.RuneCountInString(r.Answer) >= MaxAnswer:
		default:
			out.Answer += "\n" + r.Answer
			out.Quotes = append(out.Quotes, r.Quotes...)
			for _, e := range r.Evidence {
				if !slices.Contains(out.Evidence, e) && len(out.Evidence) < MaxEvidence {
					out.Evidence = append(out.Evidence, e)
				}
			}
			slices.SortFunc(out.Evidence, compareEvidence)
			out.Confidence = min(out.Confidence, r.Confidence)
			out.Suggestions = r.Suggestions
		}
	}
	return out
}

// Forget deletes the session of a user in a conversation.
func (b *Bot) Forget(ctx context.Context, key SessionKey) error {
	return b.opts.Sessions.DeleteSession(ctx, key)
}
