// Package edition holds the story that a bot answers about, so that a newer
// edition of it can take its place while the bot serves.
//
//	stand, err := edition.New(base, core.Options{Sessions: store})
//	...
//	reply, err := stand.Reply(ctx, message) // always about the current edition
//	...
//	err = stand.Replace(newer) // from now on about this one
package edition
