package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// exampleConfig is the output of "bot config example" for a user at /users/ann.
func exampleConfig(t *testing.T) string {
	t.Helper()
	r := run(t, map[string]string{"HOME": "/users/ann"}, "", "config", "example")
	if r.status != 0 || r.stderr != "" {
		t.Fatalf("got %+v", r)
	}
	return r.stdout
}

// exampleSetting is a line of the example that sets something.
var exampleSetting = regexp.MustCompile(`(?m)^#([a-z-]+):`)

// The example is a config file as it is, and with any line taken out of its comment,
// and with all of them.
func TestConfigExample(t *testing.T) {
	example := exampleConfig(t)
	loads := func(text string) {
		t.Helper()
		if r := run(t, nil, "", "--config", file(t, "config.yaml", text), "version"); r.status != 0 || r.stderr != "" {
			t.Errorf("got %+v", r)
		}
	}
	loads(example)
	loads(exampleSetting.ReplaceAllString(example, "$1:"))
	settings := exampleSetting.FindAllStringSubmatchIndex(example, -1)
	for _, at := range settings {
		loads(example[:at[0]] + example[at[0]+1:])
	}
	if len(settings) < 30 {
		t.Errorf("%d settings", len(settings))
	}
	for line := range strings.Lines(example) {
		if !strings.HasPrefix(line, "#") && line != "\n" {
			t.Errorf("not in a comment: %q", line)
		}
	}
}

// All flags of all commands are in the example, once.
func TestConfigExampleHasAll(t *testing.T) {
	var in []string
	for _, m := range exampleSetting.FindAllStringSubmatch(exampleConfig(t), -1) {
		in = append(in, m[1])
	}
	commands := regexp.MustCompile(`(?m)^  ([a-z]+(?: [a-z]+)?)(?: |$)`)
	flags := regexp.MustCompile(`(?m)^ +(?:-[a-z], )?--([a-z-]+)`)
	for _, command := range commands.FindAllStringSubmatch(run(t, nil, "", "help").stdout, -1) {
		for _, m := range flags.FindAllStringSubmatch(run(t, nil, "", append([]string{"help"}, strings.Fields(command[1])...)...).stdout, -1) {
			if name := m[1]; name != "help" && name != "config" && !slices.Contains(in, name) {
				t.Errorf("bot %s --%s is not in the example", command[1], name)
			}
		}
	}
	slices.Sort(in)
	if once := slices.Compact(slices.Clone(in)); len(once) != len(in) || !slices.Contains(in, "misses") || !slices.Contains(in, "discord-token-file") {
		t.Errorf("got %q", in)
	}
}

// A config file that is wrong does not keep anybody from an example of a right one.
func TestConfigExampleNeedsNoConfig(t *testing.T) {
	if r := run(t, nil, "", "--config", "none.yaml", "config", "example"); r.status != 0 || r.stderr != "" {
		t.Errorf("got %+v", r)
	}
}

// The page about settings has the example. UPDATE=1 writes it there anew.
func TestConfigurationPage(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the page names the paths of Linux")
	}
	const path, begin, end = "../../docs/CONFIGURATION.md", "<!-- bot config example -->\n\n```yaml\n", "```\n\n<!-- end -->\n"
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(src), begin)
	got, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("the page has no place for the example")
	}
	want := exampleConfig(t)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Error("docs/CONFIGURATION.md does not have the settings as they are: UPDATE=1 go test ./cmd/bot -run TestConfigurationPage")
	}
}

