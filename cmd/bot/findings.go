package main

import (
	"fmt"
	"strings"
)

// findings are what is wrong with the settings and what is doubtful, a sentence each.
type findings struct {
	wrong, doubtful []string

	given map[string]bool // the flags on the command line
}

// origin says where the value of a flag comes from, "" for its default.
func (p *process) origin(flag string) string {
	if p.given[flag] {
		return "the command line"
	}
	return p.settings[flag].from
}

// refuse notes what is wrong with the value of a flag, with the place where it is
// given unless that is the command line.
func (p *process) refuse(flag, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if from := p.settings[flag].from; from != "" && !p.given[flag] {
		text = from + ": " + text
	}
	p.wrong = append(p.wrong, text)
}

// refuseFor does so for each line of an error, nil for none.
func (p *process) refuseFor(flag string, err error) {
	if err == nil {
		return
	}
	for line := range strings.Lines(err.Error()) {
		p.refuse(flag, "%s", strings.TrimSuffix(line, "\n"))
	}
}

// verdict is the error that says all that is wrong, nil for nothing.
func (p *process) verdict() error {
	if len(p.wrong) == 0 {
		return nil
	}
	return usageError(strings.Join(p.wrong, "\n"))
}

// warnDoubtful writes what is doubtful, a line each.
func (p *process) warnDoubtful() {
	for _, text := range p.doubtful {
		warn(p.stderr, "%s", withoutTokens(text))
	}
}
