package subscriptions

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman/core/schedule"
)

// stays is the page of a mistake for who is subscribed: it says as well that the
// briefing stays as it was, and offers nothing that they have already.
func (v Visitor) stays(dr draft, wrong mistakes, s Subscription) Page {
	p := v.phrases()
	about := v.askAgain(dr, wrong, v.changeLabel(dr, s))
	had := []string{s.Plan.At.String(), zoneName(s.Plan.Zone)}
	if normal(s.Plan.Days) != schedule.EveryDay {
		had = append(had, daysText(p, s.Plan.Days))
	}
	about.Text = lines(about.Text, fill(p.BriefingStays, p.List(had...)))
	var rows [][]Button
	for _, row := range about.Rows {
		row = slices.DeleteFunc(row, func(b Button) bool {
			dr, ok := parseDraft(strings.TrimPrefix(b.Data, dataDraft))
			return ok && !dr.changes(s)
		})
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if rows == nil {
		rows = [][]Button{{{p.ChangeBriefing, dataSettings}}}
	}
	about.Rows = rows
	return about
}

// changes tells whether a draft says anything that a subscription has not.
func (dr draft) changes(s Subscription) bool {
	after := s
	dr.fill(&after)
	after.Plan.Days, s.Plan.Days = normal(after.Plan.Days), normal(s.Plan.Days)
	return after.Plan != s.Plan || after.OnlyNew != s.OnlyNew || after.Repeat != s.Repeat
}

// maxLabel bounds a button's label, in characters: see Button.
const maxLabel = 80

// changeLabel is a button that changes a subscription as a draft says: "Change:
// 09:00 · Warsaw", with what would be different.
func (v Visitor) changeLabel(dr draft, s Subscription) string {
	p := v.phrases()
	var parts []string
	if dr.at != s.Plan.At {
		parts = append(parts, dr.at.String())
	}
	if dr.zone != s.Plan.Zone {
		parts = append(parts, cityOf(dr.zone))
	}
	if dr.hasDays && normal(dr.days) != normal(s.Plan.Days) {
		parts = append(parts, daysText(p, dr.days))
	}
	if dr.onlyNew != unsaid && dr.onlyNew != answerOf(s.OnlyNew) {
		parts = append(parts, p.OnlyNew+": "+dr.onlyNew.pick(p.On, p.Off, ""))
	}
	label := p.ChangeBriefing + ": " + strings.Join(parts, " · ")
	if utf8.RuneCountInString(label) > maxLabel {
		return p.ChangeBriefing
	}
	return label
}
