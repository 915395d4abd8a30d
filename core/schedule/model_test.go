package schedule_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"dragoman/core/schedule"

	"pgregory.net/rapid"
)

var exhaustive = flag.Bool("schedule.exhaustive", false, "compare all zones with the model at all changes of their clocks, which takes minutes")

// zoneNames are the names of the tz database.
func zoneNames(t testing.TB) []string {
	t.Helper()
	b, err := os.ReadFile("../zones/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(b)) {
		if name, _, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			names = append(names, name)
		}
	}
	if len(names) < 590 {
		t.Fatalf("only %d names", len(names))
	}
	return names
}

// model finds occurrences the obvious way: it looks at the clocks of a zone
// every minute.
type model struct {
	from, to schedule.Date                                  // the dates that were wholly seen
	first    map[schedule.Date]map[schedule.Clock]time.Time // when each time was first shown
	after    map[schedule.Date]time.Time                    // when a later date was first shown
}

// watch looks at the clocks from one time to another, and at those of a day
// before and after that.
func watch(loc *time.Location, from, to time.Time) model {
	m := model{
		from:  schedule.DateOf(from.In(loc)),
		to:    schedule.DateOf(to.In(loc)),
		first: make(map[schedule.Date]map[schedule.Clock]time.Time),
		after: make(map[schedule.Date]time.Time),
	}
	var last schedule.Date
	for at := from.Add(-48 * time.Hour).Truncate(time.Minute); at.Before(to.Add(48 * time.Hour)); at = at.Add(time.Minute) {
		local := at.In(loc)
		d := schedule.DateOf(local)
		if m.first[d] == nil {
			m.first[d] = make(map[schedule.Clock]time.Time, 1440)
		}
		hour, minute, _ := local.Clock()
		c := schedule.Clock(60*hour + minute)
		if _, seen := m.first[d][c]; !seen {
			m.first[d][c] = at
		}
		if last.Compare(d) < 0 {
			m.after[last], last = at, d
		}
	}
	return m
}

// on is when a time is first shown on a date, or, if it never is, the first
// later one of the date, or else the first moment of the next date.
func (m model) on(d schedule.Date, c schedule.Clock) (at time.Time, ok bool) {
	shown := m.first[d]
	if len(shown) == 0 {
		return time.Time{}, false // no such date
	}
	for ; c.Valid(); c++ {
		if at, ok := shown[c]; ok {
			return at, true
		}
	}
	return m.after[d], true
}

// compare holds a plan to the model.
func (m model) compare(t rapid.TB, plan schedule.Plan) {
	t.Helper()
	var want []schedule.Occurrence
	for d := m.from; d.Compare(m.to) <= 0; d = d.AddDays(1) {
		at, ok := m.on(d, plan.At)
		ok = ok && plan.Days.Has(d.Weekday())
		got, gotOK := plan.On(d)
		if ok != gotOK || ok && !got.Equal(at) {
			t.Errorf("%v on %s: got %v, %v, want %v, %v", plan, d, got, gotOK, at.UTC(), ok)
		}
		if ok {
			want = append(want, schedule.Occurrence{Date: d, At: at})
		}
	}
	for i := range want[min(1, len(want)):] {
		between := want[i+1].At.Sub(want[i].At)
		for _, after := range []time.Time{want[i].At, want[i].At.Add(between / 2), want[i+1].At.Add(-time.Nanosecond)} {
			got, err := plan.Next(after)
			if err != nil || got.Date != want[i+1].Date || !got.At.Equal(want[i+1].At) {
				t.Errorf("%v after %v: got %v, %v, want %v", plan, after, got, err, want[i+1])
			}
		}
	}
}

// changes are the times from one year to another at which the clocks of a zone
// are changed.
func changes(loc *time.Location, from, to int) []time.Time {
	var out []time.Time
	t := time.Date(from, 1, 1, 0, 0, 0, 0, loc)
	for {
		_, t = t.ZoneBounds()
		if t.IsZero() || t.Year() >= to {
			return out
		}
		out = append(out, t)
	}
}

// Any plan in any zone over some days of twenty years, mostly about a change of
// its clocks, is what the model says.
func TestPlanIsTheModel(t *testing.T) {
	names := zoneNames(t)
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(names).Draw(t, "zone")
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		from := time.Unix(rapid.Int64Range(1262304000, 1893456000).Draw(t, "from"), 0) // 2010 to 2029
		if list := changes(loc, 2010, 2030); len(list) > 0 && rapid.IntRange(0, 3).Draw(t, "about a change") > 0 {
			from = rapid.SampledFrom(list).Draw(t, "change").Add(-36 * time.Hour)
		}
		m := watch(loc, from, from.Add(72*time.Hour))
		for range 20 {
			m.compare(t, schedule.Plan{
				At:   schedule.Clock(rapid.IntRange(0, 1439).Draw(t, "at")),
				Zone: zone,
				Days: schedule.Days(rapid.IntRange(0, 127).Draw(t, "days")),
			})
		}
	})
}

// Next after Next goes through the dates that there are, one after the other,
// over twenty years.
func TestNextAfterNext(t *testing.T) {
	names := zoneNames(t)
	rapid.Check(t, func(t *rapid.T) {
		plan := schedule.Plan{
			At:   schedule.Clock(rapid.IntRange(0, 1439).Draw(t, "at")),
			Zone: rapid.SampledFrom(names).Draw(t, "zone"),
			Days: schedule.Days(rapid.IntRange(0, 127).Draw(t, "days")),
		}
		last, err := plan.Next(time.Date(2006, 1, 1, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		for range 600 { // every day of two years, or a day a week of eleven
			next, err := plan.Next(last.At)
			if err != nil {
				t.Fatal(err)
			}
			if !next.At.After(last.At) {
				t.Fatalf("%v: %v after %v", plan, next, last)
			}
			for d := last.Date.AddDays(1); d != next.Date; d = d.AddDays(1) {
				if _, ok := plan.On(d); ok || d.Compare(next.Date) > 0 {
					t.Fatalf("%v: %v after %v", plan, next, last)
				}
			}
			last = next
		}
	})
}

// The same as TestPlanIsTheModel for all times of day at all changes of all
// zones in forty years.
func TestPlanIsTheModelEverywhere(t *testing.T) {
	if !*exhaustive {
		t.Skip("takes minutes: -schedule.exhaustive")
	}
	for _, zone := range zoneNames(t) {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range changes(loc, 1990, 2030) {
			m := watch(loc, change.Add(-24*time.Hour), change.Add(24*time.Hour))
			for at := schedule.Clock(0); at.Valid(); at++ {
				m.compare(t, schedule.Plan{At: at, Zone: zone})
			}
		}
	}
}
