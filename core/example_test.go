package core_test

import (
	"context"
	"fmt"
	"time"

	"dragoman/core"
	"dragoman/knowledge"
)

func Example() {
	base, err := knowledge.Load("../knowledge/testdata/ferry.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	bot, err := core.New(base, core.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2025, 10, 6, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{"when does the ferry stop?", "how much is a ticket?", "who is Anna Berg?", "what did she say?"} {
		reply, err := bot.Reply(context.Background(), core.Message{Conversation: "chat-7", User: "ann", Text: text, Time: now})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(">", text)
		fmt.Println(reply.Answer)
		for _, e := range reply.Evidence {
			fmt.Printf("  (paragraph %d: %s)\n", e.Paragraph, e.Label)
		}
	}
	// Output:
	// > when does the ferry stop?
	// On 1 November 2025. The Norland Line will end its winter service to Skerry on 1 November.
	//   (paragraph 2: No ferry in winter)
	// > how much is a ticket?
	// The story does not say what a ticket costs.
	// > who is Anna Berg?
	// Anna Berg is the director of the Norland Line.
	//   (paragraph 2: No ferry in winter)
	// > what did she say?
	// Berg told the Skerry Courier that the service is no more than “a taxi”. Berg: “We carry two passengers a day in January”. “That is not a service; that’s a taxi.”
	//   (paragraph 3: Berg on the passengers)
}

func ExampleBot_Forget() {
	base, err := knowledge.Load("../knowledge/testdata/ferry.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	bot, err := core.New(base, core.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ann := core.SessionKey{Conversation: "chat-7", User: "ann"}
	ask := func(text string) {
		m := core.Message{Conversation: ann.Conversation, User: ann.User, Text: text, Time: time.Date(2025, 10, 6, 12, 0, 0, 0, time.UTC)}
		reply, err := bot.Reply(context.Background(), m)
		fmt.Println(reply.Answer, err)
	}
	ask("who is Tom Vik?")
	ask("who is he?")
	if err := bot.Forget(context.Background(), ann); err != nil {
		fmt.Println(err)
	}
	ask("who is he?")
	// Output:
	// Tom Vik is the mayor of Skerry. <nil>
	// Tom Vik is the mayor of Skerry. <nil>
	// The story does not say. <nil>
}
