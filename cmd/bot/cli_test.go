package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	tests := map[string]struct {
		args   []string
		status int
		stderr string // what it begins with
	}{
		"unknown flag":          {[]string{"--stroy", "x"}, 2, "bot: unknown flag --stroy; did you mean \"--story\"? See: bot help\n"},
		"unknown flag of ask":   {[]string{"ask", "--jsn"}, 2, "bot: unknown flag --jsn; did you mean \"--json\"? See: bot help ask\n"},
		"unknown command":       {[]string{"eval1"}, 2, "bot: unexpected argument eval1; did you mean \"eval\"? See: bot help\n"},
		"unknown story command": {[]string{"story", "chek"}, 2, "bot: unexpected argument chek; did you mean \"check\"? See: bot help story\n"},
		"help for no command":   {[]string{"help", "frobnicate"}, 2, "bot: unexpected argument frobnicate. See: bot help\n"},
		"flag without value":    {[]string{"--story"}, 2, "bot: --story needs a value. See: bot help\n"},
		"eval without sets":     {[]string{"eval"}, 2, "bot: expected \"<set> ...\". See: bot help eval\n"},
		"no share":              {[]string{"eval", "--min-right", "95", "x"}, 2, "bot: --min-right: \"95\" is not a number from 0 to 1. See: bot help eval\n"},
		"NaN is no share":       {[]string{"eval", "--max-wrong", "NaN", "x"}, 2, "bot: --max-wrong: \"NaN\" is not a number from 0 to 1. See: bot help eval\n"},
		"no such story":         {[]string{"--story", "riyad", "ask", "hi"}, 1, "bot: there is no story \"riyad\", neither built in nor as a file; built in: "},
		"story is a directory":  {[]string{"--story", ".", "ask", "hi"}, 1, "bot: a story needs at least one article: the folder \".\" has none"},
		"story is no story":     {[]string{"--story", "testdata/harbour.jsonl", "ask", "hi"}, 1, "bot: testdata/harbour.jsonl:2:1: "},
		"no such set":           {[]string{"eval", "testdata/none.jsonl"}, 1, "bot: there is no file \"testdata/none.jsonl\"; name a question set\n"},
		"set is a directory":    {[]string{"eval", "testdata"}, 1, "bot: \"testdata\" is a directory; name a question set in it\n"},
		"no such article":       {[]string{"eval", "--article", "none.txt", "testdata/harbour.jsonl"}, 1, "bot: there is no file \"none.txt\"; name the text of the story\n"},
		"no such config":        {[]string{"--config", "none.yaml", "version"}, 2, "bot: there is no file \"none.yaml\"; name a config file\n"},
		"state is a directory":  {[]string{"--state", "testdata"}, 1, "bot: state file testdata: "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, "", tt.args...)
			if r.status != tt.status || !strings.HasPrefix(r.stderr, tt.stderr) || r.stdout != "" {
				t.Errorf("got %d\n%s%s\nwant %d\n%s", r.status, r.stderr, r.stdout, tt.status, tt.stderr)
			}
			if strings.Count(r.stderr, "\n") != 1 {
				t.Errorf("not one line:\n%s", r.stderr)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	home := map[string]string{"XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "", "HOME": "/users/ann"}
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}, {"--story", "x", "--help"}} {
		r := run(t, home, "", args...)
		if r.status != 0 || !strings.Contains(r.stdout, "Usage: bot <command>") ||
			!strings.Contains(r.stdout, "story check") || !strings.Contains(r.stdout, "$DRAGOMAN_STORY") {
			t.Errorf("%q: got %d\n%s%s", args, r.status, r.stdout, r.stderr)
		}
	}
	for _, args := range [][]string{{"help", "story", "check"}, {"story", "check", "--help"}, {"eval", "-h"}, {"help", "eval"}, {"help", "chat"}, {"chat", "--help"}} {
		r := run(t, home, "", args...)
		want := "Usage: bot " + strings.Trim(strings.ReplaceAll(strings.Join(args, " "), "help", ""), " -h")
		if r.status != 0 || !strings.HasPrefix(r.stdout, want) {
			t.Errorf("%q: got %d\n%s%s", args, r.status, r.stdout, r.stderr)
		}
	}
	// A config file that is wrong does not keep anybody from the help.
	if r := run(t, nil, "", "--config", "none.yaml", "--help"); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestVersion(t *testing.T) {
	r := run(t, nil, "", "version")
	if r.status != 0 || !strings.HasPrefix(r.stdout, "bot v1.2.3 (go") || !strings.HasSuffix(r.stdout, "\nstories: riyadh\n") {
		t.Errorf("got %+v", r)
	}
}

// The story that is used shows which value of --story came first.
func TestPrecedence(t *testing.T) {
	dir := t.TempDir()
	stories := map[string]string{}
	src, err := os.ReadFile(harbour)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"flag", "env", "config"} {
		text := strings.Replace(string(src), "title: Harbour of Costa Verde", "title: From the "+name, 1)
		stories[name] = filepath.Join(dir, name+".yaml")
		if err := os.WriteFile(stories[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A path in a config file is one from the file's folder.
	config := filepath.Join(dir, "settings.yaml")
	if err := os.WriteFile(config, []byte("# my settings\nstory: config.yaml\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "dragoman"), 0o700); err != nil {
		t.Fatal(err)
	}
	atHome := "story: " + stories["config"]
	if err := os.WriteFile(filepath.Join(home, "dragoman", "config.yaml"), []byte(atHome), 0o600); err != nil {
		t.Fatal(err)
	}

	tests := map[string]struct {
		env  map[string]string
		args []string
		want string
	}{
		"default":                {nil, nil, "Russia and US officials"},
		"config":                 {nil, []string{"--config", config}, "From the config"},
		"config from env":        {map[string]string{"DRAGOMAN_CONFIG": config}, nil, "From the config"},
		"config at home":         {map[string]string{"XDG_CONFIG_HOME": home}, nil, "From the config"},
		"env":                    {map[string]string{"DRAGOMAN_STORY": stories["env"]}, nil, "From the env"},
		"env over config":        {map[string]string{"DRAGOMAN_STORY": stories["env"]}, []string{"--config", config}, "From the env"},
		"flag over env":          {map[string]string{"DRAGOMAN_STORY": stories["env"]}, []string{"--config", config, "--story", stories["flag"]}, "From the flag"},
		"flag after the command": {map[string]string{"DRAGOMAN_STORY": stories["env"]}, []string{"story", "show", "--story", stories["flag"]}, "From the flag"},
		"argument over flag":     {nil, []string{"--story", stories["flag"], "story", "show", stories["env"]}, "From the env"},
		"empty env is none":      {map[string]string{"DRAGOMAN_STORY": "", "DRAGOMAN_CONFIG": config}, nil, "From the config"},
		"XDG has to be absolute": {map[string]string{"XDG_CONFIG_HOME": "."}, nil, "Russia and US officials"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			args := tt.args
			if !strings.Contains(strings.Join(args, " "), "story show") {
				args = append(args, "story", "show")
			}
			r := run(t, tt.env, "", args...)
			if r.status != 0 || !strings.HasPrefix(r.stdout, tt.want) {
				t.Errorf("got %d %.60s%s, want %s", r.status, r.stdout, r.stderr, tt.want)
			}
		})
	}
}

func TestConfigProblems(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"unknown key":   {"state: none\nstroy: x\n", `:2: there is no setting "stroy"; did you mean story?`},
		"no config":     {"config: x\n", `:1: there is no setting "config"; `},
		"no share":      {"\n\nmin-right: 95\n", `:3: "95" does not fit --min-right: "95" is not a number from 0 to 1`},
		"no truth":      {"json: perhaps\n", `:1: "perhaps" does not fit --json: `},
		"a list":        {"story: [a, b]\n", `:1: "story" has to be one value`},
		"a mapping":     {"eval:\n  misses: true\n", `:1: there is no setting "eval"; `},
		"not a mapping": {"- story\n", `:1: write one setting a line, as in: story: riyadh`},
		"a word":        {"riyadh\n", `:1: write one setting a line, as in: story: riyadh`},
		"twice":         {"story: a\nstory: b\n", `:2: this is not YAML (`},
		"not YAML":      {"story: 'a\nstate: b\n", `:1: this is not YAML (`},
		"a binary":      {strings.Repeat("\x00", 70_000), `:1: this is no config file: it has more than 64 KiB`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := file(t, "config.yaml", tt.text)
			r := run(t, nil, "", "--config", path, "version")
			if r.status != 2 || !strings.HasPrefix(r.stderr, "bot: "+path+tt.want) || strings.Count(r.stderr, "\n") != 1 {
				t.Errorf("got %d\n%swant\n%s", r.status, r.stderr, tt.want)
			}
		})
	}
}

func TestConfigValues(t *testing.T) {
	for _, text := range []string{
		"", "# nothing\n", "---\n", "story: ~\n", "{}\n",
		"story: riyadh\nstate: none\njson: true\nmin-right: 0.5\nmax-wrong: 1\nmisses: no\narticle: story.txt\n",
		"\"story\": \"riyadh\" # the default\n", "story: >-\n  riyadh\n",
	} {
		if r := run(t, nil, "", "--config", file(t, "config.yaml", text), "version"); r.status != 0 {
			t.Errorf("%q: %s", text, r.stderr)
		}
	}
	config := file(t, "config.yaml", "json: yes\nstory: "+absolute(t, harbour))
	r := run(t, nil, "", "--config", config, "ask", "how long is the harbour closed?")
	if !strings.HasPrefix(r.stdout, `{"id":null,`) {
		t.Errorf("got %+v", r)
	}
	r = run(t, map[string]string{"DRAGOMAN_JSON": "false"}, "", "--config", config, "ask", "how long is the harbour closed?")
	if r.stdout == "" || strings.HasPrefix(r.stdout, "{") {
		t.Errorf("got %+v", r)
	}
}

func TestEnvironmentProblems(t *testing.T) {
	r := run(t, map[string]string{"DRAGOMAN_MIN_RIGHT": "much"}, "", "version")
	const want = "bot: the environment variable DRAGOMAN_MIN_RIGHT: \"much\" does not fit --min-right: \"much\" is not a number from 0 to 1\n"
	if r.status != 2 || r.stderr != want {
		t.Errorf("got %+v", r)
	}
	r = run(t, map[string]string{"DRAGOMAN_CONFIG": "none.yaml"}, "", "version")
	if r.status != 2 || r.stderr != "bot: there is no file \"none.yaml\"; name a config file\n" {
		t.Errorf("got %+v", r)
	}
}

// What the user gave comes back without its control characters.
func TestErrorsArePlain(t *testing.T) {
	r := run(t, nil, "", "--story", "\x1b[31mred\x07", "ask", "hi")
	if strings.ContainsAny(r.stderr, "\x1b\x07") {
		t.Errorf("got %q", r.stderr)
	}
	r = run(t, nil, "", "--\x1b[31mred")
	if strings.ContainsAny(r.stderr, "\x1b\x07") || r.status != 2 {
		t.Errorf("got %+v", r)
	}
}

func absolute(t testing.TB, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
