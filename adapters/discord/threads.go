package discord

import (
	"context"

	"dragoman/adapters/discord/internal/rest"
)

// opensThread tells whether a question gets a thread of its own.
func (b *Bot) opensThread(ctx context.Context, req *request) bool {
	if !req.native || req.edited || !b.settings(ctx, req).Threads {
		return false
	}
	if req.reply != nil && (req.kind == askAbout || b.isPrivate(ctx, req)) {
		return false // nobody else sees it
	}
	b.describe(ctx, req)
	return req.channel.takesThreads()
}

// openThread opens a thread for a question and returns its id; "" where that is
// not possible, so that the question is answered in the channel. Discord gives
// a thread the id of the message that it hangs on. An error is that Discord does
// not wait for the interaction any more.
func (b *Bot) openThread(ctx context.Context, req *request, question string) (string, error) {
	id := req.id
	if req.reply != nil {
		m, err := req.reply.first(ctx, heading(question), true)
		if isExpired(err) {
			return "", err
		}
		if err != nil || m.ID == "" {
			b.opts.Log.Debug("a question was not shown above its thread", "error", err)
			return "", nil
		}
		id = m.ID
	}
	thread := struct {
		Name    string `json:"name"` // 1-100 characters
		Archive int    `json:"auto_archive_duration"`
	}{cut(threadName(question), 100), 24 * 60}
	err := b.rest.post(ctx, "/channels/"+req.channel.ID+"/messages/"+id+"/threads", thread, nil)
	switch {
	case err == nil, rest.HasCode(err, rest.ThreadExists):
		return id, nil
	case isForbidden(err):
		b.missThread(ctx, req)
	case ctx.Err() == nil:
		b.opts.Log.Warn("a thread was not opened", "error", err)
	}
	return "", nil
}

// threadName is a question as the name of a thread, where nothing is formatted.
func threadName(question string) string {
	if name := firstLine(clean(question)); name != "" {
		return name
	}
	return "…"
}

// heading is a message that shows a question.
func heading(question string) payload {
	text := "**" + escape(cut(firstLine(clean(question)), maxHeading)) + "**"
	p := payload{Content: &text, Flags: flagNoEmbeds}
	p.complete()
	return p
}
