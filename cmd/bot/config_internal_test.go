package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// Any config file is read without a panic: what it sets is a setting that there is,
// with a value that fits, and what is wrong is said with its line.
func FuzzConfig(f *testing.F) {
	for _, src := range []string{
		"", "story: riyadh\nstate: none\n", "- a\n- b", "story: {a: b}", "story: *x", "a: &a [*a]", "telegram-token: \"1:\\x00\"", "config: x\n---\nstory: y",
		"\xff\xfe", "story: |\n  a\n b", "story: 1\nstory: 2", "? a", "!!binary x: y", "admins: [1, [2]]",
	} {
		f.Add([]byte(src))
	}
	parser, err := kong.New(new(cli), kong.NoDefaultHelp(), kong.Vars{"state": "s", "config": "c"})
	if err != nil {
		f.Fatal(err)
	}
	flags := settableOf(parser.Model.Node)
	f.Fuzz(func(t *testing.T, src []byte) {
		path := filepath.Join(t.TempDir(), "bot.yaml")
		if err := os.WriteFile(path, src, 0o600); err != nil {
			t.Fatal(err)
		}
		p := new(process)
		for name, s := range p.readConfig(path, true, flags) {
			if len(flags[name]) == 0 || name == "config" || !strings.HasPrefix(s.from, path+":") {
				t.Errorf("%q is set: %+v", name, s)
			}
			if fromFolder("", name, s.value) == s.value && flags.fits(name, s.value) != nil {
				t.Errorf("%q does not fit %s", s.value, name)
			}
		}
		for _, wrong := range p.wrong {
			if !strings.HasPrefix(wrong, path+":") {
				t.Errorf("%q names no line", wrong)
			}
			if utf8.Valid(src) && !utf8.ValidString(wrong) {
				t.Errorf("%q is not UTF-8", wrong)
			}
		}
	})
}
