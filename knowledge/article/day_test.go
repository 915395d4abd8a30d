package article_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

func TestClock(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"2024-05-07", "0s"},
		{"2024-05-07T23:30:00+02:00", "23h30m0s"},
		{"2024-05-07T00:00:00Z", "0s"},
		{`"2024-05-07 9:05"`, "9h5m0s"},
		{"7th May 2024, 10.30pm", "22h30m0s"},
		{"May 7, 2024 12:15 a.m.", "15m0s"},
		{"7 May 2024, 9am", "9h0m0s"},
		{"7 May 2024 at 14h30", "14h30m0s"},
		{"Tue, 07 May 2024 10:00:00 GMT", "10h0m0s"},
		{"7 May 2024 9", "0s"},
		{"7 May 2024 25:10", "0s"},
		{"7 May 2024 13:00 pm", "0s"},
		{"7 May 2024 10:75", "0s"},
	} {
		a, err := article.Read(strings.NewReader(fmt.Sprintf("---\npublished: %s\n---\n# Strike\n\nThey wait.", c.written)), "a.md")
		if err != nil || a.Clock.String() != c.want || a.Published.Format("2006-01-02") != "2024-05-07" {
			t.Errorf("%s: got %v, %v, %v", c.written, a.Published, a.Clock, err)
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"2024-05-07", "2024-05-07"},
		{"2024-05-07T23:30:00+02:00", "2024-05-07"},
		{"2024-05-07T00:30:00Z", "2024-05-07"},
		{`"2024-05-07 23:30"`, "2024-05-07"},
		{"2024/5/7", "2024-05-07"},
		{"20240507", "2024-05-07"},
		{"20240507T1030Z", ""},
		{"7 May 2024", "2024-05-07"},
		{"7th May 2024, 10.30pm", "2024-05-07"},
		{"May 7, 2024", "2024-05-07"},
		{"Sept. 7, 2024", "2024-09-07"},
		{"Tuesday, 7 May 2024", "2024-05-07"},
		{"Tue, 07 May 2024 10:00:00 GMT", "2024-05-07"},
		{"31 February 2024", ""},
		{"0024-05-07", ""},
		{"Tuesday", ""},
		{"7/5/2024", ""}, // May or July
		{"[2024-05-07]", "0001-01-01"},
		{`""`, "0001-01-01"},
	} {
		t.Run(c.written, func(t *testing.T) {
			text := fmt.Sprintf("---\npublished: %s\n---\n# Strike\n\nThey wait.", c.written)
			a, err := article.Read(strings.NewReader(text), "a.md")
			if c.want == "" {
				if !errors.Is(err, article.ErrFrontMatter) {
					t.Fatalf("got %v, %v", a, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Published.Format("2006-01-02"); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}
