package main

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/knowledge"
)

const (
	maxExamples = 2  // questions that the greeting shows
	maxTries    = 10 // questions tried out for it
)

// examples are questions for the greeting that the bot answers: those that it
// suggests when asked for help or, if these are too few, what the story's file
// has readers ask about its events and statements.
func examples(ctx context.Context, bot *core.Bot, base *knowledge.Base) []string {
	// The bot may remember these; the reader did not ask them.
	key := core.SessionKey{Conversation: "greeting"}
	defer bot.Forget(ctx, key)
	ask := func(text string) core.Reply {
		reply, err := bot.Reply(ctx, core.Message{Conversation: key.Conversation, User: key.User, Text: text, Time: time.Now()})
		if err != nil {
			return core.Reply{} // the chat says what is wrong with the state
		}
		return reply
	}
	questions := slices.Clone(ask("help").Suggestions)
	tries := 0
	for _, item := range base.Items() {
		if len(questions) >= maxExamples || tries == maxTries {
			break
		}
		if item.Kind != knowledge.Event && item.Kind != knowledge.Statement || len(item.Asks) == 0 {
			continue
		}
		q, ok := asQuestion(item.Asks[0].Ways)
		if !ok || slices.Contains(questions, q) {
			continue
		}
		tries++
		if ask(q).Answered {
			questions = append(questions, q)
		}
	}
	return questions[:min(len(questions), maxExamples)]
}

// asQuestion writes the first of these that is a whole question as one:
// "When are the talks?".
func asQuestion(ways []string) (string, bool) {
	for _, way := range ways {
		first, rest, _ := strings.Cut(way, " ")
		switch strings.ToLower(first) {
		case "who", "what", "when", "where", "why", "how", "which":
		default:
			continue
		}
		r, size := utf8.DecodeRuneInString(first)
		return string(unicode.ToUpper(r)) + first[size:] + " " + strings.TrimRight(rest, "?") + "?", true
	}
	return "", false
}
