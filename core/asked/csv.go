package asked

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// csvColumns are the columns of a report as CSV. kind is "unanswered", "served",
// "feedback" or "day", and a line has what there is of its kind.
var csvColumns = []string{"kind", "day", "platform", "count", "answered", "declined", "courtesies", "helped", "did not help", "from", "to", "id", "text", "first wording", "about"}

// CSV writes the whole report as one table, for a spreadsheet. A cell that a
// spreadsheet would take for a formula has an apostrophe before it.
func (r Report) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180, section 2
	row := func(cells map[string]string) {
		line := make([]string, len(csvColumns))
		for i, name := range csvColumns {
			line[i] = cell(cells[name])
		}
		_ = out.Write(line) // Error tells
	}
	_ = out.Write(csvColumns)
	for _, q := range r.Unanswered {
		about := q.About
		if q.Elsewhere {
			about = "not what the story is about"
		}
		row(map[string]string{"kind": "unanswered", "count": strconv.Itoa(q.Count), "from": q.From.String(), "to": q.To.String(), "text": q.Question, "first wording": q.First, "about": about})
	}
	for _, f := range r.Served {
		row(map[string]string{"kind": "served", "count": strconv.Itoa(f.Count), "from": f.From.String(), "to": f.To.String(), "id": f.ID, "text": f.Gist})
	}
	for _, n := range r.Feedback {
		row(map[string]string{"kind": "feedback", "count": strconv.Itoa(n.Good + n.Bad), "helped": strconv.Itoa(n.Good), "did not help": strconv.Itoa(n.Bad), "id": n.Answer, "text": n.Label})
	}
	for _, d := range r.Days {
		row(map[string]string{"kind": "day", "day": d.Day.String(), "platform": d.Platform, "count": strconv.Itoa(d.All()), "answered": strconv.Itoa(d.Answered), "declined": strconv.Itoa(d.Declined), "courtesies": strconv.Itoa(d.Courtesies)})
	}
	out.Flush()
	return out.Error()
}

// cell is a text that no spreadsheet computes: those take what begins with one of
// these for a formula (OWASP, "CSV Injection"), some also after quotes or a
// separator of their own locale.
func cell(s string) string {
	s = oneLine(s)
	if strings.IndexAny(strings.TrimLeft(s, " \"';,"), "=+-@|%＝＋－＠") == 0 {
		return "'" + s
	}
	return s
}
