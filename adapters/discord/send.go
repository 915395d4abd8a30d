package discord

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"dragoman/adapters/discord/internal/rest"
	"dragoman/core"
)

// render writes a reply as messages with what is below them.
func (b *Bot) render(ctx context.Context, req *request, heading string, r core.Reply, feedback bool) []payload {
	p := b.phrases(ctx, req)
	var parts []payload
	if req.plain {
		for _, text := range renderPlain(heading, r) {
			parts = append(parts, payload{Content: &text, Flags: flagNoEmbeds})
		}
	} else {
		parts = renderEmbeds(heading, r)
	}
	if feedback && b.settings(ctx, req).NoFeedback {
		feedback = false
	}
	parts[len(parts)-1].Components = under(p, r, req.user.ID, feedback)
	for i := range parts {
		parts[i].complete()
	}
	return parts
}

// sentence is a message of the bot's own.
func sentence(text string) []payload {
	text = escape(text)
	part := payload{Content: &text, Flags: flagNoEmbeds}
	part.complete()
	return []payload{part}
}

// complete makes empty lists of missing ones.
func (p *payload) complete() {
	if p.Embeds == nil {
		p.Embeds = []embed{}
	}
	if p.Components == nil {
		p.Components = []component{}
	}
}

// sendAll sends messages to a channel, the first as a reply unless to is "",
// and returns their ids, joined by commas. Discord lets a nonce, made from the
// message that asks, through once, so that what is sent again is not seen again.
func (b *Bot) sendAll(ctx context.Context, channel, to, nonce string, parts []payload) (ids string, err error) {
	var sent []string
	for i, part := range parts {
		part.Nonce, part.Enforce = nonce+"."+strconv.Itoa(i), true // 20 digits at most and this: within 25
		if to != "" && i == 0 {
			part.Reference = &reference{Message: to}
		}
		var m message
		err := persistently(ctx, func() error { return b.rest.post(ctx, "/channels/"+channel+"/messages", part, &m) })
		if rest.HasCode(err, rest.NoHistory) {
			part.Reference = nil
			err = persistently(ctx, func() error { return b.rest.post(ctx, "/channels/"+channel+"/messages", part, &m) })
		}
		if err != nil {
			return strings.Join(sent, ","), err
		}
		sent = append(sent, channel+"/"+m.ID)
	}
	return strings.Join(sent, ","), nil
}

// editAnswer puts an answer in the place of that to the message before it was
// edited.
func (b *Bot) editAnswer(ctx context.Context, req *request, parts []payload) (string, error) {
	old := strings.Split(req.answer, ",")
	last, kept := len(old)-1, 0
	for i, name := range old {
		channel, id, ok := strings.Cut(name, "/")
		if !ok {
			return "", nil
		}
		path := "/channels/" + channel + "/messages/" + id
		if i >= len(parts) {
			if err := b.rest.remove(ctx, path); err != nil && !isUnknown(err) {
				return "", err
			}
			continue
		}
		kept = i + 1
		part := parts[i]
		if i == last && len(parts) > len(old) { // the buttons are below the last one
			part.Components = parts[len(parts)-1].Components
		}
		err := persistently(ctx, func() error { return b.rest.edit(ctx, path, part, nil) })
		if err != nil && !isUnknown(err) {
			return "", err
		}
	}
	return strings.Join(old[:kept], ","), nil
}

// pause is how long to wait after the n-th failure in a row, from 0.
func pause(n int) time.Duration {
	d := min(500*time.Millisecond<<min(n, 10), 30*time.Second)
	return d/2 + rand.N(d/2)
}
