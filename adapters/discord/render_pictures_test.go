package discord_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dragoman/adapters/discord"
	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/views"
	"dragoman/knowledge"
)

// scene is what a picture of the documentation shows.
type scene struct {
	Reader   string            `json:"reader"`
	Command  string            `json:"command"` // the reader used it
	Messages []discord.Payload `json:"messages"`
}

// The pictures of the documentation are of real replies. UPDATE=1 writes their
// payloads anew; docs/pictures/README.md tells how to draw them.
func TestPictures(t *testing.T) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	bot, err := core.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reply := func(question string) core.Reply {
		r, err := bot.Reply(t.Context(), core.Message{
			Conversation: "c", User: "u", Text: question, Time: time.Date(2025, 2, 17, 12, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	embeds := func(heading string, r core.Reply, feedback bool) []discord.Payload {
		all := discord.RenderEmbeds(heading, r)
		all[len(all)-1].Components = discord.Under(phrases.For(phrases.Default), r, "1001", feedback)
		return all
	}
	const (
		quoted = "Why must Europe catch up?"
		unsaid = "Who leads the Russian delegation?"
	)
	var plain []discord.Payload
	for _, content := range discord.RenderPlain("", views.Quotes(base, "Lavrov")) {
		plain = append(plain, discord.Payload{Content: &content, Embeds: []discord.Embed{}, Components: []discord.Component{}, Flags: discord.FlagNoPreviews})
	}

	for name, s := range map[string]scene{
		"answer":   {Reader: "Ann", Command: "/ask", Messages: embeds(quoted, reply(quoted), true)},
		"decline":  {Reader: "Ann", Command: "/ask", Messages: embeds(unsaid, reply(unsaid), true)},
		"timeline": {Reader: "Ben", Command: "/timeline", Messages: embeds("", views.Timeline(base), false)},
		"plain":    {Reader: "Ben", Command: "/quotes", Messages: plain},
	} {
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("..", "..", "docs", "pictures", name+".json")
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		// Which words answer is the engine's: only that the file is one of ours.
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want scene
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&want); err != nil || len(want.Messages) != len(s.Messages) {
			t.Errorf("%s has %d messages, not %d: write it anew (%v)", file, len(want.Messages), len(s.Messages), err)
		}
	}
}
