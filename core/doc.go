// Package core turns a reader's message into an answer from a knowledge base:
// short, with its source, and never more than the story says.
//
//	bot, err := core.New(base, core.Options{})
//	...
//	reply, err := bot.Reply(ctx, core.Message{
//		Conversation: "chat-7", User: "ann", Text: "who attends?", Time: time.Now(),
//	})
//
// It knows no platform and no database: adapters hand it messages, render its
// replies and keep its sessions.
package core
