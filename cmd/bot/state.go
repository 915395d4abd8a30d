package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"dragoman/adapters/bolt"
	"dragoman/core"
)

// state is what outlives the program.
type state struct {
	store    *bolt.Store       // nil for none
	path     string            // of its file
	sessions core.SessionStore // the same; nil to keep them in memory
	history  string            // file of the lines typed; "" for none
	close    func() error
}

// statePath is the file of --state: noState for none, "" when there is no place for it.
func (p *process) statePath() string { return cmp.Or(p.flags.State, p.defaultState()) }

// openState opens the file of --state.
func (p *process) openState() (state, error) {
	forgetful := state{close: func() error { return nil }}
	path := p.statePath()
	switch path {
	case noState:
		return forgetful, nil
	case "":
		fmt.Fprintln(p.stderr, "bot: this chat will not be remembered, as there is no home directory; --state FILE names another place")
		return forgetful, nil
	}
	store, err := bolt.Open(path, bolt.Options{Now: p.now})
	if err != nil {
		return state{}, fmt.Errorf("%w; to chat without being remembered: bot --state none", err)
	}
	return state{store: store, path: path, sessions: store, history: historyOf(path), close: store.Close}, nil
}

// historyOf is the file of the lines typed, beside the state file.
func historyOf(state string) string {
	return strings.TrimSuffix(state, filepath.Ext(state)) + ".history"
}

// tilde shortens the path of a file in the user's home for the help.
func (p *process) tilde(path string) string {
	home, _ := p.lookupEnv("HOME")
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return filepath.Join("~", rest)
	}
	if path == "" {
		return "nowhere"
	}
	return path
}
