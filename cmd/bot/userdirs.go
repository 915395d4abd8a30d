package main

import (
	"path/filepath"
	"runtime"
)

// noState is the value of --state for chats that are not remembered.
const noState = "none"

// defaultState is the file where chats are remembered unless --state says
// otherwise; "" when the user has no home.
func (p *process) defaultState() string {
	return within(userDir(p.lookupEnv, runtime.GOOS, "XDG_STATE_HOME", ".local/state", "LocalAppData"), "state.db")
}

// defaultConfig is the config file that is read if it is there.
func (p *process) defaultConfig() string {
	return within(userDir(p.lookupEnv, runtime.GOOS, "XDG_CONFIG_HOME", ".config", "AppData"), "config.yaml")
}

func within(dir, file string) string {
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, "dragoman", file)
}

// userDir returns the folder for files of a kind: that of the XDG Base
// Directory Specification (by a variable, or below the home), on Windows that
// of a variable, on macOS the library's.
func userDir(lookupEnv func(string) (string, bool), goos, xdg, below, windows string) string {
	if goos == "windows" {
		dir, _ := lookupEnv(windows)
		return dir
	}
	home, _ := lookupEnv("HOME")
	if goos == "darwin" {
		below = "Library/Application Support"
	} else if dir, _ := lookupEnv(xdg); filepath.IsAbs(dir) { // the specification: ignore others
		return dir
	}
	if home == "" {
		return ""
	}
	return filepath.Join(home, filepath.FromSlash(below))
}
