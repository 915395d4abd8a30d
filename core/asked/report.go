package asked

import (
	"cmp"
	"slices"

	"dragoman/core/feedback"
	"dragoman/core/schedule"
)

// Report is what was asked in some days, for an editor. Its lists have the most
// first.
type Report struct {
	Since schedule.Date `json:"since"`
	Until schedule.Date `json:"until"` // the last day

	Messages   Traffic          `json:"messages"` // of all days and platforms
	Unanswered []Unanswered     `json:"unanswered"`
	Served     []Served         `json:"served"`
	Feedback   []feedback.Count `json:"feedback"` // of all time: votes are not dated
	Days       []Day            `json:"days"`     // by day and platform; those without messages are left out
}

// Unanswered is a question that the story did not answer.
type Unanswered struct {
	Count     int           `json:"count"`
	Question  string        `json:"question"` // the commonest wording
	First     string        `json:"first"`    // the first wording
	About     string        `json:"about,omitempty"`
	Elsewhere bool          `json:"elsewhere,omitempty"`
	From      schedule.Date `json:"from"` // the first and the last day in the report
	To        schedule.Date `json:"to"`
	Days      Counts        `json:"days"`
}

// Served is a fact that answered questions.
type Served struct {
	Count int           `json:"count"`
	ID    string        `json:"id"`
	Gist  string        `json:"gist"`
	From  schedule.Date `json:"from"` // the first and the last day in the report
	To    schedule.Date `json:"to"`
	Days  Counts        `json:"days"`
}

// Day is what came on a platform on a day.
type Day struct {
	Day      schedule.Date `json:"day"`
	Platform string        `json:"platform"`
	Traffic
}

// NewReport makes a report of the days since one, until another, which is today. It
// shares nothing with the tally.
func NewReport(t Tally, votes []feedback.Count, since, until schedule.Date) Report {
	r := Report{
		Since: since, Until: until,
		Unanswered: []Unanswered{}, Served: []Served{}, Days: []Day{},
		Feedback: append([]feedback.Count{}, votes...), // none are a list as well
	}
	for _, q := range t.Questions {
		if days := slices.Clone(q.Days.Since(since)); len(days) > 0 {
			r.Unanswered = append(r.Unanswered, Unanswered{
				Count: days.Total(), Question: q.Commonest(), First: q.First, About: q.About, Elsewhere: q.Elsewhere,
				From: days[0].Day, To: days.last(), Days: days,
			})
		}
	}
	for _, f := range t.Facts {
		if days := slices.Clone(f.Days.Since(since)); len(days) > 0 {
			r.Served = append(r.Served, Served{days.Total(), f.ID, f.Gist, days[0].Day, days.last(), days})
		}
	}
	for place, n := range t.Traffic {
		if place.Day.Compare(since) >= 0 {
			r.Days = append(r.Days, Day{place.Day, place.Platform, n})
			r.Messages = r.Messages.Plus(n)
		}
	}
	slices.SortFunc(r.Unanswered, func(x, y Unanswered) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), y.To.Compare(x.To), cmp.Compare(x.Question, y.Question), cmp.Compare(x.About, y.About))
	})
	slices.SortFunc(r.Served, func(x, y Served) int { return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.ID, y.ID)) })
	slices.SortFunc(r.Days, func(x, y Day) int { return cmp.Or(x.Day.Compare(y.Day), cmp.Compare(x.Platform, y.Platform)) })
	slices.SortFunc(r.Feedback, func(x, y feedback.Count) int {
		return cmp.Or(cmp.Compare(y.Good+y.Bad, x.Good+x.Bad), cmp.Compare(y.Bad, x.Bad), cmp.Compare(x.Label, y.Label), cmp.Compare(x.Answer, y.Answer))
	})
	return r
}
