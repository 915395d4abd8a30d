package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"dragoman/knowledge"
)

// versionCmd shows what this program is.
type versionCmd struct{}

// Run executes the command.
func (versionCmd) Run(p *process) error {
	_, err := fmt.Fprintf(p.stdout, "bot %s (%s %s/%s)\nstories: %s\n",
		p.versionOrBuild(), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		strings.Join(knowledge.EmbeddedNames(), ", "))
	return err
}

// versionOrBuild is the version that the program was built as.
func (p *process) versionOrBuild() string {
	if p.version != "" {
		return p.version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development version"
	}
	return info.Main.Version
}
