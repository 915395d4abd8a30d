package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dragoman/adapters/discord"
	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/questions"
)

func TestUnder(t *testing.T) {
	const owner = "18446744073709551615"
	ask := "Ask on… m:" + owner
	good := questions.ID("A.")
	long := strings.Repeat("ж", 81)
	for _, tt := range []struct {
		name     string
		reply    core.Reply
		feedback bool
		want     []string // rows of label or emoji and custom id
	}{
		{"nothing leads on", core.Reply{Answer: "Hello!"}, true, []string{ask}},
		{"answer", core.Reply{Answered: true, Answer: "A.", Suggestions: []string{"Who attends?"}}, true,
			[]string{"Who attends? q:qzgokK9UoOc:" + owner, "👍 g:" + good + ", 👎 b:" + good + ", " + ask}},
		{"no feedback", core.Reply{Answered: true, Answer: "A."}, false, []string{ask}},
		{"too many, twice, and long", core.Reply{Suggestions: []string{"x", "x", long, "y"}}, true,
			[]string{"x q:" + questions.ID("x") + ":" + owner, strings.Repeat("ж", 79) + "… q:" + questions.ID(long) + ":" + owner, ask}},
		{"exactly as long as may be", core.Reply{Suggestions: []string{long[2:], " \n"}}, true,
			[]string{long[2:] + " q:" + questions.ID(long[2:]) + ":" + owner, ask}},
	} {
		var got []string
		for _, row := range discord.Under(&phrases.Phrases{FollowUp: "Ask on…"}, tt.reply, owner, tt.feedback) {
			var line []string
			for _, b := range row.Components {
				if b.Emoji != nil {
					b.Label = b.Emoji.Name
				}
				if b.Type != discord.ButtonKind || b.Style == 0 || len(b.CustomID) > 100 {
					t.Errorf("%s: button %+v", tt.name, b)
				}
				line = append(line, fmt.Sprint(b.Label, " ", b.CustomID))
			}
			got = append(got, strings.Join(line, ", "))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
