package extract

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"dragoman/knowledge"
)

// amountsOf returns the amounts of a unit as data: those of which the value is plain.
func amountsOf(p *paragraph, ps parts) []knowledge.Amount {
	var out []knowledge.Amount
	for n, m := range ps.amounts {
		a, ok := amountData(p, m)
		if !ok {
			continue
		}
		if a.Kind == knowledge.Count && a.Unit == "" && n+1 < len(ps.amounts) {
			// "10.4 billion to 10.8 billion crowns"
			next := ps.amounts[n+1]
			if other, ok := amountData(p, next); ok && next.from == m.to+1 && p.is(m.to, "to", "and", "or", "-", "–") {
				a.Kind, a.Unit = other.Kind, other.Unit
			}
		}
		out = append(out, a)
	}
	return out
}

// amountData reads one amount.
func amountData(p *paragraph, m amount) (knowledge.Amount, bool) {
	end := numberEnd(p, m)
	number, rest := p.span(m.from, end), ""
	if end < m.to {
		rest = p.span(end, m.to)
	}
	a := knowledge.Amount{
		Said: p.span(m.from, m.to), Cite: p.number, From: p.words[m.from].From, To: p.words[m.to-1].To,
		Kind: kinds[m.what], Unit: rest,
	}
	switch m.what {
	case money:
		if sign := currencySign(number); sign != "" {
			a.Unit = sign
		}
	case percentage:
		a.Unit = "percent"
		number = strings.TrimSuffix(strings.TrimSuffix(number, "percent"), "%")
	case age:
		a.Unit = "years"
	case compound:
		var unit string
		if number, unit, _ = strings.Cut(a.Said, "-"); !compoundUnit(&a, unit) {
			return a, false
		}
	case count:
		if quantityNouns[p.words[m.to-1].low] {
			a.Kind = knowledge.Quantity
		}
		if rest == "" && (isYear(number) || p.is(m.from, "one")) {
			return a, false
		}
	}
	var ok bool
	a.Value, ok = valueOf(number)
	return a, ok
}

// kinds are the kinds of amount by what is measured; those of compounds are told by
// their words.
var kinds = [...]knowledge.AmountKind{
	count: knowledge.Count, money: knowledge.Money, percentage: knowledge.Percentage, duration: knowledge.Duration,
	distance: knowledge.Distance, age: knowledge.Age, compound: knowledge.Count,
}

// quantityNouns are units of what is weighed or measured.
var quantityNouns = set("kilograms kilogrammes kilos kg grams grammes milligrams mg tonnes tons pounds ounces litres liters gallons barrels degrees celsius fahrenheit volts watts megawatts gigawatts kilowatts hertz points knots")

// compoundUnit fills in what is behind the hyphen of "60-day"; it tells whether that is
// a unit.
func compoundUnit(a *knowledge.Amount, unit string) bool {
	switch unit = strings.ToLower(unit); {
	case unit == "year-old":
		a.Kind, a.Unit = knowledge.Age, "years"
	case timeNouns[unit+"s"]:
		a.Kind, a.Unit = knowledge.Duration, unit+"s"
	case distanceNouns[unit+"s"]:
		a.Kind, a.Unit = knowledge.Distance, unit+"s"
	case quantityNouns[unit+"s"]:
		a.Kind, a.Unit = knowledge.Quantity, unit+"s"
	default:
		return false
	}
	return true
}

// currencySign returns the sign of a currency with the letters before it: "US$".
func currencySign(number string) string {
	i := strings.IndexAny(number, "$€£¥₹₽₩₺₪₴₦")
	if i < 0 {
		return ""
	}
	for _, c := range number[i:] {
		from := strings.LastIndexFunc(number[:i], func(c rune) bool { return !unicode.IsUpper(c) })
		return number[from+1:i] + string(c)
	}
	return ""
}

// isYear tells whether a number by itself is rather a year.
func isYear(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1000 && n <= 2199
}

// magnitudes multiply the number before them.
var magnitudes = map[string]float64{
	"hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
	"dozen": 12, "dozens": 12,
}

// smallNumbers are the numbers that are written as words.
var smallNumbers = map[string]float64{
	"half": 0.5, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// valueOf returns what a number in digits or words is worth: "2.61 billion", "€94m",
// "1,260", "twenty-one". It knows none of scores, times and fractions.
func valueOf(number string) (float64, bool) {
	total, seen := 0.0, false
	for word := range strings.FieldsSeq(strings.ToLower(number)) {
		if factor, ok := magnitudes[word]; ok {
			if !seen {
				total, seen = 1, true
			}
			total *= factor
			continue
		}
		value, ok := worth(word)
		if !ok {
			return 0, false
		}
		if seen && total < 100 && value >= total { // "three 400": two numbers
			return 0, false
		}
		total, seen = total+value, true
	}
	return total, seen && !math.IsInf(total, 0) && total < 1e18
}

// worth returns what one word of a number is worth.
func worth(word string) (float64, bool) {
	if v, ok := smallNumbers[word]; ok {
		return v, true
	}
	if isSpelledNumber(word) {
		tens, ones, _ := strings.Cut(word, "-")
		return smallNumbers[tens] + smallNumbers[ones], true
	}
	negative := strings.HasPrefix(word, "−") || strings.HasPrefix(word, "-")
	word = strings.TrimLeftFunc(word, func(c rune) bool { return !unicode.IsDigit(c) })
	digits := strings.TrimRightFunc(word, unicode.IsLetter)
	factor := 1.0
	if suffix := word[len(digits):]; suffix != "" {
		var ok bool
		if factor, ok = magnitudes[suffix]; !ok {
			return 0, false
		}
	}
	if !groupedInThrees(digits) {
		return 0, false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if negative {
		value = -value
	}
	return value * factor, err == nil
}

// isSpelledNumber tells whether a word is a number of two words: "twenty-one".
func isSpelledNumber(low string) bool {
	tens, ones, _ := strings.Cut(low, "-")
	x, y := smallNumbers[tens], smallNumbers[ones]
	return x >= 20 && y >= 1 && y <= 9
}

// groupedInThrees tells whether commas stand where English puts them: "1,260".
func groupedInThrees(digits string) bool {
	whole, _, _ := strings.Cut(digits, ".")
	for i, group := range strings.Split(whole, ",") {
		if i > 0 && len(group) != 3 {
			return false
		}
	}
	return true
}
