package schedule_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"dragoman/core/schedule"
)

func TestParseClock(t *testing.T) {
	for typed, want := range map[string]string{
		"8": "08:00", "08": "08:00", "0": "00:00", "23": "23:00", "24": "00:00", "24:00": "00:00", " 8 ": "08:00", "8.": "08:00", "8:": "08:00",
		"8am": "08:00", "8 a.m.": "08:00", "8 A.M": "08:00", "8 a. m.": "08:00", "8pm": "20:00", "12am": "00:00", "12 pm": "12:00", "12:30 am": "00:30",
		"08:30": "08:30", "8:30": "08:30", "8.30": "08:30", "8,30": "08:30", "8h30": "08:30", "8h": "08:00", "0830": "08:30", "830": "08:30",
		"2030": "20:30", "0830 hours": "08:30", "8 30": "08:30", "7.30 pm": "19:30", "7:30PM": "19:30", "8 : 30": "08:30", "20:15 pm": "20:15",
		"half past seven": "07:30", "half seven": "07:30", "Half-past seven": "07:30", "half past 7 pm": "19:30", "half past noon": "12:30",
		"quarter to nine": "08:45", "a quarter to nine": "08:45", "quarter past 6 pm": "18:15", "quarter to midnight": "23:45", "quarter past twelve": "12:15",
		"ten past eight": "08:10", "twenty-five to nine": "08:35", "twenty five past nine": "09:25", "10 to 9": "08:50", "8 minutes to 9": "08:52", "seven past 8": "08:07",
		"seven thirty": "07:30", "seven thirty in the evening": "19:30", "twenty thirty": "20:30", "eight oh five": "08:05", "seven forty-five": "07:45",
		"six fifteen p.m.": "18:15", "eight in the morning": "08:00", "8 at night": "20:00", "2 at night": "02:00", "12 at night": "00:00", "3 in the afternoon": "15:00",
		"noon": "12:00", "12 noon": "12:00", "midday": "12:00", "midnight": "00:00", "at noon": "12:00", "twelve": "12:00",
		"eight o'clock": "08:00", "8 o’clock": "08:00", "eight o'clock in the evening": "20:00", "quarter past eight o'clock": "08:15", "at 8": "08:00", "every day at 8": "08:00", "7 pm in the evening": "19:00",
		// as in the other languages of the interface
		"8 Uhr": "08:00", "um 8 Uhr 30": "08:30", "8.30 Uhr": "08:30", "20 Uhr": "20:00", "8 Uhr abends": "20:00", "8 Uhr früh": "08:00",
		"à 8h30": "08:30", "8 heures 30": "08:30", "8 h du soir": "20:00", "8 heures du matin": "08:00", "3 h de l'après-midi": "15:00", "midi": "12:00",
		"a las 8:30": "08:30", "8 de la mañana": "08:00", "8 de la tarde": "20:00", "20:30 horas": "20:30", "mediodía": "12:00",
		"o 8": "08:00", "godz. 8.30": "08:30", "o godzinie 18": "18:00", "8 rano": "08:00", "8 wieczorem": "20:00", "3 po południu": "15:00",
		"о 8 годині": "08:00", "8 ранку": "08:00", "о 20:30": "20:30", "8 год 30 хв": "08:30",
		"в 8": "08:00", "в 8 часов утра": "08:00", "8 ч 30 мин": "08:30", "8 вечера": "20:00", "3 часа дня": "15:00", "12 ночи": "00:00", "полночь": "00:00",
		"saat 8": "08:00", "08.30'da": "08:30", "akşam 8": "20:00", "sabah 8:30": "08:30", "öğleden sonra 3": "15:00",
		"٨:٣٠": "08:30", "الساعة ٨": "08:00", "٨ صباحًا": "08:00", "٨:٣٠ مساءً": "20:30", "۸:۳۰": "08:30", "٢٠٣٠": "20:30",
		"８：３０": "08:30",
	} {
		got, err := schedule.ParseClock(typed)
		if err != nil || got.String() != want {
			t.Errorf("%q: got %v, %v, want %s", typed, got, err, want)
		}
	}
}

