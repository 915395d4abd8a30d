package article_test

import (
	"testing"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ dateline, place, agency, date string }{
		{"AREQUIPA, Peru – ", "AREQUIPA, Peru", "", ""},
		{"LUSAKA (WireNews) - ", "LUSAKA", "WireNews", ""},
		{"MUSCAT, Oman: ", "MUSCAT, Oman", "", ""},
		{"WASHINGTON, Feb 17 (Reuters) - ", "WASHINGTON", "Reuters", "Feb 17"},
		{"PARIS/BERLIN, Feb. 17, 2025 (AP) — ", "PARIS/BERLIN", "AP", "Feb. 17, 2025"},
		{"RIO DE JANEIRO, 17 February 2025 — ", "RIO DE JANEIRO", "", "17 February 2025"},
		{"SAINT-ÉTIENNE, France—", "SAINT-ÉTIENNE, France", "", ""},
		{"London (CNN) — ", "London", "CNN", ""},
		{"WASHINGTON, D.C. -- ", "WASHINGTON, D.C.", "", ""},
		{"PORT OF SPAIN, Trinidad and Tobago – ", "PORT OF SPAIN, Trinidad and Tobago", "", ""},
		{"NEW YORK, Monday, May 7 – ", "NEW YORK", "", "Monday, May 7"},
	} {
		t.Run(c.dateline, func(t *testing.T) {
			text := c.dateline + "Crews struck on Monday."
			a := read(t, "a.txt", "Strike\n"+text)
			if a.Paragraphs[1].Text != text {
				t.Errorf("the paragraph is %q", a.Paragraphs[1].Text)
			}
			d := a.Dateline
			if d == nil {
				t.Fatal("not found")
			}
			if d.Place != c.place || d.Agency != c.agency || d.Date != c.date || d.In(text) != c.dateline {
				t.Errorf("got %+v, %q", *d, d.In(text))
			}
		})
	}
}

func TestDatelineClock(t *testing.T) {
	for _, c := range []struct{ dateline, date, want string }{
		{"LONDON, Feb 17, 14:30 (WireNews) - ", "Feb 17", "14h30m0s"},
		{"LONDON, 17 February 2025, 2.30pm GMT – ", "17 February 2025", "14h30m0s"},
		{"LONDON, Feb 17 (WireNews) - ", "Feb 17", "0s"},
	} {
		a := read(t, "a.txt", "Strike\n"+c.dateline+"Crews struck on Monday.")
		if a.Dateline == nil || a.Dateline.Date != c.date || a.Clock.String() != c.want || a.Dateline.In(a.Paragraphs[1].Text) != c.dateline {
			t.Errorf("%s: got %+v, %v", c.dateline, a.Dateline, a.Clock)
		}
	}
}

func TestNoDateline(t *testing.T) {
	for _, text := range []string{
		"The crews – all of them – struck.",
		"Rubio – the secretary – said so.",
		"US officials: we wait.",
		"EU-based crews struck.",
		"A – B.",
		"UN: 5,000 have fled.",
		"NATO – the alliance – waits.",
		"CAPITALS THAT GO ON AND ON AND ON, Without An End, Without A Point, In Many Words, And Yet More Words, And More, And More – x",
		"Oslo: crews struck.",
		"OSLO - ",
		"OSLO (WireNews struck - now",
		"– crews struck",
		"(WireNews) - crews struck",
		"“OSLO – no,” he said.",
	} {
		if d := read(t, "a.txt", "Strike\n"+text).Dateline; d != nil {
			t.Errorf("%q: got %+v", text, *d)
		}
	}
}
