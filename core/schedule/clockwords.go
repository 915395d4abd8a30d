package schedule

import (
	"strings"
	"sync"

	"dragoman/core/text"
)

// role is what a word does in a time of day.
type role uint8

const (
	unknown role = iota
	filler       // "at"
	number
	point // after hours and minutes: ":", ".", "h", "Uhr"
	minute
	half
	quarter
	past
	to
	oh // of "eight oh five"
	noon
	midnight
	morning   // am
	afternoon // pm
	evening
	night
	several // "and"
)

// wordLists are the words of times of day. Those of other languages than
// English are the ones that stand with digits: "8 Uhr", "в 8 утра".
var wordLists = map[role]string{
	filler: `at around about in the of every day daily please time
		um a à las la le de del du da ta te dan godz godzina godzinie o po
		в у о об saat saatte saati sonra الساعة الساعه ساعة في عند`,
	point: `oclock clock hours hour hrs hr uhr heures heure h horas hora
		годин година годині год часов часа час ч г`,
	minute:   `minutes minute min mins minuten minutos хвилин хвилини хв минут минуты мин دقيقة`,
	half:     `half`,
	quarter:  `quarter`,
	past:     `past after`,
	to:       `to before till til`,
	oh:       `oh`,
	noon:     `noon midday noontime mittag midi mediodía południe полудень полдень öğlen الظهر ظهرا`,
	midnight: `midnight mitternacht minuit medianoche północ північ полночь`,
	morning: `am morning mornings früh morgens vormittags matin mañana madrugada rano
		ранку утра sabah sabahleyin صباحا صباح الصباح ص`,
	afternoon: `pm afternoon afternoons mittags nachmittags lapresmidi tarde południu
		дня öğleden مساء المساء م`,
	evening: `evening evenings abends soir wieczorem вечора вечера akşam`,
	night:   `night nights tonight nachts nuit noche nocy ночі ночи gece`,
	several: `and or und oder ou та або и или і`,
}

// numberWords are from 0.
const numberWords = `zero one two three four five six seven eight nine ten eleven twelve
	thirteen fourteen fifteen sixteen seventeen eighteen nineteen`

const tensWords = `twenty thirty forty fifty`

// vocabulary is the lists as a table of folded words.
type vocabulary struct {
	roles   map[string]role
	numbers map[string]int
}

var words = sync.OnceValue(func() vocabulary {
	v := vocabulary{make(map[string]role, 200), make(map[string]int, 30)}
	for r, list := range wordLists {
		for _, w := range strings.Fields(list) {
			v.roles[text.Fold(w)] = r
		}
	}
	for i, w := range strings.Fields(numberWords) {
		v.numbers[w] = i
	}
	for i, w := range strings.Fields(tensWords) {
		v.numbers[w] = 20 + 10*i
	}
	return v
})