// All that is wrong is said at once, wherever it is given, by serve as by check.
func TestAllThatIsWrong(t *testing.T) {
	config := file(t, "config.yaml", strings.Join([]string{
		"stroy: x",
		"user-burst: many",
		"user-every: -1s",
		"telegram-webhook-cert: none.pem",
		"briefings: sometimes",
		"match: flood",
	}, "\n"))
	env := map[string]string{
		"DISCORD_TOKEN":          discordToken + " x",
		"DRAGOMAN_DISCORD_GUILD": "abc",
		"DRAGOMAN_CHAT_EVERY":    "5",
	}
	args := []string{"--story", "nowhere", "--chat-burst", "x", "--discord-shards", "y", "--nonsense", "--state", "testdata", "--telegram-api", "here"}
	want := []string{
		config + `:1: there is no setting "stroy"; did you mean story?`,
		config + `:2: "many" does not fit --user-burst: write a whole number, as in 6`,
		config + `:3: --user-every is -1s: it has to be positive, as in 3s`,
		config + `:4: --telegram-webhook-cert needs --telegram-webhook`,
		config + `:5: "sometimes" does not fit --briefings: write on, off or dry-run`,
		config + `:6: --match says which items of a feed count: it needs --feed`,
		`the environment variable DISCORD_TOKEN: the token holds characters that no token has; `,
		`the environment variable DRAGOMAN_DISCORD_GUILD: --discord-guild "abc": the id of a server is a number`,
		`the environment variable DRAGOMAN_CHAT_EVERY: "5" does not fit --chat-every: write a time with its unit, as in 3s or 2m`,
		`"x" does not fit --chat-burst: write a whole number`,
		`"y" does not fit --discord-shards: write a whole number`,
		`unknown flag --nonsense; `,
		`the address of the API server has to be like https://api.telegram.org`,
		`the state file "testdata" is a directory; name a file in it`,
		`there is no story "nowhere", neither built in nor as a file`,
	}
	for _, command := range [][]string{{"serve", "--config", config}, {"config", "check", "--config", config}, {"config", "check", config}} {
		r := run(t, env, "", append(command, args...)...)
		if r.status != 2 || r.stdout != "" || strings.Contains(r.stderr, "AAsecret") {
			t.Errorf("got %+v", r)
		}
		lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
		if len(lines) != len(want)+1 {
			t.Errorf("%q: %d lines:\n%s", command, len(lines), r.stderr)
		}
		for _, w := range want {
			if n := len(slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return !strings.HasPrefix(line, w) })); n != 1 {
				t.Errorf("%q: %d times %q in\n%s", command, n, w, r.stderr)
			}
		}
	}
}

