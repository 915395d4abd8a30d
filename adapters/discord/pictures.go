package discord

import (
	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/card"
)

// attach puts a picture into messages, if there is one: into the embed of the first,
// or beside its text. Discord keeps no file for another message: each takes it along.
func (b *Bot) attach(parts []payload, what card.Subject) {
	png, alt := b.pictures.Of(what).Draw()
	if png == nil {
		return
	}
	first := &parts[0]
	name := string(what.Kind) + ".png"
	first.files = []rest.File{{Name: name, Type: "image/png", Data: png}}
	first.Attachments = []attachment{{ID: "0", Name: name, Description: alt}}
	if len(first.Embeds) > 0 {
		first.Embeds[0].Image = &image{URL: "attachment://" + name, Description: alt}
	}
}

// detach takes the pictures out of messages.
func detach(parts []payload) []payload {
	var without []payload
	for _, part := range parts {
		part.files, part.Attachments = nil, nil
		part.Embeds = append([]embed{}, part.Embeds...)
		for i := range part.Embeds {
			part.Embeds[i].Image = nil
		}
		without = append(without, part)
	}
	return without
}
