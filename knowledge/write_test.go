package knowledge_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dragoman/knowledge"
)

// A story that is written is read back as it was.
func TestWriteYAML(t *testing.T) {
	ferry, err := knowledge.Parse("ferry.yaml", []byte(ferrySource(t)))
	if err != nil {
		t.Fatal(err)
	}
	riyadh, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []*knowledge.Base{ferry, riyadh} {
		var file bytes.Buffer
		if err := want.WriteYAML(&file); err != nil {
			t.Fatal(err)
		}
		got, err := knowledge.Parse("written.yaml", file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range want.Items() {
			if y := got.Items()[i]; fmt.Sprintf("%+v", x) != fmt.Sprintf("%+v", y) {
				t.Errorf("got %+v\nwant %+v", y, x)
			}
		}
		for i, x := range want.Entities() {
			if y := got.Entities()[i]; fmt.Sprintf("%+v", x) != fmt.Sprintf("%+v", y) {
				t.Errorf("got %+v\nwant %+v", y, x)
			}
		}
		if got.Story() != want.Story() || got.Paragraphs() != want.Paragraphs() || got.Label(2) != want.Label(2) {
			t.Errorf("got %+v, want %+v", got.Story(), want.Story())
		}
	}
}

// Texts that mean something else in YAML come back as they were.
func TestWriteYAMLTexts(t *testing.T) {
	for _, text := range []string{
		"no", "True", "null", "12", "-", "- a", "a: b", "a #b", "#b", `"a"`, `a\b`, "'a", "[a]", "{a}", "a, b", "&a", "*a", "!a", "%a", "@a", "`a",
		"~", "=", "<<", "2025-02-18", "1e3", "0x1F", "a\nb", "|", ">", "? a", "a:", ":a", "a\u00a0b", "a\u2028b", "\ufeffa", "İ", "x\u0301", "a'b", "“a”", "y",
	} {
		base, err := knowledge.New(knowledge.Draft{
			Story:      knowledge.Story{Title: text, Language: "en", Extracted: true},
			Paragraphs: []string{text},
			Entities:   []knowledge.Entity{{ID: "a", Name: text, Short: text, Aliases: []string{text, "b"}, Pronoun: "they"}},
			Items:      []knowledge.Item{{ID: "b", Kind: knowledge.Fact, Gist: text, Cites: []int{1}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := base.WriteYAML(&file, knowledge.Remark{ID: "b", Text: text}); err != nil {
			t.Fatal(err)
		}
		got, err := knowledge.Parse("written.yaml", file.Bytes())
		if err != nil {
			t.Errorf("%q: %v\n%s", text, err, file.String())
			continue
		}
		e := got.Entities()[0]
		if got.Story().Title != text || got.Label(1) != text || e.Name != text || e.Aliases[0] != text || got.Items()[0].Gist != text {
			t.Errorf("%q was read back from\n%s", text, file.String())
		}
		if !strings.Contains(file.String(), "# look: ") {
			t.Errorf("%q: no remark in\n%s", text, file.String())
		}
	}
}

// full is a writer with no room left.
type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteYAMLFails(t *testing.T) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	if err := base.WriteYAML(full{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}
