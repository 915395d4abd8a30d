package briefing_test

import (
	"fmt"
	"log"

	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/knowledge"
)

func Example() {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		log.Fatal(err)
	}
	today := schedule.Date{Year: 2025, Month: 2, Day: 18}
	b := briefing.Compose(briefing.Request{Base: base, Date: today, OnlyNew: true})
	for _, block := range b.Blocks(phrases.For("en")) {
		if block.Kind == blocks.Heading {
			fmt.Print("# ")
		}
		fmt.Println(block.Text)
	}
	// Output:
	// # Russia and US officials to meet in Riyadh for talks on Ukraine
	// As of Monday, 17 February 2025
	// # Today, Tuesday, 18 February
	// • Senior US and Russian officials hold talks in Riyadh
	// • Zelenskyy visits Turkiye at Erdogan's invitation (planned)
	// # Tomorrow, Wednesday, 19 February
	// • Zelenskyy visits Saudi Arabia, separately from the talks (planned)
	// /unsubscribe ends these briefings.
	// Al Jazeera, 17 February 2025, paragraphs 3, 16 and 17
}
