package extract_test

import (
	"strings"
	"testing"
	"time"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// read makes a base of a text that was published on Thursday, 15 May 2025.
func read(t *testing.T, text string) *knowledge.Base {
	t.Helper()
	a, err := article.Read(strings.NewReader("Headline\n"+text), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	a.Published = time.Date(2025, time.May, 15, 0, 0, 0, 0, time.UTC)
	base, err := extract.Base(a)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, said, date string }{
		{"The bridge collapsed on Tuesday.", "Tuesday", "2025-05-13"},
		{"The bridge will open on Tuesday.", "Tuesday", "2025-05-20"},
		{"The bridge was due to open on Tuesday.", "Tuesday", "2025-05-20"},
		{"The bridge collapsed on Thursday.", "Thursday", "2025-05-15"},
		{"The bridge collapsed yesterday.", "yesterday", "2025-05-14"},
		{"The bridge will stay closed until next Wednesday.", "next Wednesday", "2025-05-21"},
		{"The bridge collapsed at 4.52am on Tuesday.", "4.52am on Tuesday", "2025-05-13"},
		{"The bridge collapsed last year.", "last year", "2024"},
		{"The bridge collapsed last week.", "last week", "2025-05-05/11"},
		{"The bridge will open later this month.", "later this month", "2025-05"},
		{"The bridge collapsed two days ago.", "two days ago", "2025-05-13"},
		{"The bridge collapsed in 2007.", "2007", "2007"},
		{"The bridge will open in March.", "March", "2026-03"},
		{"The bridge collapsed in December.", "December", "2024-12"},
		{"The bridge collapsed on 3 May 2021.", "3 May 2021", "2021-05-03"},
		{"The bridge collapsed on May 3, 2021.", "May 3, 2021", "2021-05-03"},
		{"The bridge collapsed at the weekend.", "weekend", "2025-05-10/11"},
		{"The bridge will stay closed until Tuesday, 1 July.", "Tuesday, 1 July", "2025-07-01"},
		{"The bridge will open on Tuesday 27 May.", "Tuesday 27 May", "2025-05-27"},
		{"The bridge will open on Tuesday the 1st of July.", "Tuesday the 1st of July", "2025-07-01"},
		{"The bridge will open on Wednesday, June 4th.", "Wednesday, June 4th", "2025-06-04"},
		{"The bridge collapsed on Monday, December 2, 2024.", "Monday, December 2, 2024", "2024-12-02"},
		{"The bridge will open on Tuesday, 12 weeks late.", "Tuesday", "2025-05-20"},
		{"The bridge may fall.", "", ""},
	} {
		it := read(t, c.text).Items()[0]
		if it.When.Said != c.said || it.When.Date != c.date {
			t.Errorf("%s got %q, %q, want %q, %q", c.text, it.When.Said, it.When.Date, c.said, c.date)
		}
	}
}

// Without a day of publication only a year by itself can be resolved.
func TestDatesUnpublished(t *testing.T) {
	for text, date := range map[string]string{
		"The bridge collapsed on Tuesday.": "", "The bridge collapsed last year.": "", "The bridge collapsed in 2007.": "2007",
	} {
		a, err := article.Read(strings.NewReader("Headline\n"+text), "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		if it := extract.Draft(a).Items[0]; it.When.Date != date {
			t.Errorf("%s got %q, want %q", text, it.When.Date, date)
		}
	}
}
