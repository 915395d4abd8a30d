package schedule

import "fmt"

// Clock is a wall time of day, in minutes after midnight, 0 to 1439. As text,
// also in JSON, it is "08:30".
type Clock int16

const minutesPerDay = 24 * 60

// Valid tells whether a day has the time.
func (c Clock) Valid() bool { return c >= 0 && c < minutesPerDay }

// String returns the time in 24 hours, as in "08:30".
func (c Clock) String() string {
	if !c.Valid() {
		return fmt.Sprintf("Clock(%d)", int16(c))
	}
	return fmt.Sprintf("%02d:%02d", c/60, c%60)
}

// MarshalText writes the time as String does. It returns ErrNotATime when it is
// out of range.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.Valid() {
		return nil, fmt.Errorf("%d minutes: %w", int16(c), ErrNotATime)
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what MarshalText writes and nothing else; ErrNotATime is
// returned for the rest.
func (c *Clock) UnmarshalText(b []byte) error {
	if len(b) == 5 && b[2] == ':' {
		hours, minutes := twoDigits(b[:2]), twoDigits(b[3:])
		if hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 {
			*c = Clock(60*hours + minutes)
			return nil
		}
	}
	return fmt.Errorf("%.20q: %w", b, ErrNotATime)
}

// twoDigits is the number that two digits are, -1 for anything else.
func twoDigits(b []byte) int {
	if b[0] < '0' || b[0] > '9' || b[1] < '0' || b[1] > '9' {
		return -1
	}
	return 10*int(b[0]-'0') + int(b[1]-'0')
}
