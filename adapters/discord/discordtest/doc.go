// Package discordtest is a Discord for tests, as httptest is for HTTP.
//
//	d := discordtest.NewServer(t, "token")
//	... // a bot with d.API() as its API
//	channel := d.AddChannel(discordtest.Channel{Guild: d.NewID()})
//	who := discordtest.From{Channel: channel}
//	id := d.Interact(d.Slash(who, "ask", discordtest.Text("question", "who attends?")))
//	answer := d.AwaitAnswer(t, id)
//	d.Interact(d.Press(who, *answer.Message, answer.Message.Buttons()[0].CustomID))
//
// It keeps channels, messages, commands and interactions with Discord's rules
// for them: three seconds for a first response, fifteen minutes for a token,
// nonces, permissions, who is pinged, limits of length. It enforces rate limits
// ([Server.Limit]) and fails as it is told ([Server.Fail]), with Discord's own
// codes and texts. Files that come with a message are kept as its attachments.
//
// Each request and each answer is checked against Discord's OpenAPI description
// where that is at hand, in shared/contracts beside the module. What breaks it, or
// a rule that it leaves out, or carries no allowed_mentions with an empty parse
// list (our own rule), fails the test at its end: see [Server.TakeProblems].
//
// Discord counts characters as Unicode code points
// (github.com/discord/discord-api-docs/issues/1315), and so does this package.
//
// All methods may be called concurrently.
package discordtest
