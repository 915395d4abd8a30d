package discreet_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"dragoman/core/discreet"
)

const channel = "111222333444555666"

// logged is a log with a key, and what it writes.
func logged(key *discreet.Key) (*slog.Logger, *bytes.Buffer) {
	var out bytes.Buffer
	return slog.New(discreet.NewHandler(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}), key)), &out
}

func TestIDsAreHashed(t *testing.T) {
	key := discreet.NewKey([]byte("secret"))
	hash := key.Hash(channel)
	if !regexp.MustCompile(`^#[0-9a-f]{10}$`).MatchString(hash) {
		t.Fatalf("got %q", hash)
	}
	for name, say := range map[string]func(*slog.Logger){
		"id":              func(l *slog.Logger) { l.Info("x", "channel", discreet.ID(channel)) },
		"error":           func(l *slog.Logger) { l.Info("x", "error", fmt.Errorf("POST /channels/%s: no", channel)) },
		"wrapped error":   func(l *slog.Logger) { l.Info("x", "error", errors.Join(errors.New("a"), errors.New("in "+channel))) },
		"text":            func(l *slog.Logger) { l.Info("x", "place", "-"+channel) },
		"message":         func(l *slog.Logger) { l.Info("in " + channel) },
		"group":           func(l *slog.Logger) { l.Info("x", slog.Group("a", "b", discreet.ID(channel))) },
		"with":            func(l *slog.Logger) { l.With("channel", discreet.ID(channel)).Info("x") },
		"with group":      func(l *slog.Logger) { l.WithGroup("a").Info("x", "channel", discreet.ID(channel)) },
		"other values":    func(l *slog.Logger) { l.Debug("x", "places", []string{channel}) },
		"values of types": func(l *slog.Logger) { l.Debug("x", "place", struct{ ID string }{channel}) },
	} {
		log, out := logged(key)
		say(log)
		if got := out.String(); strings.Contains(got, channel) || !strings.Contains(got, hash) {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestOtherValuesStay(t *testing.T) {
	log, out := logged(discreet.NewKey(nil))
	log.Info("the bot answers on 127.0.0.1:9464", "wait", 90e9, "n", 1234567890123, "as_of", "2025-02-17", "error", errors.New("429 Too Many Requests"))
	for _, want := range []string{`msg="the bot answers on 127.0.0.1:9464"`, "n=1234567890123", "as_of=2025-02-17", `error="429 Too Many Requests"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
}

func TestKeys(t *testing.T) {
	one, other := discreet.NewKey([]byte("one")), discreet.NewKey([]byte("other"))
	if one.Hash("7") != discreet.NewKey([]byte("one")).Hash("7") || one.Hash("7") == other.Hash("7") || one.Hash("7") == one.Hash("8") {
		t.Error("a hash is not that of id and key")
	}
	other.Set([]byte("one"))
	if one.Hash("7") != other.Hash("7") {
		t.Error("a key that is set does not count")
	}
	if this, next := discreet.NewKey(nil), discreet.NewKey(nil); this.Hash("7") == next.Hash("7") {
		t.Error("two processes have one key")
	}
}

// Where nothing hashes ids, they are not shown.
func TestIDWithoutHandler(t *testing.T) {
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "channel", discreet.ID(channel))
	if strings.Contains(out.String(), channel) || !strings.Contains(out.String(), "channel=[id]") {
		t.Errorf("got %s", &out)
	}
}
