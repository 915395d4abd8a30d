package knowledge_test

import (
	"errors"
	"strings"
	"testing"

	"dragoman/knowledge"
)

// FuzzParse holds Parse to its promise: a sound base or problems, for any bytes.
func FuzzParse(f *testing.F) {
	f.Add(ferrySource(f))
	for _, c := range badStories {
		f.Add("schema: 1\n" + c.new)
	}
	f.Add("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
	f.Add(strings.Repeat("[", 99) + "{a: b}" + strings.Repeat("]", 99))
	f.Add(strings.Repeat("- ", 99) + "a")
	f.Add("schema: 1\nstory: {title: \"a\\tb\", published: 2025-13}\nparagraphs: {1: |\n")
	f.Fuzz(func(t *testing.T, src string) {
		b, err := knowledge.Parse("fuzz.yaml", []byte(src))
		if err != nil {
			var problems knowledge.Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("the error is no list of problems: %v", err)
			}
			return
		}
		sound(t, b)
	})
}

// sound reports what a base promises not to have.
func sound(t *testing.T, b *knowledge.Base) {
	t.Helper()
	entity := func(ids ...string) {
		for _, id := range ids {
			if _, ok := b.Entity(id); !ok && id != "" {
				t.Errorf("there is no entity %q", id)
			}
		}
	}
	cited := func(cites []int) {
		for _, n := range cites {
			if b.Label(n) == "" {
				t.Errorf("there is no paragraph %d", n)
			}
		}
	}
	for _, e := range b.Entities() {
		entity(e.Side, e.Capital)
		entity(e.Members...)
		cited(e.Cites)
		if e.Name == "" || e.Short == "" || e.Pronoun == "" || e.Kind.String() == "" {
			t.Errorf("entity %+v is not complete", e)
		}
	}
	for _, it := range b.Items() {
		entity(it.By)
		entity(it.Who...)
		entity(it.About...)
		cited(it.Cites)
		if it.Gist == "" || len(it.Cites) == 0 && it.Kind != knowledge.Unsaid || it.Status.String() == "" {
			t.Errorf("item %+v is not complete", it)
		}
		for _, q := range it.Quotes {
			if !strings.HasPrefix(q, "“") || !strings.HasSuffix(q, "”") {
				t.Errorf("quote %q is not between curly quotes", q)
			}
		}
		for _, a := range it.Asks {
			cited(a.Cites)
			if len(a.Ways) == 0 && a.Answer == "" || a.Kind.String() == "" {
				t.Errorf("ask %+v is not complete", a)
			}
		}
	}
}

// FuzzCheck looks for texts of an article or of a story on which Check panics.
func FuzzCheck(f *testing.F) {
	src := ferrySource(f)
	f.Add(ferryArticle(f), "Vik will meet Berg in Norvik on Wednesday, 8 October.")
	f.Add("a\nb\nc\nd\ne\nf", "“A” ‘b’ one, 3.5 99 May 31-45 February 0000 İskele Mayor of the Norland Line")
	f.Fuzz(func(t *testing.T, article, gist string) {
		const old = "Vik said that 340 people depend on the boat."
		quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(gist) + `"`
		b, err := knowledge.Parse("fuzz.yaml", []byte(strings.Replace(src, old, quoted, 1)))
		if err != nil {
			return
		}
		knowledge.Check(b, []byte(article))
	})
}
