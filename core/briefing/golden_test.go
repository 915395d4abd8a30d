package briefing_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dragoman/core/blocks"
	"dragoman/core/phrases"
)

// A week of the built-in story reads as in testdata/riyadh.txt. UPDATE=1 writes it
// anew: read it as a subscriber would.
func TestWeek(t *testing.T) {
	const file = "testdata/riyadh.txt"
	var got strings.Builder
	s := stories(t)[0]
	for n, b := range followed(s, 7) {
		fmt.Fprintf(&got, "---- %s\n\n", s.first.AddDate(0, 0, n).Format("Monday, 2 January 2006"))
		for _, block := range b.Blocks(phrases.For("en")) {
			switch block.Kind {
			case blocks.Heading:
				fmt.Fprintf(&got, "# %s\n", block.Text)
			case blocks.Quote:
				fmt.Fprintf(&got, "> “%s” — %s\n\n", block.Text, block.Speaker)
			default:
				fmt.Fprintf(&got, "%s\n\n", block.Text)
			}
		}
		fmt.Fprintf(&got, "[%s]\n\n", b.Question)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
