package knowledge_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

const floodArticle = `Flood closes bridge in Norvik

The mayor of Norvik, Anna Berg, said on Monday that the bridge would stay closed until Friday.

“We ask for patience,” Berg said. “Nobody was hurt.”

A nurse, Lea Vogt, lost her home at 12 Mill Lane. She is staying with friends.

Engineer Jonas Falk said the repair would cost 4 million euros. “The old stones will not hold,” he said.

Kelda Line ran buses instead. The river Orm rose by two metres.
`

// changedArticle is the same a day later: a paragraph more at the beginning, one less,
// and other words in sentences that no correction is about.
const changedArticle = `Flood still closes bridge in Norvik

Rain fell all night over the hills above the town.

The mayor of Norvik, Anna Berg, said on Monday that the bridge would stay closed until Friday.

“We ask for patience,” Berg told reporters on Tuesday. “Nobody was hurt.”

In all, 40 homes are empty. A nurse, Lea Vogt, lost her home at 12 Mill Lane. She is now staying with friends.

Engineer Jonas Falk said the repair would cost 4 million euros. “The old stones will not hold,” he said again.

Kelda Line ran forty buses instead.
`

func read(t testing.TB, text string) *article.Article {
	t.Helper()
	a, err := article.Read(strings.NewReader(text), "flood.txt")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func baseOf(t testing.TB, texts ...string) *knowledge.Base {
	t.Helper()
	var all []*article.Article
	for _, text := range texts {
		all = append(all, read(t, text))
	}
	base, err := extract.Stories(all)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// lay lays an overlay over a base; both are sound, and the overlaid base may be
// written and read again.
func lay(t testing.TB, base *knowledge.Base, overlay string) knowledge.Overlaid {
	t.Helper()
	o, err := knowledge.ParseOverlay("o.yaml", []byte(overlay))
	if err != nil {
		t.Fatal(err)
	}
	var before, after bytes.Buffer
	if err := base.WriteYAML(&before); err != nil {
		t.Fatal(err)
	}
	told, err := o.Over(base)
	if err != nil {
		t.Fatal(err)
	}
	if base.WriteYAML(&after); !bytes.Equal(before.Bytes(), after.Bytes()) {
		t.Error("the base itself has changed")
	}
	if len(told.Base.Articles()) == 1 {
		var written bytes.Buffer
		if err := told.Base.WriteYAML(&written); err != nil {
			t.Fatal(err)
		}
		if _, err := knowledge.Parse("written.yaml", written.Bytes()); err != nil {
			t.Errorf("%v in\n%s", err, written.Bytes())
		}
	}
	return told
}

// entity returns the one with a full name.
func entity(b *knowledge.Base, name string) *knowledge.Entity {
	for i := range b.Entities() {
		if e := &b.Entities()[i]; e.Name == name {
			return e
		}
	}
	return nil
}

// itemWith returns the item that has words in its sentence.
func itemWith(b *knowledge.Base, words string) *knowledge.Item {
	for i := range b.Items() {
		if it := &b.Items()[i]; it.Kind != knowledge.Topic && strings.Contains(it.Gist, words) {
			return it
		}
	}
	return nil
}

// speakerOf is the name of who says the words.
func speakerOf(b *knowledge.Base, words string) string {
	it := itemWith(b, words)
	if it == nil {
		return "no item"
	}
	if e, ok := b.Entity(it.By); ok {
		return e.Name
	}
	return ""
}

func warned(told knowledge.Overlaid) string { return told.Warnings.Error() }

func TestOverlayPeople(t *testing.T) {
	base := baseOf(t, floodArticle)
	told := lay(t, base, `people:
  Anna Berg:
    aliases: [Ana Berg]
    pronoun: she
    same: [the mayor of Norvik]
    roles: [{title: Mayor, of: Norvik, also: [head]}]
  Jonas Falk: {name: Jonas Falck, is: an engineer, side: Kelda Line}
organisations:
  Kelda Line:
  the old stones: {}
places:
  Norvik: {kind: region, adjectives: [Norvikian]}
groups:
  friends: {members: [Anna Berg, Jonas Falk]}
not-names: [Mill Lane]
`)
	b := told.Base
	if len(told.Warnings) > 0 {
		t.Errorf("got %v", told.Warnings)
	}
	berg := entity(b, "Anna Berg")
	if berg == nil || !slices.Contains(berg.Aliases, "Ana Berg") || berg.Pronoun != "she" || len(berg.Roles) != 1 ||
		berg.Roles[0].Title != "Mayor" || berg.Roles[0].Of != "norvik" || len(berg.Roles[0].Cites) == 0 {
		t.Errorf("got %+v", berg)
	}
	if entity(b, "the mayor of Norvik") != nil || speakerOf(b, "would stay closed") != "Anna Berg" {
		t.Error("the mayor is not Anna Berg")
	}
	falck := entity(b, "Jonas Falck")
	if falck == nil || falck.Short != "Falck" || !slices.Contains(falck.Aliases, "Jonas Falk") || falck.Is != "an engineer" || falck.Side != entity(b, "Kelda Line").ID {
		t.Errorf("got %+v", falck)
	}
	for _, a := range itemWith(b, "will not hold").Asks {
		if a.Answer == "Jonas Falk" {
			t.Error("an answer has the wrong name")
		}
	}
	if e := entity(b, "Kelda Line"); e.Kind != knowledge.Organisation || e.Pronoun != "it" {
		t.Errorf("got %+v", e)
	}
	if e := entity(b, "the old stones"); e == nil || e.Kind != knowledge.Organisation || !slices.Contains(itemWith(b, "will not hold").About, e.ID) {
		t.Errorf("got %+v, which is not declared", e)
	}
	if e := entity(b, "Norvik"); e.PlaceKind != "region" || !slices.Contains(e.Adjectives, "Norvikian") {
		t.Errorf("got %+v", e)
	}
	if e := entity(b, "friends"); e == nil || e.Kind != knowledge.Group || len(e.Members) != 2 {
		t.Errorf("got %+v", e)
	}
	if entity(b, "Mill Lane") != nil {
		t.Error("Mill Lane is still a name")
	}
}

func TestOverlaySpeakers(t *testing.T) {
	base := baseOf(t, floodArticle)
	if got := speakerOf(base, "Nobody was hurt"); got != "Anna Berg" {
		t.Fatalf("got %q", got)
	}
	told := lay(t, base, `statements:
  - {quote: "nobody was hurt", by: Jonas Falk}
  - {quote: “The old stones will not hold”, by: nobody}
  - {words: The river Orm rose, by: Anna Berg}
`)
	b := told.Base
	it := itemWith(b, "Nobody was hurt")
	if speakerOf(b, "Nobody was hurt") != "Jonas Falk" || !slices.Equal(it.Quotes, []string{"“Nobody was hurt.”"}) {
		t.Errorf("got %+v", it)
	}
	for _, a := range it.Asks {
		if a.Kind == knowledge.Who && a.Answer != "Jonas Falk" {
			t.Errorf("asked %+v", a)
		}
		for _, way := range a.Ways {
			if strings.Contains(way, "Berg") {
				t.Errorf("asked %q", way)
			}
		}
	}
	if it := itemWith(b, "will not hold"); it.Kind != knowledge.Fact || it.By != "" || it.Quotes != nil {
		t.Errorf("got %+v", it)
	}
	if it := itemWith(b, "river Orm"); it.Kind != knowledge.Statement || it.Verb != "said" || speakerOf(b, "river Orm") != "Anna Berg" || len(it.Quotes) > 0 {
		t.Errorf("got %+v", it)
	}
	if len(told.Settled) != 3 || len(told.Changes) != 3 || len(told.Warnings) > 0 {
		t.Errorf("got %v, %v, %v", told.Settled, told.Changes, told.Warnings)
	}
}

// A quotation without a speaker gets its marks' inside, to the letter; of two in a
// sentence one is taken out.
func TestOverlayQuotations(t *testing.T) {
	base := baseOf(t, `Bridge divides Norvik

Anna Berg called the bridge “safe and sound”, and the plan of Jonas Falk “a risk for all”.

"It's fine," read a sign.
`)
	told := lay(t, base, `statements:
  - {quote: a risk for all, by: Jonas Falk}
  - {quote: it's fine, by: Anna Berg}
`)
	got := map[string]string{}
	for _, it := range told.Base.Items() {
		for _, q := range it.Quotes {
			e, _ := told.Base.Entity(it.By)
			got[q] = e.Name
		}
	}
	if got["“a risk for all”"] != "Jonas Falk" || got["“safe and sound”"] != "Anna Berg" {
		t.Errorf("got %v, %v", got, told.Warnings)
	}
	if got["“It's fine,”"] != "Anna Berg" {
		t.Errorf("got %v", got)
	}
}

func TestOverlayAsks(t *testing.T) {
	told := lay(t, baseOf(t, floodArticle), `asks:
  - words: would cost 4 million
    kind: how-many
    answer: 4 MILLION euros
    asked: [what is the bill, who ran buses instead]
  - words: the bridge would stay closed
    asked: [is the road open]
  - words: ran buses instead
    kind: who
    answer: Anna Berg
    asked: [whose buses]
  - words: the river Orm
    answer: three metres
    asked: [how high is the water]
`)
	find := func(way string) (answer string, in string) {
		for _, it := range told.Base.Items() {
			for _, a := range it.Asks {
				if slices.Contains(a.Ways, way) {
					answer, in = a.Answer, in+it.Gist
				}
			}
		}
		return answer, in
	}
	for _, c := range []struct{ way, answer, in string }{
		{"what is the bill", "4 million euros", "Engineer Jonas Falk said the repair would cost 4 million euros."},
		{"who ran buses instead", "4 million euros", "Engineer Jonas Falk said the repair would cost 4 million euros."},
		{"is the road open", "", "The mayor of Norvik, Anna Berg, said on Monday that the bridge would stay closed until Friday."},
		{"whose buses", "Anna Berg", "Kelda Line ran buses instead."},
		{"how high is the water", "", "The river Orm rose by two metres."},
	} {
		if answer, in := find(c.way); answer != c.answer || in != c.in {
			t.Errorf("%s: %q in %q", c.way, answer, in)
		}
	}
	if got := warned(told); got != `o.yaml:13:13: the answer "three metres" is neither in the sentence nor a name; it is left out: write words of the sentence, or the name of somebody in the story` {
		t.Errorf("got %s", got)
	}
}

// Nothing of what is hidden is in what is left, names that only it had included.
func TestOverlayHide(t *testing.T) {
	told := lay(t, baseOf(t, floodArticle), `hide:
  - Lea Vogt
  - {paragraph: would cost 4 million}
  - the bridge would stay closed
`)
	var written bytes.Buffer
	if err := told.Base.WriteYAML(&written); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Vogt", "vogt", "Mill Lane", "nurse", "Falk", "stones", "million", "Friday", "mayor"} {
		if strings.Contains(written.String(), gone) {
			t.Errorf("there still is %q in\n%s", gone, &written)
		}
	}
	for _, kept := range []string{"Berg", "She is staying with friends.", "Kelda Line", "gist: Flood closes bridge in Norvik."} {
		if !strings.Contains(written.String(), kept) {
			t.Errorf("there is no %q in\n%s", kept, &written)
		}
	}
	if told.Base.Paragraphs() != 6 || told.Base.Label(5) != "…" || told.Base.Label(6) != "Kelda Line ran buses instead." {
		t.Errorf("%d paragraphs, %q, %q", told.Base.Paragraphs(), told.Base.Label(5), told.Base.Label(6))
	}
	if len(told.Changes) != 4 || len(told.Warnings) > 0 {
		t.Errorf("got %v, %v", told.Changes, told.Warnings)
	}
	told = lay(t, baseOf(t, floodArticle), "hide: [Flood closes bridge]\n")
	if got := warned(told); !strings.Contains(got, `the headline has these words, and is shown as the title: give the story another "title"`) {
		t.Errorf("got %s", got)
	}
	told = lay(t, baseOf(t, floodArticle), "story: {title: Water}\nhide: [Flood closes bridge]\n")
	if it, ok := told.Base.Item("summary"); !ok || strings.Contains(it.Gist, "closes") || len(told.Warnings) > 0 {
		t.Errorf("got %+v, %v", it, told.Warnings)
	}
}

const stableOverlay = `people:
  Anna Berg: {aliases: [Ana Berg], same: [the mayor of Norvik]}
  Jonas Falk: {name: Jonas Falck}
organisations:
  Kelda Line: {is: the bus company}
statements:
  - {quote: Nobody was hurt., by: Jonas Falk}
asks:
  - words: the repair would cost 4 million euros
    asked: [what is the bill]
hide:
  - lost her home
`

// Corrections stay when the article changes: they are about names and words.
func TestOverlaySurvives(t *testing.T) {
	for _, text := range []string{floodArticle, changedArticle} {
		base := baseOf(t, text)
		told := lay(t, base, stableOverlay)
		b := told.Base
		if len(told.Warnings) > 0 {
			t.Errorf("got %v", told.Warnings)
		}
		if e := entity(b, "Anna Berg"); e == nil || !slices.Contains(e.Aliases, "Ana Berg") || entity(b, "the mayor of Norvik") != nil {
			t.Errorf("got %+v", e)
		}
		if entity(b, "Jonas Falck") == nil || entity(b, "Jonas Falk") != nil || speakerOf(b, "Nobody was hurt") != "Jonas Falck" {
			t.Error("Falck is not called so, or did not say so")
		}
		if e := entity(b, "Kelda Line"); e == nil || e.Kind != knowledge.Organisation || e.Is != "the bus company" {
			t.Errorf("got %+v", e)
		}
		if it := itemWith(b, "4 million"); !slices.ContainsFunc(it.Asks, func(a knowledge.Ask) bool { return slices.Contains(a.Ways, "what is the bill") }) {
			t.Errorf("got %+v", it)
		}
		if itemWith(b, "lost her home") != nil || entity(b, "Lea Vogt") != nil {
			t.Error("what is hidden is back")
		}
		toTheLetter(t, b, text)
	}
}

// toTheLetter reports sentences and quotations that the article does not have.
func toTheLetter(t testing.TB, b *knowledge.Base, texts ...string) {
	t.Helper()
	var paragraphs []string
	for _, text := range texts {
		for _, p := range read(t, text).Paragraphs {
			paragraphs = append(paragraphs, p.Text)
		}
	}
	for _, it := range slices.Concat(b.Items(), b.Outdated()) {
		if it.Kind == knowledge.Topic {
			continue
		}
		text := paragraphs[it.Cites[0]-1]
		for _, s := range append([]string{it.Gist}, it.Quotes...) {
			if !strings.Contains(text, strings.TrimSuffix(strings.TrimPrefix(s, "“"), "”")) {
				t.Errorf("%q is not in %q", s, text)
			}
		}
	}
}

// What is no longer there is a warning with a line, and the rest counts.
func TestOverlayWarns(t *testing.T) {
	for _, c := range []struct{ name, overlay, want string }{
		{"a sentence", "hide:\n  - Lea Vogt moved house\n",
			`o.yaml:2:5: no sentence has the words "Lea Vogt moved house": the article may have changed; the nearest sentence is "A nurse, Lea Vogt, lost her home at 12 Mill Lane."`},
		{"nothing like it", "hide: [xylophone quartet]\n",
			`o.yaml:1:8: no sentence has the words "xylophone quartet": leave it out, or write words that the article has now`},
		{"a person", "people:\n  Anna Borg: {aliases: [Ana]}\n",
			`o.yaml:2:3: nobody and nothing in the story is called "Anna Borg": write "Anna Berg"`},
		{"the same as nobody", "people:\n  Anna Berg: {same: [Queen Xenia]}\n",
			`o.yaml:2:22: nobody and nothing in the story is called "Queen Xenia": leave it out, or write a name that the articles have now`},
		{"a speaker", "statements:\n  - {quote: nobody was hurt, by: Xenia}\n",
			`o.yaml:2:34: nobody and nothing in the story is called "Xenia": leave it out, or write a name that the articles have now`},
		{"an office of nobody", "people:\n  Anna Berg: {roles: [{title: Mayor, of: Xenia}]}\n",
			`o.yaml:2:42: nobody and nothing in the story is called "Xenia": leave it out, or write a name that the articles have now`},
		{"an alias that is somebody", "people:\n  Anna Berg: {aliases: [Jonas Falk]}\n",
			`o.yaml:2:3: "Jonas Falk" is somebody of that name, not only another name of Anna Berg: write same: [Jonas Falk]`},
		{"a headline", "articles:\n  - {headline: Sheep wins prize, title: Sheep}\n",
			`o.yaml:2:16: no article has the headline "Sheep wins prize": leave it out, or write words of the headline as it is now`},
		{"a statement beside others", "asks:\n  - {words: “We ask for, asked: [what do they ask]}\n  - {words: at 12, asked: [where]}\nstatements: [{words: at 13, by: Anna Berg}]\n",
			`o.yaml:4:22: no sentence has the words "at 13": leave it out, or write words that the article has now`},
	} {
		told := lay(t, baseOf(t, floodArticle), c.overlay+"organisations: {Kelda Line: {is: the bus company}}\n")
		if got := warned(told); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		if e := entity(told.Base, "Kelda Line"); e.Is != "the bus company" {
			t.Errorf("%s: the rest is lost", c.name)
		}
	}
}

func TestOverlayOfAFolder(t *testing.T) {
	first := "---\npublished: 2025-05-12\n---\n" + floodArticle
	second := "---\npublished: 2025-05-14\n---\nBridge to be torn down\n\nThe repair of the bridge in Norvik would cost 9 million euros, Jonas Falk said.\n\nThe flood left 12 people dead.\n"
	base := baseOf(t, first+"\nThe flood left 9 people dead.\n", second)
	if len(base.Outdated()) == 0 {
		t.Fatal("nothing is out of date")
	}
	told := lay(t, base, `story: {title: The Norvik flood}
articles:
  - {headline: Flood closes bridge, publisher: The Post}
hide:
  - 12 people dead
`)
	b := told.Base
	if b.Story().Title != "The Norvik flood" || b.Articles()[0].Publisher != "The Post" || b.Articles()[1].Title != "Bridge to be torn down" {
		t.Errorf("got %+v, %+v", b.Story(), b.Articles())
	}
	// As if the newer article did not say it, the older one holds.
	if it := itemWith(b, "9 people dead"); it == nil || it.SupersededBy != "" || itemWith(b, "12 people dead") != nil {
		t.Errorf("got %+v", it)
	}
	told = lay(t, base, "story: {published: 2025-05-13}\n")
	if got := warned(told); !strings.Contains(got, `the story has 2 articles, each with a day of its own: write it under "articles", with the headline`) {
		t.Errorf("got %s", got)
	}
}

func TestOverlayIsNotForStoryFiles(t *testing.T) {
	o, err := knowledge.ParseOverlay("o.yaml", []byte("hide: [one two]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Over(ferry(t)); !errors.Is(err, knowledge.ErrHandMade) {
		t.Errorf("got %v", err)
	}
}

// FuzzOverlay holds overlays to their promise for any bytes: problems, or a sound base
// with sentences and quotations to the letter.
func FuzzOverlay(f *testing.F) {
	f.Add(wholeOverlay)
	f.Add(stableOverlay)
	f.Add("hide: [{paragraph: Lea Vogt}, the bridge, “We ask]\n")
	f.Add("people:\n  Norvik: {name: Orm, same: [Falk]}\n  Orm: {name: Norvik, same: [Berg]}\nnot-names: [Vogt]\n")
	f.Add("places: {Anna Berg: {kind: city, capital: Norvik, cites: [by two metres]}}\ngroups: {Norvik: {members: [Norvik, Berg]}}\n")
	f.Add("statements: [{words: the river, by: Norvik}, {quote: old stones, by: Berg}, {words: for patience, by: nobody}]\n")
	f.Add("asks: [{words: the river, kind: who, answer: falk, asked: [who, summary]}]\n")
	for _, c := range badOverlays {
		f.Add(c.src)
	}
	base := baseOf(f, floodArticle)
	f.Fuzz(func(t *testing.T, src string) {
		o, err := knowledge.ParseOverlay("o.yaml", []byte(src))
		if err != nil {
			var problems knowledge.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("the error is no list of problems: %v", err)
			}
			return
		}
		told, err := o.Over(base)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, told.Base)
		toTheLetter(t, told.Base, floodArticle)
		var written bytes.Buffer
		if err := told.Base.WriteYAML(&written); err != nil {
			t.Fatal(err)
		}
		if _, err := knowledge.Parse("written.yaml", written.Bytes()); err != nil {
			t.Fatalf("%v in\n%s", err, written.Bytes())
		}
	})
}
