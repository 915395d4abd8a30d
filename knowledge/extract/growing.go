package extract

import (
	"cmp"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// ErrNoArticles is returned when a story is to be made of no articles.
var ErrNoArticles = errors.New("a story needs at least one article")

// Stories makes one base of the articles of a story that grows. Paragraphs are
// numbered through them by day; the base's Place tells the article and the number
// there.
//
//   - Whoever has the same name in two articles is one. A surname alone means
//     somebody of its own article first.
//   - What a newer article repeats, in the same words or nearly, counts once, and
//     cites the newest place.
//   - What a newer article, of a later day or a later time of the day, updates is outdated: another number of
//     the same thing, another day of the same event, what was planned and has
//     happened, is off or denied. Only plain cases count; see growingupdates.go.
//
// One article gives what [Base] gives. The error is [ErrNoArticles], or a fault of
// this package.
func Stories(articles []*article.Article) (*knowledge.Base, error) {
	switch len(articles) {
	case 0:
		return nil, ErrNoArticles
	case 1:
		return Base(articles[0])
	}
	articles = slices.Clone(articles)
	slices.SortStableFunc(articles, func(x, y *article.Article) int {
		return cmp.Or(x.Published.Compare(y.Published), cmp.Compare(x.Clock, y.Clock))
	})
	g := newGrowing()
	for _, t := range tellAll(articles) {
		g.take(t)
	}
	return knowledge.New(g.draft())
}

// telling is what one article tells.
type telling struct {
	draft  knowledge.Draft
	clock  time.Duration // of publication
	claims []claim       // of the items, in their order
}

// tellAll reads articles side by side.
func tellAll(articles []*article.Article) []telling {
	told := make([]telling, len(articles))
	next := make(chan int)
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(articles)) {
		readers.Go(func() {
			for i := range next {
				draft, w := write(articles[i])
				told[i] = telling{draft, articles[i].Clock, w.claims(draft.Items)}
			}
		})
	}
	for i := range articles {
		next <- i
	}
	close(next)
	readers.Wait()
	return told
}

// growing is a story in the making, article by article.
type growing struct {
	story      knowledge.Story
	articles   []knowledge.Article
	paragraphs []string
	people     *ensemble
	items      []*growingItem
	summary    *knowledge.Item

	taken   map[string]bool // ids of items
	byText  map[string][]*growingItem
	byWord  map[string][]*growingItem // by the rarest words of their sentences
	byFacet map[string][]*growingItem
}

// growingItem is an item of the story so far.
type growingItem struct {
	knowledge.Item
	claim
	article int
	gone    bool // a newer article repeats it
}

func newGrowing() *growing {
	return &growing{
		people: newEnsemble(), taken: map[string]bool{},
		byText: map[string][]*growingItem{}, byWord: map[string][]*growingItem{}, byFacet: map[string][]*growingItem{},
	}
}

// take adds an article, newer than those before.
func (g *growing) take(t telling) {
	shift := len(g.paragraphs)
	s := t.draft.Story
	g.story = s
	g.paragraphs = append(g.paragraphs, t.draft.Paragraphs...)
	g.articles = append(g.articles, knowledge.Article{
		Title: s.Title, Publisher: s.Publisher, Published: s.Published, Clock: t.clock, URL: s.URL,
		From: shift + 1, To: len(g.paragraphs),
	})
	ids := g.people.take(t.draft.Entities, shift)
	var fresh []*growingItem
	for i := range t.draft.Items {
		it := &growingItem{Item: t.draft.Items[i], claim: t.claims[i], article: len(g.articles) - 1}
		it.move(shift, ids)
		if it.Kind == knowledge.Topic {
			g.summary = &it.Item
			continue
		}
		if g.repeats(it) {
			continue
		}
		g.name(it)
		fresh = append(fresh, it)
	}
	for _, it := range fresh {
		g.update(it)
	}
	for _, it := range fresh { // an article neither repeats nor updates itself
		g.enter(it)
	}
	g.items = append(g.items, fresh...)
}

// move makes the references of an item those of the story.
func (it *growingItem) move(shift int, ids map[string]string) {
	it.Cites = shifted(it.Cites, shift)
	for i := range it.Amounts {
		it.Amounts[i].Cite += shift
	}
	for i := range it.Asks {
		it.Asks[i].Cites = shifted(it.Asks[i].Cites, shift)
	}
	for _, id := range []*string{&it.By, &it.To, &it.Where} {
		if global, ok := ids[*id]; ok {
			*id = global
		}
	}
	for _, list := range [][]string{it.Who, it.About} {
		for i := range list {
			list[i] = ids[list[i]]
		}
	}
	it.claim.rename(ids)
}

func shifted(cites []int, shift int) []int {
	out := make([]int, len(cites))
	for i, n := range cites {
		out[i] = n + shift
	}
	return out
}

// name gives an item an id that no other one has: that of its sentence, and for a
// sentence that means something else in an older article, the day with it.
func (g *growing) name(it *growingItem) {
	base := it.ID
	for n := 0; g.taken[it.ID]; n++ {
		it.ID = base + "-" + g.articles[it.article].Published.Format("20060102")
		if n > 0 {
			it.ID += "-" + letters(n)
		}
	}
	g.taken[it.ID] = true
}

// letters counts in letters: a to z, then za and so on.
func letters(n int) string {
	out := ""
	for ; n > 26; n -= 26 {
		out += "z"
	}
	return out + string(rune('a'+n-1))
}

// draft returns the story: what holds, by kind and then as it was told, and then
// what is outdated.
func (g *growing) draft() knowledge.Draft {
	d := knowledge.Draft{
		Story: g.story, Articles: g.articles, Paragraphs: g.paragraphs, Entities: g.people.entities(),
	}
	var outdated []knowledge.Item
	for _, it := range g.items {
		switch {
		case it.gone:
		case it.SupersededBy != "":
			outdated = append(outdated, it.Item)
		default:
			d.Items = append(d.Items, it.Item)
		}
	}
	if g.summary != nil {
		d.Items = append(d.Items, *g.summary)
	}
	unique(d.Items)
	slices.SortStableFunc(d.Items, func(x, y knowledge.Item) int { return int(x.Kind) - int(y.Kind) })
	d.Items = append(d.Items, outdated...)
	return d
}
