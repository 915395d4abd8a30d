package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// again is a process that reads the same command line, environment and config file
// once more, and says nothing.
func (p *process) again() *process {
	return &process{
		ctx: p.ctx, stdin: p.stdin, stdout: io.Discard, stderr: io.Discard,
		version: p.version, lookupEnv: p.lookupEnv, environ: p.environ, now: p.now, hangUps: p.hangUps,
	}
}

// flagValues are the values of the command's flags, secrets among them: for
// comparing, not for showing.
func (p *process) flagValues() map[string]string {
	values := make(map[string]string)
	for name, flags := range ownFlags(p.command) {
		for _, f := range flags {
			values[name] = fmt.Sprint(f.Target.Interface())
		}
	}
	return values
}

// changedFlags are the names of those that have another value, in order.
func changedFlags(before, after map[string]string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if before[name] != after[name] {
			names = append(names, name)
		}
	}
	return names
}
