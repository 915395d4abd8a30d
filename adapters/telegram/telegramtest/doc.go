// Package telegramtest is a Bot API server for tests, as httptest is for HTTP.
//
//	api := telegramtest.NewServer("123:token")
//	defer api.Close()
//	go bot.Run(ctx) // with api.URL, or with api.Transport() in a synctest bubble
//	api.Say(7, "who attends?")
//	sent := api.Await(t, 1)
//
// It keeps chats, hands out updates by long polling (or brings them to a
// webhook) with Telegram's rules for offsets and conflicts, parses HTML and
// counts as Telegram does, and fails as it is told ([Server.Fail]) with
// Telegram's own texts. With a [Contract] it checks each call against a machine-
// readable description of the Bot API. All methods may be called concurrently.
package telegramtest
