package discord_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord/discordtest"
)

// Events as Discord sends them, with fields that the bot does not know, go
// through the whole bot; what it calls is in the file beside. UPDATE=1 writes
// that anew. APP stands for the application's id, TOKEN-1 for the token of an
// interaction.
func TestRecordedEvents(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no recorded events", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				var events []struct {
					Kind string              `json:"t"`
					Data discordtest.Payload `json:"d"`
				}
				if err := json.Unmarshal([]byte(strings.ReplaceAll(string(raw), `APP`, d.App())), &events); err != nil {
					t.Fatal(err)
				}
				r := run(t, d, real(t))
				d.AwaitRequests(t, "PUT /applications/{application_id}/commands", 1)
				known := make(map[string]bool)
				var got strings.Builder
				for _, e := range events {
					channel := e.Data["channel_id"].(string)
					if guild, ok := e.Data["guild_id"].(string); !known[channel] && ok {
						d.AddChannel(discordtest.Channel{ID: channel, Guild: guild})
					} else if !known[channel] {
						d.AddChannel(discordtest.Channel{ID: channel, Type: discordtest.TypeDM})
					}
					known[channel] = true
					before := len(d.Requests(""))
					if e.Kind == "INTERACTION_CREATE" {
						e.Data["type"] = int(e.Data["type"].(float64))
						d.Interact(e.Data)
					} else {
						d.Emit(e.Kind, e.Data)
					}
					synctest.Wait()
					fmt.Fprintf(&got, "%s %v\n", e.Kind, e.Data["id"])
					for _, call := range d.Requests("")[before:] {
						got.WriteString(described(call))
					}
				}
				r.check()
				golden(t, strings.TrimSuffix(file, ".json")+".calls", strings.ReplaceAll(got.String(), d.App(), "APP"))
			})
		})
	}
}

// described is a call as the golden files have it: which words answer is the
// engine's, where and how is the bot's.
func described(r discordtest.Request) string {
	var body struct {
		Type      int              `json:"type"`
		Data      *json.RawMessage `json:"data"`
		Reference *struct {
			Message string `json:"message_id"`
		} `json:"message_reference"`
		Nonce string `json:"nonce"`
	}
	type message struct {
		CustomID   string                  `json:"custom_id"`
		Flags      int                     `json:"flags"`
		Embeds     []discordtest.Embed     `json:"embeds"`
		Components []discordtest.Component `json:"components"`
		Choices    []discordtest.Choice    `json:"choices"`
	}
	var m message
	_ = json.Unmarshal(r.Body, &body) // no body says nothing
	if body.Data != nil {
		_ = json.Unmarshal(*body.Data, &m)
	} else {
		_ = json.Unmarshal(r.Body, &m)
	}
	line := fmt.Sprintf("\t%s -> %d", strings.Replace(r.Route, "{channel_id}", strings.TrimPrefix(strings.SplitN(r.Path+"///", "/", 4)[2], "/"), 1), r.Status)
	add := func(format string, args ...any) { line += fmt.Sprintf(" "+format, args...) }
	if body.Type != 0 {
		add("type=%d", body.Type)
	}
	if m.Flags != 0 {
		add("flags=%d", m.Flags)
	}
	if m.CustomID != "" {
		add("form=%s", m.CustomID)
	}
	if body.Reference != nil {
		add("reply=%s", body.Reference.Message)
	}
	if body.Nonce != "" {
		add("nonce=%s", body.Nonce)
	}
	if len(m.Embeds) > 0 {
		add("embeds=%d", len(m.Embeds))
	}
	if len(m.Choices) > 0 {
		add("choices=%d", len(m.Choices))
	}
	var customs []string
	for _, b := range (discordtest.Message{Components: m.Components}).Buttons() {
		kind, rest, _ := strings.Cut(b.CustomID, ":")
		switch kind {
		case "q":
			kind += ":…:" + rest[strings.Index(rest, ":")+1:] // the question is the engine's
		case "m", "s":
			kind += ":" + rest
		}
		customs = append(customs, kind)
	}
	slices.Sort(customs)
	customs = slices.Compact(customs)
	if len(customs) > 0 {
		add("buttons=%s", strings.Join(customs, ","))
	}
	return line + "\n"
}

// golden compares a text with a file; UPDATE=1 writes the file anew.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}
