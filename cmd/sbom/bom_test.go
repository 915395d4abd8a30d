package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The bill of the test program itself lists all its modules, once each, and says
// the same twice.
func TestBill(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	info, err := buildinfo.ReadFile(self)
	if err != nil {
		t.Skip("the test program does not say what it is made of:", err)
	}
	var first, second bytes.Buffer
	for _, out := range []io.Writer{&first, &second} {
		if err := run([]string{"-version", "v1.2.3+x", "-date", "1767225600", self}, out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same program is told in two ways")
	}
	var got bom
	strict := json.NewDecoder(&first)
	strict.DisallowUnknownFields()
	if err := strict.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Format != "CycloneDX" || got.Version != 1 || got.Metadata.Timestamp != "2026-01-01T00:00:00Z" {
		t.Errorf("got %+v", got)
	}
	// The pattern is that of the schema.
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`).MatchString(got.Serial) {
		t.Errorf("serial number %q", got.Serial)
	}
	if !strings.Contains(got.Metadata.Component.Package, "@v1.2.3%2Bx?goarch=") {
		t.Errorf("package %q", got.Metadata.Component.Package)
	}
	refs := map[string]bool{got.Metadata.Component.Ref: true}
	for _, c := range got.Components {
		if refs[c.Ref] || c.Version == "" || !strings.HasPrefix(c.Package, "pkg:golang/"+strings.ToLower(c.Name)+"@") {
			t.Errorf("component %+v", c)
		}
		refs[c.Ref] = true
	}
	if want := len(info.Deps) + 1; len(got.Components) != want {
		t.Errorf("%d components of %d", len(got.Components), want)
	}
	for _, d := range got.Dependencies {
		for _, ref := range append(d.DependsOn, d.Ref) {
			if !refs[ref] {
				t.Errorf("%s depends on %s, which is not listed", d.Ref, ref)
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, args := range [][]string{{}, {"-version", "v1", "none"}, {"-version", "v1", "bom_test.go"}, {"bom.go"}} {
		if err := run(args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
