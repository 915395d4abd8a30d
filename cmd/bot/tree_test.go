package main_test

import (
	"os/exec"
	"strings"
	"testing"
)

// Imports go from right to left only: knowledge, core, adapters, cmd. An
// adapter imports no other; the core knows no network and no database.
func TestTree(t *testing.T) {
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("the go command is not at hand")
	}
	packages := goList(t, tool, "-f", "{{.ImportPath}}", "dragoman/...")
	if len(packages) < 5 {
		t.Fatalf("got %q", packages)
	}
	for _, pkg := range packages {
		for _, dep := range goList(t, tool, "-deps", "-f", "{{.ImportPath}}", pkg) {
			if !mayImport(pkg, dep) {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// mayImport reports whether a package of the module may depend on another.
func mayImport(pkg, dep string) bool {
	layer := layerOf(pkg)
	if layer == "knowledge" || layer == "core" {
		for _, outside := range []string{"net", "net/http", "database/sql", "go.etcd.io/bbolt", "github.com/alecthomas/kong", "github.com/peterh/liner"} {
			if dep == outside {
				return false
			}
		}
	}
	on := layerOf(dep)
	switch {
	case on == "", on == layer:
		return true
	case layer == "core":
		return on == "knowledge"
	case strings.HasPrefix(layer, "adapters/"):
		return on == "core" || on == "knowledge"
	}
	return layer == "cmd"
}

// layerOf is the part of the tree that a package belongs to, "" outside the
// module. Each adapter is a part of its own.
func layerOf(pkg string) string {
	path, ok := strings.CutPrefix(pkg, "dragoman/")
	if !ok {
		return ""
	}
	parts := strings.Split(path, "/")
	if parts[0] == "adapters" && len(parts) > 1 {
		return "adapters/" + parts[1]
	}
	return parts[0]
}

func goList(t *testing.T, tool string, args ...string) []string {
	t.Helper()
	cmd := exec.Command(tool, append([]string{"list"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	return strings.Fields(string(out))
}

func TestMayImport(t *testing.T) {
	for _, tt := range []struct {
		pkg, dep string
		want     bool
	}{
		{"dragoman/core", "dragoman/knowledge", true},
		{"dragoman/core", "dragoman/core/text", true},
		{"dragoman/core", "net/http", false},
		{"dragoman/core/text", "dragoman/adapters/bolt", false},
		{"dragoman/knowledge", "dragoman/core", false},
		{"dragoman/adapters/bolt", "dragoman/core", true},
		{"dragoman/adapters/bolt", "dragoman/adapters/bolt/internal/btesting", true},
		{"dragoman/adapters/bolt", "dragoman/adapters/console", false},
		{"dragoman/adapters/bolt", "dragoman/cmd/bot", false},
		{"dragoman/adapters/bolt", "go.etcd.io/bbolt", true},
		{"dragoman/cmd/bot", "dragoman/adapters/bolt", true},
	} {
		if got := mayImport(tt.pkg, tt.dep); got != tt.want {
			t.Errorf("%s on %s: %v", tt.pkg, tt.dep, got)
		}
	}
}
