// Package telegram is the bot on Telegram: in private chats, groups, forum
// topics and inline mode.
//
//	bot, err := telegram.New(telegram.Options{
//		Token: token, Base: base, Answerer: answerer,
//		Settings: store, Feedback: store, Deliveries: store,
//	})
//	...
//	err = bot.Run(ctx) // until ctx ends
//
// # Concurrency
//
// Run is called once. Updates of one chat are handled one after the other, in
// the order of their ids, those of different chats side by side. The Answerer
// and the stores are called concurrently.
//
// # Promises
//
//   - An update is confirmed when it is handled: its answer is sent, or cannot
//     be. Where there is a state file, updates are put into that and confirmed
//     then when they would hold up others: one that takes longer than two
//     seconds, as when Telegram asks the bot to wait before it writes to a chat
//     again, and those that come a hundred at a time. They are handled from
//     there after a restart.
//   - A handled update is not handled again when it is delivered again, also
//     after a restart. An end of the process between the sending of an answer
//     and the note of that in the state file, which follows at once, sends
//     that answer twice.
//   - The token is in no error, no log and no URL that leaves the package other
//     than the calls themselves.
//   - All text is escaped; messages are within Telegram's limits, which count
//     UTF-16 units, with quotes and links whole.
//   - In groups the bot answers commands, replies to it and mentions, and is
//     silent otherwise.
package telegram
