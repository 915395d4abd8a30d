package query_test

import (
	"slices"
	"testing"

	"dragoman/core/query"
)

func TestCues(t *testing.T) {
	an := strike(t)
	cues := map[string]func(q query.Query) bool{
		"negated": func(q query.Query) bool { return q.Negated },
		"denied":  func(q query.Query) bool { return q.Denied },
		"only":    func(q query.Query) bool { return q.Only },
		"exact":   func(q query.Query) bool { return q.Exact },
		"define":  func(q query.Query) bool { return q.Define },
		"speech":  func(q query.Query) bool { return q.Speech },
		"compare": func(q query.Query) bool { return q.Compare },
		"asked":   func(q query.Query) bool { return q.Question },
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"where is the strike", nil},
		{"where is the strike?", []string{"asked"}},
		{"isn't karlsen the minister", []string{"negated"}},
		{"did the army not unload ships", []string{"denied", "negated"}},
		{"has karlsen never resigned", []string{"denied", "negated"}},
		{"who refused", []string{"negated"}},
		{"is the strike not never over", []string{"negated"}},
		{"is only Dahl there", []string{"only"}},
		{"is it just Dahl there", nil},
		{"is just Dahl there", []string{"only"}},
		{"what exactly is the offer", []string{"exact"}},
		{"what are Dahl's exact words", []string{"exact", "speech"}},
		{"quote Dahl", []string{"exact", "speech"}},
		{"what is Dahl's role", []string{"define"}},
		{"what did Dahl announce", []string{"speech"}},
		{"do Dahl and Ostrova agree", []string{"compare"}},
		{"Dahl vs Ostrova", []string{"compare"}},
		{`who wrote "we never said only"`, []string{"only"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			q := one(t, an, c.text)
			var got []string
			for name, holds := range cues {
				if holds(q) {
					got = append(got, name)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestDaysNamed(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"what happened on Monday", []string{"monday"}},
		{"what happened on tues", []string{"tuesday"}},
		{"what happened on wendesday", []string{"wednesday"}},
		{"is it on monday or tuesday or monday", []string{"monday", "tuesday"}},
		{"what happened last week", []string{"last week"}},
		{"what is Monday's news", []string{"monday"}},
		{"what happened in a week", nil},
		{"what happened", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := one(t, an, c.text).Days; !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWordsQuoted(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{`who said "crumbs"`, []string{"crumb"}},
		{"who said “soldiers do not unload ships”", []string{"soldier", "do", "not", "unload", "ship"}},
		{"who said «our last offer»", []string{"our", "last", "offer"}},
		{`"who is Dahl`, nil},
		{"who said 'crumbs'", nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := one(t, an, c.text).Quoted; !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPronouns(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"did she say it there", []string{"she", "it", "there"}},
		{"what is their demand", []string{"their"}},
		{"what did that man say", []string{"he"}},
		{"what did that woman say", []string{"she"}},
		{"is it in that city", []string{"it", "there"}},
		{"what did the spokesman say", []string{"person"}}, // two of them
		{"what did Dahl say", nil},
		{`who said "we want it"`, nil},
	} {
		t.Run(c.text, func(t *testing.T) {
			var got []string
			for _, p := range one(t, an, c.text).Pronouns {
				got = append(got, p.Form)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
