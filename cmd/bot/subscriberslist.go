package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dragoman/adapters/console"
)

// maxZones bounds the zones that are listed, and barWidth the bars of the hours.
const (
	maxZones = 20
	barWidth = 40
)

// listCensus prints a census for people.
func (p *process) listCensus(n census) error {
	var text strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&text, "%-15s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("subscriptions", "%d", n.Active)
	for _, place := range slices.Sorted(maps.Keys(n.ByPlace)) {
		line("  "+placeText(place), "%d", n.ByPlace[place])
	}
	if n.Paused {
		line("paused", "%s: nothing is sent; bot subscribers resume lets it go on", sinceText(n.Since))
	}
	if n.Next.IsZero() {
		line("next due", "none")
	} else {
		line("next due", "%s", n.Next.UTC().Format(stamp))
	}
	line("last 24 hours", "%d sent, %d with nothing new, %d skipped, %d failed, %d not settled", n.LastDay.Sent, n.LastDay.Empty, n.LastDay.Skipped, n.LastDay.Failed, n.LastDay.Sending)
	if n.Failing > 0 {
		line("no permission", "%d", n.Failing)
	}
	if len(n.Ended) > 0 {
		var reasons []string
		total := 0
		for _, reason := range byCount(n.Ended) {
			reasons = append(reasons, fmt.Sprintf("%s %d", console.Line(string(reason)), n.Ended[reason]))
			total += n.Ended[reason]
		}
		line("ended", "%d: %s", total, strings.Join(reasons, ", "))
	}
	if n.Active > 0 {
		listZones(&text, n.ByZone)
		listHours(&text, n.ByHour)
	}
	_, err := p.stdout.Write([]byte(text.String()))
	return err
}

// placeText is the kind of a place, "telegram user", for people.
func placeText(place string) string {
	name, kind, _ := strings.Cut(place, " ")
	return platformText(name) + " " + kind + "s"
}

// platformText is the name of a platform as it writes itself.
func platformText(name string) string {
	if name == "" {
		return "unknown"
	}
	return strings.ToUpper(name[:1]) + console.Line(name[1:])
}

// byCount returns the keys with the largest counts first.
func byCount[K cmp.Ordered](counts map[K]int) []K {
	return slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

func listZones(text *strings.Builder, zones map[string]int) {
	fmt.Fprintf(text, "\n%-32s %s\n", "zone", "subscriptions")
	others := 0
	for i, zone := range byCount(zones) {
		if i >= maxZones {
			others += zones[zone]
			continue
		}
		fmt.Fprintf(text, "%-32s %13d\n", console.Line(zone), zones[zone])
	}
	if others > 0 {
		fmt.Fprintf(text, "%-32s %13d\n", fmt.Sprintf("%d others", len(zones)-maxZones), others)
	}
}

// listHours draws how many are due in each hour of the local clock.
func listHours(text *strings.Builder, hours [24]int) {
	most := slices.Max(hours[:])
	fmt.Fprintf(text, "\nhour (local)\n")
	for hour, n := range hours {
		if n > 0 {
			bar := strings.Repeat("#", max(1, n*barWidth/most))
			fmt.Fprintf(text, "%02d  %-*s %d\n", hour, barWidth, bar, n)
		}
	}
}

// listForecasts prints what is due, hour by hour.
func (p *process) listForecasts(all []forecast, ahead time.Duration) error {
	var text strings.Builder
	for i, f := range all {
		if i > 0 {
			text.WriteString("\n")
		}
		fmt.Fprintf(&text, "%s, next %s: %d due, at %g a second", platformText(f.Platform), briefly(ahead), f.Due, f.Rate)
		if f.TooLate > 0 {
			fmt.Fprintf(&text, "; %d will be skipped, too late", f.TooLate)
		}
		text.WriteString("\n")
		hours := hoursOf(f.Minutes)
		if len(hours) > 0 {
			fmt.Fprintf(&text, "%-17s %9s %15s %10s\n", "hour (UTC)", "due", "busiest minute", "takes")
		}
		for _, h := range hours {
			fmt.Fprintf(&text, "%-17s %9d %9d %s %10s\n", h.at.Format("2006-01-02 15:04"), h.due, h.most, h.busiest.Format("15:04"), briefly(h.takes))
		}
	}
	_, err := p.stdout.Write([]byte(text.String()))
	return err
}

// briefly writes a time span without the parts of it that are zero.
func briefly(d time.Duration) string {
	if d < time.Second {
		return "<1s"
	}
	text := d.Round(time.Second).String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = strings.TrimSuffix(text, zero[1:])
		}
	}
	return text
}

// forecastHour sums up the minutes of an hour.
type forecastHour struct {
	at      time.Time
	due     int
	busiest time.Time     // minute
	most    int           // due in it
	takes   time.Duration // the longest from a minute's beginning until all due in it are sent
}

func hoursOf(minutes []forecastMinute) (hours []forecastHour) {
	for _, m := range minutes {
		at := m.At.UTC().Truncate(time.Hour)
		if len(hours) == 0 || !hours[len(hours)-1].at.Equal(at) {
			hours = append(hours, forecastHour{at: at})
		}
		h := &hours[len(hours)-1]
		h.due += m.Due
		if m.Due > h.most {
			h.most, h.busiest = m.Due, m.At.UTC()
		}
		h.takes = max(h.takes, m.Done.Sub(m.At))
	}
	return hours
}
