package phrases

import (
	"fmt"
	"strings"
	"time"
)

// calendar is how a language writes days. Its names are written as within a
// sentence.
type calendar struct {
	weekdays [7]string  // Sunday first, as in package time
	months   [12]string // in the form that follows the number of a day
	day      string     // weekday, number, month
	first    string     // as day, for the first of a month; "" where that is no exception
	comma    string     // between the items of a list
}

// Day writes a day with its weekday and without its year, as is usual in the
// language: "Tuesday, 24 November", "mardi 24 novembre".
func (p *Phrases) Day(t time.Time) string {
	c := p.calendar
	form := c.day
	if t.Day() == 1 && c.first != "" {
		form = c.first
	}
	return fmt.Sprintf(form, c.weekdays[t.Weekday()], t.Day(), c.months[t.Month()-1])
}

// Weekday is the name of a weekday, as within a sentence.
func (p *Phrases) Weekday(d time.Weekday) string { return p.calendar.weekdays[d] }

// WeekdayList lists weekdays in the order given: "Monday, Wednesday".
func (p *Phrases) WeekdayList(days ...time.Weekday) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = p.Weekday(d)
	}
	return p.List(names...)
}

// List puts the language's comma between items.
func (p *Phrases) List(items ...string) string { return strings.Join(items, p.calendar.comma) }

var (
	englishCalendar = calendar{
		weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		months: [12]string{"January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December"},
		day: "%[1]s, %[2]d %[3]s", comma: ", ",
	}
	germanCalendar = calendar{
		weekdays: [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni",
			"Juli", "August", "September", "Oktober", "November", "Dezember"},
		day: "%[1]s, %[2]d. %[3]s", comma: ", ",
	}
	frenchCalendar = calendar{
		weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin",
			"juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		day: "%[1]s %[2]d %[3]s", first: "%[1]s %[2]der %[3]s", comma: ", ",
	}
	spanishCalendar = calendar{
		weekdays: [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
		months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio",
			"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		day: "%[1]s, %[2]d de %[3]s", comma: ", ",
	}
	polishCalendar = calendar{
		weekdays: [7]string{"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"},
		months: [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
			"lipca", "sierpnia", "września", "października", "listopada", "grudnia"},
		day: "%[1]s, %[2]d %[3]s", comma: ", ",
	}
	russianCalendar = calendar{
		weekdays: [7]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
		months: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня",
			"июля", "августа", "сентября", "октября", "ноября", "декабря"},
		day: "%[1]s, %[2]d %[3]s", comma: ", ",
	}
	ukrainianCalendar = calendar{
		weekdays: [7]string{"неділя", "понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота"},
		months: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня",
			"липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
		day: "%[1]s, %[2]d %[3]s", comma: ", ",
	}
	turkishCalendar = calendar{
		weekdays: [7]string{"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"},
		months: [12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran",
			"Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"},
		day: "%[2]d %[3]s %[1]s", comma: ", ",
	}
	arabicCalendar = calendar{
		weekdays: [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
		months: [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
			"يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		day: "%[1]s %[2]d %[3]s", comma: "، ",
	}
)
