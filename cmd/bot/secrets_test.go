package main_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

// Secrets come from files, and what is wrong with one is said without it.
func TestSecretFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "token", botToken+"\r\n")
	put(t, dir, "two", botToken+"\n"+botToken+"\n")
	put(t, dir, "empty", "\n")
	put(t, dir, "large", strings.Repeat("AAsecret", 1000))
	put(t, dir, "discord-token", discordToken)
	put(t, dir, "open", botToken)
	if err := os.Chmod(filepath.Join(dir, "open"), 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "config.yaml", "telegram-token-file: token\n")
	at := func(name string) string { return filepath.Join(dir, name) }
	tests := map[string]struct {
		env    map[string]string
		args   []string
		status int
		want   string // in the output, or a line of the errors
	}{
		"flag":           {nil, []string{"--telegram-token-file", at("token")}, 0, "long polling; token from the file \"" + at("token") + `"`},
		"variable":       {map[string]string{"DRAGOMAN_TELEGRAM_TOKEN_FILE": at("token")}, nil, 0, "long polling; token from the file"},
		"customary":      {map[string]string{"TELEGRAM_TOKEN_FILE": at("token")}, nil, 0, "long polling; token from the file"},
		"Discord":        {map[string]string{"DISCORD_TOKEN_FILE": at("discord-token")}, nil, 0, "Discord     commands for all servers; token from the file"},
		"config file":    {nil, []string{"--config", at("config.yaml")}, 0, "long polling; token from the file"},
		"credential":     {map[string]string{"CREDENTIALS_DIRECTORY": dir}, nil, 0, "Discord     commands for all servers; token from the file"},
		"not credential": {map[string]string{"CREDENTIALS_DIRECTORY": dir, "DISCORD_TOKEN": discordToken}, nil, 0, "token from the environment variable DISCORD_TOKEN"},
		"webhook":        {map[string]string{"DISCORD_TOKEN": discordToken}, []string{"--telegram-webhook", "https://x.example/", "--telegram-webhook-secret-file", at("token")}, 2, `bot: the file "` + at("token") + `": the webhook's secret has to be`},
		"no webhook":     {map[string]string{"DISCORD_TOKEN": discordToken}, []string{"--telegram-webhook-secret-file", at("token")}, 2, "bot: --telegram-webhook-secret-file needs --telegram-webhook\n"},
		"two lines":      {nil, []string{"--telegram-token-file", at("two")}, 2, `bot: the file "` + at("two") + `": the token holds characters that no token has`},
		"empty":          {nil, []string{"--telegram-token-file", at("empty")}, 2, "bot: the file \"" + at("empty") + "\" is empty; put the secret in it\n"},
		"large":          {nil, []string{"--telegram-token-file", at("large")}, 2, `holds more than a secret`},
		"none":           {map[string]string{"TELEGRAM_TOKEN_FILE": at("none")}, nil, 2, `bot: the environment variable TELEGRAM_TOKEN_FILE: there is no file "` + at("none") + `"`},
		"folder":         {nil, []string{"--telegram-token-file", dir}, 2, `is a directory; name the one that holds the secret in it`},
		"both":           {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--telegram-token-file", at("token")}, 2, "bot: --telegram-token and --telegram-token-file contradict each other: there are the environment variable TELEGRAM_TOKEN and the command line; give one of them\n"},
		"for all to see": {nil, []string{"--telegram-token-file", at("open")}, 0, "bot: everybody on this machine may read the secret in \"" + at("open") + "\": chmod 600\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if name == "for all to see" && runtime.GOOS == "windows" {
				t.Skip("there are no such permissions here")
			}
			r := run(t, tt.env, "", append([]string{"config", "check", "--state", "none"}, tt.args...)...)
			if r.status != tt.status || !strings.Contains(r.stdout+r.stderr, tt.want) || strings.Contains(r.stdout+r.stderr, "AAsecret") || strings.Count(r.stderr, "\n") > 1 {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// A config file with a secret in it is not for everybody.
func TestSecretInOpenConfig(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such permissions here")
	}
	config := file(t, "config.yaml", "telegram-token: "+botToken+"\n")
	if err := os.Chmod(config, 0o644); err != nil {
		t.Fatal(err)
	}
	r := run(t, nil, "", "config", "check", config, "--state", "none")
	if r.status != 0 || r.stderr != "bot: "+config+" holds a secret and everybody on this machine may read it: chmod 600\n" {
		t.Errorf("got %+v", r)
	}
}

// The bot answers with a token that systemd hands over.
func TestServeWithCredential(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	dir := t.TempDir()
	put(t, dir, "telegram-token", botToken+"\n")
	p := program(t, map[string]string{"CREDENTIALS_DIRECTORY": dir})
	p.Environ = func() []string { return []string{"DRAGOMAN_STROY=x"} }
	ctx, stop := context.WithCancel(t.Context())
	log := newBuffer()
	ended := make(chan int, 1)
	go func() {
		ended <- p.Run(ctx, []string{"--story", harbour, "--state", "none", "serve", "--listen", "off", "--telegram-api", api.URL}, strings.NewReader(""), log, log)
	}()
	if !log.await("the bot answers on Telegram") {
		t.Error("the bot is not ready")
	}
	stop()
	if status := <-ended; status != 0 || strings.Contains(log.String(), "AAsecret") || !strings.Contains(log.String(), "did you mean DRAGOMAN_STORY?") {
		t.Errorf("ended with %d:\n%s", status, log)
	}
}
