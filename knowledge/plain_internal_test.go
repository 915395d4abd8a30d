package knowledge

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

// FuzzPlainTree holds the short way to its promise: it returns what the YAML
// parser returns, or nothing.
func FuzzPlainTree(f *testing.F) {
	for _, src := range []string{
		"a: 1\nb:\n  - x\n  - y: z\n    w: [1, b, \"c, d\"]\nc: {d: e, f: [g]}\n",
		"a:\n- x\n- y\nb: 2025-02-15/16\nc: 2025\n",
		"a: “b”\nc: é x\n\n# d\n  # e\nf: [éé, 特朗普, ü ]\n",
		"- a:\n    b: c\n\n    d: what's up, doc?\n  e:\n    - f\n-   g: {h: \"i: j\", k: []}\n",
		"a: b\n  c\nd: e # f\ng: 'h'\n\ti: |\n  j\n",
		"a: b # c\nd: [e] # f\ng: # h\n  - 'i j' # k\n  - '' \n  - l\n    m n\n  - (o) /p $q\n",
		"a: b\n   c\n   d # e\nf: “g\n  h”\ni: 16 j\nk: 1 e3\nl: -1\nm: ¿n? o\n",
		"a: 1 000\nb: 10-16 May\nc: 3.5\nd: 007\ne: true\nf: null\ng: no\n",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) { // which Parse refuses before
			return
		}
		got, ok := plainTree(src)
		if !ok {
			return
		}
		want, problems := yamlTree("fuzz.yaml", src)
		if len(problems) > 0 {
			t.Fatalf("plainTree reads what yamlTree does not: %v\n%q", problems, src)
		}
		if !reflect.DeepEqual(got.withoutColumns(), want.withoutColumns()) {
			t.Fatalf("plainTree %+v\nyamlTree  %+v\n%q", got, want, src)
		}
	})
}

// withoutColumns forgets the columns, of which the YAML parser is not sure: it
// adds the spaces that follow a number.
func (n node) withoutColumns() node {
	n.at.column = 0
	for i := range n.list {
		n.list[i] = n.list[i].withoutColumns()
	}
	for i := range n.fields {
		n.fields[i].at.column = 0
		n.fields[i].value = n.fields[i].value.withoutColumns()
	}
	return n
}

// A story that leaves the short way still loads, but ten times as slowly.
func TestPlainTreeReadsEmbedded(t *testing.T) {
	for _, name := range EmbeddedNames() {
		src, err := stories.ReadFile("stories/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := plainTree(string(src)); !ok {
			t.Errorf("%s.yaml has a line from about %d on that plainTree does not read", name, lastPlainLine(string(src)))
		}
	}
}

// lastPlainLine returns how far plainTree comes.
func lastPlainLine(src string) int {
	p := plainParser{rest: src, ok: true}
	p.next()
	p.block(0)
	return p.line
}
