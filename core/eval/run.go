package eval

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"dragoman/core"
)

// Answerer answers a reader's message; *core.Bot does.
type Answerer interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
}

// Run puts sets to a bot.
type Run struct {
	Bot     Answerer
	Article Article          // where quotes have to stand
	Now     func() time.Time // nil for time.Now
	Asked   func(Outcome)    // if not nil, called after each question

	sets int // asked so far: the sessions of each are its own
}

// Outcome is a question and what came of it.
type Outcome struct {
	Question Question
	Reply    core.Reply
	Verdict  Verdict
	Why      string        // "" when right
	Took     time.Duration // how long the bot had the question
}

// Result is what came of a set, in its order.
type Result struct {
	Set      string
	Outcomes []Outcome
}

// Set asks the questions of a set one after the other. The turns of a session
// are one conversation; a question without a session is one of its own. The
// error is the bot's, or that of ctx.
func (run *Run) Set(ctx context.Context, set Set) (Result, error) {
	now := run.Now
	if now == nil {
		now = time.Now
	}
	run.sets++
	res := Result{Set: set.Name, Outcomes: make([]Outcome, 0, len(set.Questions))}
	for i, q := range set.Questions {
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		m := core.Message{
			Conversation: "set " + strconv.Itoa(run.sets),
			User:         "session " + q.Session,
			Text:         q.Text,
		}
		if q.Session == "" {
			m.User = "question " + strconv.Itoa(i)
		}
		m.Time = now()
		reply, err := run.Bot.Reply(ctx, m)
		took := now().Sub(m.Time)
		if err != nil {
			return Result{}, fmt.Errorf("%s: %s: %w", set.Name, q.ID, err)
		}
		o := Outcome{Question: q, Reply: reply, Took: took}
		o.Verdict, o.Why = run.Article.Judge(q, reply)
		res.Outcomes = append(res.Outcomes, o)
		if run.Asked != nil {
			run.Asked(o)
		}
	}
	return res, nil
}
