// Package gateway keeps a bot connected to Discord's gateway, from which its
// events come.
//
//	err := gateway.Run(ctx, gateway.Options{
//		Token:   token,
//		Intents: intents,
//		Lookup:  lookup, // GET /gateway/bot
//		Handle:  func(e gateway.Event) { inbox.put(e) },
//	})
//
// # How it works
//
// The protocol's routine is discordgo's: it says who the bot is, keeps the
// heartbeats, counts the events. But the library takes what comes on trust. It
// locks itself up for ever when Discord asks for a new connection in place of
// READY, panics on a frame that holds null, ends a session that could be resumed
// by closing it as done, and tries for ever with a refused token. So it is not
// connected to Discord: a link stands between them. The link holds Discord's
// websocket with a deadline for everything, and the other end of a connection in
// memory that the library takes for Discord. What the library gets was checked
// and written by the link; what it must not get, it does not see. When
// something is amiss the link ends and the next one begins with a new library
// session; the link, which knows session and sequence, resumes where the last
// one was.
//
// # Concurrency
//
// Run may be called many times at once, for different bots. Of one shard, Handle
// is called by one goroutine at a time, in the order of Discord; those of
// different shards run side by side. The same holds for State.
//
// # Promises
//
//   - An event is handed over once: after a gap those that were missed come,
//     none comes twice. What Discord no longer has, because the session is lost,
//     does not come. A Run that resumes the session of one before gets what came
//     after the Seq that it begins with.
//   - Run returns when all its goroutines have ended. As the library takes a
//     second to close, so does Run.
//   - Discord's limits of identifies are kept: so many a day, and one in five
//     seconds for each of its buckets.
//   - The token is in no error and no log, and goes to no other host than
//     Lookup's and its siblings.
package gateway
