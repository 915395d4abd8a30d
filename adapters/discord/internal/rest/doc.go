// Package rest makes calls to Discord's HTTP API, through discordgo's Session.
//
//	c := rest.New(rest.Options{Token: token})
//	var sent struct{ ID string `json:"id"` }
//	err := c.Do(ctx, http.MethodPost, "/channels/123/messages", message, &sent, rest.Repeatable())
//	if rest.HasCode(err, rest.MissingPermissions) { ... }
//
// The library makes the request and knows nothing else: below its client there
// is a transport of this package that waits for rate limits, repeats what
// failed, and turns every failure into an [Error]. The library's own limiter
// sleeps without regard to contexts and holds one call per bucket; it never gets
// to wait, because each call brings a bucket of its own and no header of limits
// comes through. The version of the API is that of Options.API, not the
// library's: URLs are handed to it whole.
//
// # Concurrency
//
// A Client may be used by any number of goroutines. It starts none.
//
// # Promises
//
//   - A wait ends with the context. A call whose context would end before the
//     wait does is given up at once, with the wait in Error.RetryAfter.
//   - Calls of one route and resource wait for that one's limit, and for what
//     holds for all: 50 calls a second, which those with an interaction's token
//     are free of, a pause that Discord asks for, and a slower pace when very
//     many calls were refused.
//   - Calls that nobody waits for ([Background]) let all others go first: they take
//     what the limit over all leaves, evenly over time. While they use all of it,
//     another call waits for a turn for a fiftieth of a second.
//   - A call is repeated only where that is safe: see [Client.Do].
//   - Neither the bot's token nor one of an interaction is in an error or log.
package rest