// Each of these alone is one line and exit status 2.
func TestConfigCheckRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "articles"), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "cert.pem", "no certificate")
	put(t, dir, "articles/2025-05-12-a.txt", "Flood in Kelda\n\nThe river Orm flooded the bridge of Kelda on Monday.\n")
	put(t, dir, "story.yaml", "format: 1\n")
	const hook = "https://bot.example.org/hook"
	tests := map[string]struct {
		args []string
		want string
	}{
		"http":             {[]string{"--telegram-webhook", "http://bot.example.org/hook"}, "Telegram comes to https addresses only"},
		"port":             {[]string{"--telegram-webhook", "https://bot.example.org:9000/hook"}, "Telegram does not come to port 9000"},
		"both ways":        {[]string{"--telegram-webhook", hook, "--telegram-drop-webhook"}, "--telegram-drop-webhook removes the webhook"},
		"key alone":        {[]string{"--telegram-webhook", hook, "--telegram-webhook-key", "k"}, "--telegram-webhook-key needs --telegram-webhook-cert"},
		"self alone":       {[]string{"--telegram-webhook", hook, "--telegram-webhook-self-signed"}, "--telegram-webhook-self-signed needs"},
		"no certificate":   {[]string{"--telegram-webhook", hook, "--telegram-webhook-cert", "none.pem", "--telegram-webhook-key", filepath.Join(dir, "cert.pem")}, `there is no file "none.pem"; name a certificate`},
		"bad certificate":  {[]string{"--telegram-webhook", hook, "--telegram-webhook-cert", filepath.Join(dir, "cert.pem"), "--telegram-webhook-key", filepath.Join(dir, "cert.pem")}, "cannot be used: tls: "},
		"bad address":      {[]string{"--telegram-webhook", hook, "--telegram-webhook-listen", "8443"}, `"8443" is no address to listen at`},
		"bad port":         {[]string{"--telegram-webhook", hook, "--telegram-webhook-listen", ":99999"}, `":99999" is no address to listen at`},
		"bad secret":       {[]string{"--telegram-webhook", hook, "--telegram-webhook-secret", "a b"}, "the webhook's secret has to be"},
		"bad guild":        {[]string{"--discord-guild", "abc"}, `--discord-guild "abc"`},
		"bad shards":       {[]string{"--discord-shards=-1"}, "-1 shards are not 0 to"},
		"no feed":          {[]string{"--story", filepath.Join(dir, "articles"), "--feed", "here"}, "feed: the address has to be like"},
		"feed into a file": {[]string{"--story", filepath.Join(dir, "story.yaml"), "--feed", "https://example.org/feed.xml"}, "--feed needs --story FOLDER"},
		"bad match":        {[]string{"--story", filepath.Join(dir, "articles"), "--feed", "https://example.org/feed.xml", "--match", "(a"}, "feed: "},
		"bad overlay":      {[]string{"--story", filepath.Join(dir, "articles"), "--overlay", "o.yaml"}, "a folder has its overlay in it"},
		"bad admin":        {[]string{"--admin", "ann"}, `--admin "ann": write telegram:ID or discord:ID`},
		"state in a file":  {[]string{"--state", filepath.Join(dir, "cert.pem", "x", "state.db")}, "cert.pem"},
		"two config files": {[]string{"--config", file(t, "a.yaml", ""), file(t, "b.yaml", "")}, "the config file is given as an argument and with --config"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"config", "check"}, tt.args...)
			if !slices.Contains(args, "--state") {
				args = append(args, "--state", "none")
			}
			r := run(t, map[string]string{"TELEGRAM_TOKEN": botToken}, "", args...)
			if r.status != 2 || !strings.HasPrefix(r.stderr, "bot: ") || !strings.Contains(r.stderr, tt.want) || strings.Count(r.stderr, "\n") != 1 || r.stdout != "" {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// When all is well, check says what would run, and no secret.
func TestConfigCheck(t *testing.T) {
	config := file(t, "config.yaml", "telegram-token: "+botToken+"\ntelegram-webhook: https://bot.example.org:8443/AAsecretpath\nadmin: [telegram:1, discord:2]\nstate: state.db\n")
	r := run(t, map[string]string{"DISCORD_TOKEN": discordToken}, "", "config", "check", config, "--story", harbour, "--briefings", "off", "--listen", "off")
	want := strings.Join([]string{
		"The settings are sound.",
		"config file " + config,
		"Telegram    webhook at https://bot.example.org:8443, listening at 127.0.0.1:8443; token from " + config + ":1",
		"Discord     commands for all servers; token from the environment variable DISCORD_TOKEN",
		"story       " + harbour + ": Harbour of Costa Verde to close for a week",
		"state       " + filepath.Join(filepath.Dir(config), "state.db"),
		"briefings   off",
		"health      not served",
		"",
	}, "\n")
	if r.status != 0 || r.stdout != want || r.stderr != "" {
		t.Errorf("got %+v\nwant %s", r, want)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(config), "state.db")); err == nil {
		t.Error("the state file was made")
	}
}

// A misspelt variable is a warning, and for check an error; others' are nobody's
// business.
func TestStrangeVariables(t *testing.T) {
	start := func(args ...string) result {
		p := program(t, map[string]string{"TELEGRAM_TOKEN": botToken})
		p.Environ = func() []string {
			return []string{"DRAGOMAN_USER_BRUST=3", "DRAGOMAN_STORY=riyadh", "DRAGOMAN_EMPTY=", "DRAGONFLY=1", "DRAGOMAN_Q=" + botToken}
		}
		var stdout, stderr strings.Builder
		status := p.Run(t.Context(), args, strings.NewReader(""), &stdout, &stderr)
		return result{status, stdout.String(), stderr.String()}
	}
	const brust, q = "the environment variable DRAGOMAN_USER_BRUST is no setting; did you mean DRAGOMAN_USER_BURST?\n",
		"the environment variable DRAGOMAN_Q is no setting; \"bot config example\" lists all there are\n"
	if r := start("version"); r.status != 0 || r.stderr != "bot: "+q+"bot: "+brust {
		t.Errorf("got %+v", r)
	}
	if r := start("config", "check", "--state", "none"); r.status != 2 || r.stderr != "bot:\n"+q+brust {
		t.Errorf("got %+v", r)
	}
	if r := start("help"); r.stderr != "" {
		t.Errorf("got %+v", r)
	}
}

// Commands that share the name of a flag may differ in what it can be.
func TestConfigOfSharedFlag(t *testing.T) {
	config := file(t, "config.yaml", "format: csv\n")
	if r := run(t, nil, "", "--config", config, "story", "diff", harbour, harbour); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}
