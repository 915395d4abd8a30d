package zones

import (
	"fmt"
	"strings"

	"dragoman/core/text"
)

// odd are the zones for offsets that are no whole hours, in minutes east of
// UTC: those where the clocks are not changed.
var odd = map[int]string{
	-9*60 - 30: "Pacific/Marquesas",
	3*60 + 30:  "Asia/Tehran",
	4*60 + 30:  "Asia/Kabul",
	5*60 + 30:  "Asia/Kolkata",
	5*60 + 45:  "Asia/Kathmandu",
	6*60 + 30:  "Asia/Yangon",
	8*60 + 45:  "Australia/Eucla",
	9*60 + 30:  "Australia/Darwin",
}

// offset returns the zone of a difference from UTC as readers write it: "UTC+2",
// "GMT -5", "+05:30", "utc+0530". For whole hours these are the zones of the
// database that are named Etc/GMT-2 for two hours east of UTC, the sign being
// that of POSIX, the reverse of what readers write; from 12 hours west to 14
// east. For others it is a place that has that offset all the year, if there is
// one.
func offset(query string) (zone string, ok bool) {
	if len(query) > MaxQuery {
		return "", false
	}
	s := strings.ReplaceAll(strings.ToLower(text.Clean(query)), " ", "")
	for _, prefix := range []string{"utc", "gmt"} {
		if rest, found := strings.CutPrefix(s, prefix); found {
			s = rest
			break
		}
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return "", false
	}
	minutes, ok := parseOffset(s[1:])
	if !ok {
		return "", false
	}
	if s[0] == '-' {
		minutes = -minutes
	}
	switch hours := minutes / 60; {
	case minutes == 0:
		return "UTC", true
	case minutes%60 != 0:
		zone, ok = odd[minutes]
		return zone, ok
	case hours >= -12 && hours <= 14:
		return fmt.Sprintf("Etc/GMT%+d", -hours), true
	}
	return "", false
}

// parseOffset reads "2", "02", "0530", "5:30", in minutes.
func parseOffset(s string) (minutes int, ok bool) {
	hours, rest, colon := strings.Cut(s, ":")
	if !colon && len(s) > 2 {
		hours, rest = s[:len(s)-2], s[len(s)-2:]
	}
	if len(hours) == 0 || len(hours) > 2 || len(rest) != 2 && (colon || rest != "") {
		return 0, false
	}
	h, m := 0, 0
	for _, part := range []struct {
		digits string
		n      *int
	}{{hours, &h}, {rest, &m}} {
		for _, c := range []byte(part.digits) {
			if c < '0' || c > '9' {
				return 0, false
			}
			*part.n = 10**part.n + int(c-'0')
		}
	}
	return 60*h + m, m < 60
}

// offsetName is how readers write the offset of a zone such as Etc/GMT-2.
func offsetName(zone string) (name string, ok bool) {
	rest, ok := strings.CutPrefix(zone, "Etc/GMT")
	if !ok {
		return "", false
	}
	if rest == "" {
		return "GMT", true
	}
	return "UTC" + strings.NewReplacer("+", "-", "-", "+").Replace(rest), true
}
