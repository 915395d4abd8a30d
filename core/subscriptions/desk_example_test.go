package subscriptions_test

import (
	"context"
	"fmt"
	"time"

	"dragoman/core/subscriptions"
)

func ExampleDesk() {
	memory := new(subscriptions.Memory)
	desk := subscriptions.NewDesk(subscriptions.DeskOptions{Store: memory, Ledger: memory, Index: memory})
	visitor := subscriptions.Visitor{
		Place:  subscriptions.Place{Platform: subscriptions.Telegram, User: "7"},
		User:   "telegram 7",
		Locale: "pl",
		Now:    time.Date(2026, time.November, 23, 12, 5, 0, 0, time.UTC),
	}
	visitor.Language = "en"

	page, err := desk.SubscribeLine(context.Background(), visitor, "/subscribe half past eight")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Text)
	button := page.Rows[0][0]
	fmt.Printf("[%s]\n\n", button.Label)

	page, err = desk.Press(context.Background(), visitor, button.Data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Text)
	// Output:
	// What time is it where you are? For another place, write for example: /subscribe 08:30 Warsaw
	// [Warsaw · 13:05]
	//
	// Done. I will send you the briefing.
	// Next: Tuesday, 24 November, 08:30, Europe/Warsaw
	// /settings changes this, /unsubscribe ends it.
}
