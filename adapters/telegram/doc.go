// Package telegram is the bot on Telegram: in private chats, groups, forum
// topics and inline mode.
//
//	bot, err := telegram.New(telegram.Options{
//		Token: token, Story: story, Answerer: story,
//		Settings: store, Feedback: store, Deliveries: store, Forget: store,
//		Subscriptions: desk,
//	})
//	...
//	err = bot.Run(ctx) // until ctx ends
//
// Daily briefings are sent by the runner of package subscriptions through
// [Bot.Sender]; readers subscribe at the desk of Options.Subscriptions.
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
//     be. Where there is a state file, the bot takes over some updates before:
//     it writes them to the file and confirms them when they are on the disk.
//     These are the ones that are not handled within two seconds, as when
//     Telegram asks the bot to wait before it writes to a chat again, and, in
//     long polling, those that come a hundred at a time: Telegram gives out no
//     more than a hundred that are not confirmed, and one slow chat would stop
//     all others. What is in the file is handled from there after any end of
//     the process, in order, before new updates of the same chat. At most 4,000
//     updates wait so; then, and without a file, Telegram keeps the rest.
//   - What one reader or one chat asks too fast waits nowhere: it is dropped as
//     it comes, or told. In a chat where the bot has to wait for Telegram, 200
//     updates wait for it, one more is told that the chat is busy, and the rest
//     is dropped.
//   - A handled update is not handled again when it is delivered again, also
//     after a restart. An end of the process between the sending of an answer
//     and the note of that in the state file, which follows at once and before
//     the next update of the chat, sends that answer twice: one for each chat
//     that is being answered at that moment, at most.
//   - A group that adds the bot is greeted once. What is kept of a chat goes
//     when the bot is removed from it or blocked.
//   - The token is in no error, no log and no URL that leaves the package other
//     than the calls themselves; redirects are not followed. When Telegram
//     refuses it, Run ends, and what was being answered is not confirmed.
//   - All text is escaped; messages are within Telegram's limits, which count
//     UTF-16 units, with quotes and links whole.
//   - In groups the bot answers commands, replies to it and mentions, and is
//     silent otherwise. In channels it obeys the commands of the daily briefing.
//   - Briefings keep below Telegram's limits, over all and for each chat, and
//     replies to readers go first: one waits for a briefing no longer than 0.2 s.
//     A 429 stops the briefings for as long as it says.
//   - Telegram has no nonce: a briefing that is sent and not settled in the ledger
//     when the process ends is sent again. Those are the ones that are on their
//     way at that moment, at most Sender.Parallel. One whose text is too long for
//     the caption of its picture is two messages; an end of the process between
//     them sends both again.
package telegram
