package schedule

import "strings"

// ParseClock reads a time of day as people type it: "8", "8am", "8 a.m.",
// "08:30", "8.30", "8h30", "0830", "half past seven", "quarter to nine", "ten
// past eight", "seven thirty in the evening", "noon", "eight o'clock"; with
// digits also as in the other languages of the interface, "8 Uhr 30", "à 8h",
// "в 8 утра", "الساعة ٨:٣٠".
//
// Without "pm" or the like hours are of 24: "8" is 08:00, and so is 24:00 of
// the day before 00:00. The text may say "at" and "every day", and nothing else
// that is no time. It returns ErrNoTime, ErrNotATime or ErrTimes.
func ParseClock(typed string) (Clock, error) {
	if len(typed) > maxTyped {
		return 0, ErrNoTime
	}
	tokens := lex(typed)
	var parts []token // of the day
	var rest []token
	var shape strings.Builder // the roles of the rest, as in shapes
	times, many := 0, false
	for _, t := range tokens {
		switch t.role {
		case unknown:
			return 0, ErrNoTime
		case several:
			many = true
		case morning, afternoon, evening, night:
			parts = append(parts, t)
		default:
			if t.role == number || t.role == noon || t.role == midnight {
				times++
			}
			rest = append(rest, t)
			shape.WriteByte(letters[t.role])
		}
	}
	switch {
	case times == 0:
		return 0, ErrNoTime
	case many && times > 1:
		return 0, ErrTimes
	case many:
		return 0, ErrNoTime
	}
	return read(shape.String(), rest, parts)
}

// letters stand for roles in the shape of a time.
var letters = map[role]byte{
	number: 'n', point: ':', minute: 'm', half: 'h', quarter: 'q', past: '>', to: '<', oh: 'o', noon: 'N', midnight: 'M',
}

// read reads the tokens of a time by the shape that they have.
func read(shape string, t, parts []token) (Clock, error) {
	switch shape {
	case "n", "n:": // 8, 0830, 8 o'clock
		if t[0].digits > 2 {
			return join(t[0].n/100, t[0].n%100, parts)
		}
		return join(t[0].n, 0, parts)
	case "n:n", "n:n:", "n:nm": // 8:30, 8.30 Uhr
		if t[2].written && t[2].digits != 2 && shape != "n:nm" || t[0].digits > 2 || t[2].digits > 2 {
			return 0, ErrNotATime
		}
		return join(t[0].n, t[2].n, parts)
	case "nn", "nnm": // 8 30, seven thirty
		if t[0].digits > 2 || t[1].digits > 2 || t[1].digits == 1 || !t[1].written && t[1].n < 10 {
			return 0, ErrTimes
		}
		return join(t[0].n, t[1].n, parts)
	case "non": // eight oh five
		if t[2].n > 9 || t[2].digits > 1 {
			return 0, ErrNotATime
		}
		return join(t[0].n, t[2].n, parts)
	case "N", "M":
		return hour(t[0], nil)
	case "nN", "nM": // 12 noon
		if t[0].n != 12 {
			return 0, ErrNotATime
		}
		return hour(t[1], nil)
	case "hn", "hn:": // half seven
		return shift(30, t[1], parts)
	}
	if last := len(shape) - 1; last > 0 && shape[last] == ':' {
		shape, t = shape[:last], t[:last]
	}
	switch shape {
	case "h>n", "h>N", "h>M":
		return shift(30, t[2], parts)
	case "q>n", "q>N", "q>M":
		return shift(15, t[2], parts)
	case "q<n", "q<N", "q<M":
		return shift(-15, t[2], parts)
	case "n>n", "n>N", "n>M", "nm>n", "nm>N", "nm>M":
		return shiftBy(t[0], 1, t[len(t)-1], parts)
	case "n<n":
		if t[0].n%5 != 0 {
			return 0, ErrTimes // "8 to 9" is rather a span than 8:52
		}
		return shiftBy(t[0], -1, t[2], parts)
	case "n<N", "n<M", "nm<n", "nm<N", "nm<M":
		return shiftBy(t[0], -1, t[len(t)-1], parts)
	}
	return 0, ErrNoTime
}

// hour is a full hour.
func hour(t token, parts []token) (Clock, error) {
	switch t.role {
	case noon:
		return 12 * 60, nil
	case midnight:
		return 0, nil
	}
	if t.digits > 2 {
		return 0, ErrNotATime
	}
	return join(t.n, 0, parts)
}

func shiftBy(minutes token, sign int, from token, parts []token) (Clock, error) {
	if minutes.n > 59 {
		return 0, ErrNotATime
	}
	return shift(sign*minutes.n, from, parts)
}

// shift is some minutes after a full hour, or before.
func shift(minutes int, from token, parts []token) (Clock, error) {
	c, err := hour(from, parts)
	if err != nil {
		return 0, err
	}
	return (c + Clock(minutes) + minutesPerDay) % minutesPerDay, nil
}

// join makes a time of hours and minutes and the part of the day, of which
// there may be several that agree.
func join(hours, minutes int, parts []token) (Clock, error) {
	if minutes > 59 || hours > 24 || hours == 24 && minutes > 0 {
		return 0, ErrNotATime
	}
	if len(parts) == 0 {
		return Clock(hours%24*60 + minutes), nil
	}
	in, ok := within(parts[0].role, hours)
	for _, p := range parts[1:] {
		other, fits := within(p.role, hours)
		ok = ok && fits && other == in
	}
	if !ok {
		return 0, ErrNotATime
	}
	return Clock(in*60 + minutes), nil
}

// within is the hour of 24 that is meant by one of 12 or 24 in a part of the
// day.
func within(part role, h int) (in int, ok bool) {
	early, late := h%12, h%12+12 // before noon and after
	switch {
	case part == morning:
		return early, h <= 12
	case part == afternoon:
		return late, h > 0 && h < 24
	case early == 0: // 12 in the evening or at night
		return 0, true
	case part == evening:
		return late, early >= 4
	case early >= 6: // 11 at night
		return late, true
	}
	return early, h < 12 // 3 at night
}
