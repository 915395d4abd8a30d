package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// shared is where the stories with question sets are, next to the tree.
const shared = "../../../shared/eval"

// stories are the articles at hand, by name; those beside the tree are absent in
// most places.
var stories = map[string]string{
	"riyadh":       filepath.Join(shared, "riyadh/story.txt"),
	"1-earthquake": filepath.Join(shared, "other/1-earthquake.txt"),
	"3-court":      filepath.Join(shared, "other/3-court.txt"),
	"5-climate":    filepath.Join(shared, "other/5-climate.txt"),
	"match":        "../../testdata/eval/match/story.txt",
	"company":      "../../testdata/eval/company/story.txt",
	"science":      "../../testdata/eval/science/story.txt",
}

// story reads one of the stories, or skips the test where it is absent.
func story(t testing.TB, name string) *article.Article {
	t.Helper()
	a, err := article.ReadFile(stories[name])
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the shared story %q is not at hand", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// readBack writes a base, parses and checks it, and reports what is not as it was.
func readBack(t *testing.T, a *article.Article) {
	t.Helper()
	base, remarks, err := extract.WithRemarks(a)
	if err != nil {
		t.Fatalf("the draft is not sound: %v", err)
	}
	var file bytes.Buffer
	if err := base.WriteYAML(&file, remarks...); err != nil {
		t.Fatal(err)
	}
	parsed, err := knowledge.Parse("draft.yaml", file.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, file.String())
	}
	if got, want := fmt.Sprintf("%+v %+v %+v", parsed.Story(), parsed.Entities(), parsed.Items()), fmt.Sprintf("%+v %+v %+v", base.Story(), base.Entities(), base.Items()); got != want {
		n := 0
		for n < len(got) && n < len(want) && got[n] == want[n] {
			n++
		}
		t.Fatalf("read back as\n%.300s\nwant\n%.300s", got[max(0, n-100):], want[max(0, n-100):])
	}
	var text []string
	for _, p := range a.Paragraphs {
		text = append(text, p.Text)
	}
	for _, problem := range knowledge.Check(parsed, []byte(strings.Join(text, "\n"))) {
		t.Error(problem)
	}
	for _, it := range base.Items() {
		for _, q := range it.Quotes {
			if inner := strings.TrimSuffix(strings.TrimPrefix(q, "“"), "”"); !strings.Contains(a.Paragraphs[it.Cites[0]-1].Text, inner) {
				t.Errorf("%q is not in paragraph %d", q, it.Cites[0])
			}
		}
	}
}

func TestReadBack(t *testing.T) {
	for name := range stories {
		t.Run(name, func(t *testing.T) { readBack(t, story(t, name)) })
	}
}

// FuzzBase holds extraction to its promises for any bytes at all.
func FuzzBase(f *testing.F) {
	f.Add([]byte("Title\nPresident Ana Ruiz, 51, said on Monday that 12 people died. “We wait,” she said. “We hope.”\nHis lawyer, Tom Bell, of the Harbour Board (HB), told the BBC: \"No.\""))
	f.Add([]byte("A\nThe \"U.S.\" and/or ‘x’ — “said “nested” he” X’s Y, the Z, of O'B said."))
	f.Add([]byte("# T\n\n> “a\n\n“b”\n\nSaid said said, who of the of the von der de la is was been to be."))
	f.Add([]byte("T\nÉlèves de Norvik said no. Étienne Roy, Écrivain, said “yes”."))
	f.Fuzz(func(t *testing.T, src []byte) {
		a, err := article.Read(bytes.NewReader(src), "")
		if err != nil {
			return
		}
		readBack(t, a)
	})
}

func BenchmarkBase(b *testing.B) {
	for _, name := range []string{"1-earthquake", "company"} {
		b.Run(name, func(b *testing.B) {
			a := story(b, name)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := extract.Base(a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
