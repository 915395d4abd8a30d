package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// endsWithin is how long the bot takes at most to end when it is told to.
const endsWithin = 10 * time.Second

// knownSettings fails the test for a variable that is no setting of bot serve.
func knownSettings(t *testing.T, text string) {
	t.Helper()
	known := variables(run(t, nil, "", "help", "serve").stdout)
	for _, name := range variables(text) {
		if !slices.Contains(known, name) {
			t.Errorf("%s is no setting of bot serve", name)
		}
	}
}

func variables(text string) []string {
	return regexp.MustCompile(`DRAGOMAN_[A-Z_]+`).FindAllString(text, -1)
}

// unit is the systemd unit: its settings by name, of all sections.
func unit(t *testing.T) (text string, settings map[string][]string) {
	t.Helper()
	src, err := os.ReadFile("../../deploy/dragoman.service")
	if err != nil {
		t.Fatal(err)
	}
	settings = make(map[string][]string)
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == '[' {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			t.Errorf("what is %q?", line)
		}
		settings[name] = append(settings[name], value)
	}
	return string(src), settings
}

// What the systemd unit names is there.
func TestUnit(t *testing.T) {
	text, settings := unit(t)
	knownSettings(t, text)
	help := run(t, nil, "", "help", "serve").stdout
	command := strings.Fields(settings["ExecStart"][0])
	if command[1] != "serve" {
		t.Errorf("got %q", command)
	}
	for _, credential := range settings["LoadCredential"] {
		id, from, _ := strings.Cut(credential, ":")
		if !strings.Contains(help, "--"+id+"-file") {
			t.Errorf("no secret is called %q", id)
		}
		if strings.Contains(from, "/") {
			t.Errorf("without the file %q the bot would not begin", from)
		}
		if !strings.Contains(text, "/etc/credstore/"+from) && id == "telegram-token" {
			t.Errorf("nothing tells how to make %q", from)
		}
	}
	for name, want := range map[string]string{
		"ExecReload": "/bin/kill -HUP $MAINPID", "Restart": "on-failure", "RestartPreventExitStatus": "2",
		"StateDirectory": "dragoman", "DynamicUser": "yes", "ProtectSystem": "strict", "NoNewPrivileges": "yes",
		"MemoryMax": "512M", "CapabilityBoundingSet": "", "KillSignal": "SIGTERM",
	} {
		if !slices.Equal(settings[name], []string{want}) {
			t.Errorf("%s is %q", name, settings[name])
		}
	}
	if !slices.Contains(settings["SystemCallFilter"], "@system-service") {
		t.Errorf("got %q", settings["SystemCallFilter"])
	}
	if stop, err := time.ParseDuration(settings["TimeoutStopSec"][0] + "s"); err != nil || stop <= endsWithin {
		t.Errorf("the bot may take %v to end, and has %v, %v", endsWithin, stop, err)
	}
}

// systemd finds nothing wrong with the unit, and little that it may do.
func TestUnitBySystemd(t *testing.T) {
	tool, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not at hand")
	}
	text, settings := unit(t)
	path := filepath.Join(t.TempDir(), "dragoman.service")
	text = strings.ReplaceAll(text, strings.Fields(settings["ExecStart"][0])[0], "/bin/true") // verify wants it to be there
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "verify", path).CombinedOutput()
	if err != nil || strings.Contains(string(out), "dragoman.service") {
		t.Errorf("verify: %v\n%s", err, out)
	}
	if out, err := exec.Command(tool, "security", "--help").Output(); err != nil || !strings.Contains(string(out), "--threshold") {
		t.Skip("this systemd-analyze judges no unit that is not installed")
	}
	const exposure = "20" // of 100; what is left is the network, which the bot needs
	if out, err := exec.Command(tool, "security", "--no-pager", "--offline=true", "--threshold="+exposure, path).CombinedOutput(); err != nil {
		t.Errorf("security: %v\n%s", err, out)
	}
}

// What the compose file names is there.
func TestCompose(t *testing.T) {
	src, err := os.ReadFile("../../deploy/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	type service struct {
		Build       string
		Command     []string
		Environment map[string]string
		Secrets     []string
		Volumes     []string
		Grace       string `yaml:"stop_grace_period"`
		Health      struct {
			Test []string
		} `yaml:"healthcheck"`
		ReadOnly bool     `yaml:"read_only"`
		Drop     []string `yaml:"cap_drop"`
		Security []string `yaml:"security_opt"`
		User     string
	}
	var file struct {
		Services map[string]service
		Secrets  map[string]struct{ File string }
		Volumes  map[string]any
	}
	if err := yaml.Unmarshal(src, &file); err != nil {
		t.Fatal(err)
	}
	knownSettings(t, string(src))
	bot := file.Services["bot"]
	for _, name := range bot.Secrets {
		if file.Secrets[name].File == "" || !strings.Contains(string(src), "secrets/"+name+"\n") {
			t.Errorf("the secret %s comes from nowhere", name)
		}
		variable := "DRAGOMAN_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_")) + "_FILE"
		if got := bot.Environment[variable]; got != "/run/secrets/"+name {
			t.Errorf("%s is %q", variable, got)
		}
	}
	if len(bot.Secrets) != 2 || len(file.Secrets) != 2 {
		t.Errorf("secrets: %q", bot.Secrets)
	}
	volume, at, _ := strings.Cut(bot.Volumes[0], ":")
	if _, ok := file.Volumes[volume]; !ok {
		t.Errorf("there is no volume %q", volume)
	}
	docker, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"VOLUME " + at + "\n", "USER " + bot.User + "\n", "/state.db\n"} {
		if !strings.Contains(string(docker), line) {
			t.Errorf("the image has no %q", line)
		}
	}
	if !slices.Equal(bot.Command, []string{"serve"}) || !slices.Equal(bot.Health.Test, []string{"CMD", "/bot", "health"}) {
		t.Errorf("got %q, %q", bot.Command, bot.Health.Test)
	}
	if got := run(t, nil, "", "help", bot.Health.Test[2]); got.status != 0 {
		t.Errorf("got %+v", got)
	}
	if grace, err := time.ParseDuration(bot.Grace); err != nil || grace <= endsWithin {
		t.Errorf("the bot may take %v to end, and has %v, %v", endsWithin, grace, err)
	}
	if !bot.ReadOnly || !slices.Equal(bot.Drop, []string{"ALL"}) || !slices.Contains(bot.Security, "no-new-privileges:true") {
		t.Errorf("got %+v", bot)
	}
}
