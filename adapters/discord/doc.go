// Package discord is the bot on Discord: in servers, threads and forum posts,
// in direct messages, and where users have installed it for themselves.
//
//	bot, err := discord.New(discord.Options{
//		Token: token, Story: story, Answerer: story,
//		Settings: store, Feedback: store, Deliveries: store,
//	})
//	...
//	err = bot.Run(ctx) // until ctx ends
//
// With Options.Subscriptions readers subscribe to the daily briefing, for themselves
// or for a channel. Somebody else decides when one is due, and sends it:
//
//	runner := subscriptions.NewRunner(subscriptions.RunnerOptions{Sender: bot.Sender(), ...})
//
// The way of a question: the gateway gives an event (package gateway), receive
// reads it and puts it into the lane of its reader, handle answers it, and the
// answer goes out by REST (package rest), as the response to an interaction or
// as a message.
//
// # Concurrency
//
// Run is called once. What one reader asks in one channel is handled one after
// the other, all else side by side. The Answerer and the stores are called
// concurrently.
//
// # Promises
//
//   - An interaction is acknowledged in time, whatever becomes of the answer: a
//     timer of its own defers it.
//   - A message that asks is kept in the state file from when it comes until it
//     is answered, and answered after a restart. The answer has a nonce that
//     Discord lets through once, for some minutes: what is sent twice is seen
//     once. While Discord is in trouble it is tried again, for a quarter of an
//     hour.
//   - A briefing has the nonce of its place and day. One that was sent just before a
//     crash and is sent again after it is seen once, if that is within the minutes
//     for which Discord knows a nonce (it does not say how many); later it comes
//     twice.
//   - Briefings let readers go first: they take what is left of Discord's fifty
//     calls a second.
//   - Whether a reader may subscribe a channel is looked at with each command and
//     each press.
//   - The state file also has how far events were read, never further than the
//     messages among them are kept. After a restart the connection goes on
//     there, and Discord brings what came meanwhile, as long as it remembers.
//     Interactions end with the process, for Discord waits three seconds only.
//   - The token, and those of interactions, are in no error and no log.
//   - Nobody is ever pinged. All text is escaped; messages are within Discord's
//     limits.
//   - In servers the bot answers commands, mentions and replies to it, and is
//     silent otherwise. It needs no privileged intent.
package discord
