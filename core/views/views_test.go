package views_test

import (
	"strings"
	"testing"

	"dragoman/core"
	"dragoman/core/views"
	"dragoman/knowledge"
)

func ferry(t *testing.T) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestViews(t *testing.T) {
	b := ferry(t)
	for _, tt := range []struct {
		name string
		got  core.Reply
		want string
	}{
		{"who", views.Who(b), "• Anna Berg, director of the Norland Line\n• Tom Vik, mayor of Skerry"},
		{"timeline", views.Timeline(b), "• 8 October 2025: Vik and Berg meet\n• 1 November 2025: The Norland Line ends its winter service (planned)"},
		{"summary", views.Summary(b), "The ferry to Skerry stops running in winter, and its mayor is angry."},
		{"sources", views.Sources(b, ""), "Island ferry to stop running in winter\nThe Norland Post, 6 October 2025"},
		{"sources of an answer", views.Sources(b, "passengers"), "Island ferry to stop running in winter\nThe Norland Post, 6 October 2025\n\nThe last answer comes from:\n• paragraph 4: Vik on the decision"},
		{"quotes", views.Quotes(b, ""), "The story quotes Anna Berg and Tom Vik."},
		{"quotes of one", views.Quotes(b, "berg"), "Anna Berg, word for word:"},
		{"quotes in another script", views.Quotes(b, "ВИК"), "Tom Vik, word for word:"},
		{"quotes of nobody", views.Quotes(b, "<b>x"), "The story names nobody like that. It quotes Anna Berg and Tom Vik."},
		{"quotes of a place", views.Quotes(b, "skerry"), "The story does not quote "},
	} {
		if !strings.HasPrefix(tt.got.Answer, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got.Answer, tt.want)
		}
	}
	got := views.Quotes(b, "Anna Berg").Quotes
	if len(got) != 2 || got[0] != (core.Quote{Text: "We carry two passengers a day in January,", Speaker: "Anna Berg"}) {
		t.Errorf("got %q", got)
	}
}
