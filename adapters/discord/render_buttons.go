package discord

import (
	"slices"

	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/questions"
)

// under is the rows of buttons below an answer: questions that lead on, one a
// row, then feedback if wanted and the form for the next question. Owner is the
// id of the user who asked.
func under(p *phrases.Phrases, r core.Reply, owner string, feedback bool) []component {
	var rows []component
	var customs []string
	for _, q := range r.Suggestions[:min(len(r.Suggestions), core.MaxSuggestions)] {
		label, custom := cut(q, maxLabel), questionCustom(q, owner)
		if label == "" || slices.Contains(customs, custom) { // Discord refuses what is there twice
			continue
		}
		customs = append(customs, custom)
		rows = append(rows, buttons(component{Style: secondary, Label: label, CustomID: custom}))
	}
	var last []component
	if r.Answered && feedback {
		id := questions.ID(r.Answer)
		last = append(last,
			component{Style: secondary, Emoji: &emoji{Name: "👍"}, CustomID: customGood + id},
			component{Style: secondary, Emoji: &emoji{Name: "👎"}, CustomID: customBad + id})
	}
	last = append(last, component{Style: primary, Label: cut(p.FollowUp, maxLabel), CustomID: customFollowUp + owner})
	return append(rows, buttons(last...))
}

// buttons is a row of buttons, at most five.
func buttons(all ...component) component {
	for i := range all {
		all[i].Type = buttonKind
	}
	return component{Type: row, Components: all}
}