func TestParseClockErrors(t *testing.T) {
	for typed, want := range map[string]error{
		"": schedule.ErrNoTime, "  ": schedule.ErrNoTime, "at": schedule.ErrNoTime, "morning": schedule.ErrNoTime, "banana": schedule.ErrNoTime,
		"8 bananas": schedule.ErrNoTime, "um halb acht": schedule.ErrNoTime, "+8": schedule.ErrNoTime, "8½": schedule.ErrNoTime,
		"Monday": schedule.ErrNoTime, "half": schedule.ErrNoTime, "past": schedule.ErrNoTime, "half past": schedule.ErrNoTime, ":30": schedule.ErrNoTime, "\xff\xfe": schedule.ErrNoTime,
		"८": schedule.ErrNoTime, "8th": schedule.ErrNoTime, "8:30:15": schedule.ErrNoTime, strings.Repeat("8", 1<<20): schedule.ErrNoTime,
		"25": schedule.ErrNotATime, "25:00": schedule.ErrNotATime, "8:60": schedule.ErrNotATime, "8:5": schedule.ErrNotATime, "24:01": schedule.ErrNotATime,
		"13 am": schedule.ErrNotATime, "0 pm": schedule.ErrNotATime, "2500": schedule.ErrNotATime, "99999999999999999999": schedule.ErrNotATime, "8:300": schedule.ErrNotATime,
		"8 am pm": schedule.ErrNotATime, "1 in the evening": schedule.ErrNotATime, "11 noon": schedule.ErrNotATime, "quarter past 30": schedule.ErrNotATime, "60 past 8": schedule.ErrNotATime,
		"8 and 20": schedule.ErrTimes, "8:00, 20:00": schedule.ErrTimes, "8 or 9": schedule.ErrTimes, "8-9": schedule.ErrTimes, "8 - 9": schedule.ErrTimes, "8 to 9": schedule.ErrTimes, "8 9": schedule.ErrTimes, "noon and midnight": schedule.ErrTimes, "8am & 8pm": schedule.ErrTimes,
	} {
		got, err := schedule.ParseClock(typed)
		if !errors.Is(err, want) || err != nil && got != 0 {
			t.Errorf("%.40q: got %v, %v, want %v", typed, got, err, want)
		}
	}
}

// Every time is read as it is written, in 24 and in 12 hours.
func TestParseClockAll(t *testing.T) {
	for c := schedule.Clock(0); c.Valid(); c++ {
		s := c.String()
		half, hour := "am", int(c)/60
		if hour >= 12 {
			half = "pm"
		}
		twelve := schedule.Clock((hour+11)%12+1)*60 + c%60
		for _, typed := range []string{s, strings.Replace(s, ":", "", 1), strings.Replace(s, ":", "h", 1), twelve.String() + half} {
			if got, err := schedule.ParseClock(typed); err != nil || got != c {
				t.Errorf("%q: got %v, %v", typed, got, err)
			}
		}
	}
}

func TestClockJSON(t *testing.T) {
	plan := schedule.Plan{At: 510, Zone: "Europe/Warsaw", Days: schedule.Weekdays}
	b, err := json.Marshal(plan)
	if want := `{"at":"08:30","zone":"Europe/Warsaw","days":62}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v", b, err)
	}
	var back schedule.Plan
	if err := json.Unmarshal(b, &back); err != nil || back != plan {
		t.Errorf("got %+v, %v", back, err)
	}
	for _, bad := range []string{`"8:30"`, `"24:00"`, `"08:60"`, `"08.30"`, `""`, `"-1:30"`, `"+1:30"`, `510`} {
		var c schedule.Clock
		if err := json.Unmarshal([]byte(bad), &c); err == nil {
			t.Errorf("%s: got %v", bad, c)
		}
	}
	for _, bad := range []schedule.Clock{-1, 1440} {
		if _, err := json.Marshal(bad); !errors.Is(err, schedule.ErrNotATime) {
			t.Errorf("%d: %v", int(bad), err)
		}
	}
}

// FuzzParseClock holds ParseClock to times of a day or one of its errors, and to
// reading again what it writes.
func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"8", "8am", "half past seven", "8 Uhr 30", "٨:٣٠", "twenty-five to nine", "8,30", "8-9", "в 8 часов утра", "12 noon", "\xff", "8:30:15", "5 to 24"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		c, err := schedule.ParseClock(typed)
		if err != nil {
			if err != schedule.ErrNoTime && err != schedule.ErrNotATime && err != schedule.ErrTimes {
				t.Errorf("%q: %v", typed, err)
			}
			return
		}
		if again, err := schedule.ParseClock(c.String()); err != nil || again != c || !c.Valid() {
			t.Errorf("%q is %d, and that %v, %v", typed, int(c), again, err)
		}
	})
}
