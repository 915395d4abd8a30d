package discord

import (
	"context"
	"strings"

	"dragoman/core/feedback"
	"dragoman/core/questions"
)

// What the names of components begin with; an id or a name follows. Buttons
// stay in channels for years: these do not change their meaning.
const (
	customQuestion = "q:" // id of a question ":" id of the reader whose answer it is below
	customFollowUp = "m:" // id of that reader; opens the form
	customForm     = "f:" // the same; the form
	customGood     = "g:" // id of the answer's text
	customBad      = "b:"
	customSettings = "s:" // name of a setting, and "=" and its value for a button
	customDesk     = "u:" // of the daily briefing: see deskCustom
)

// updates tells whether a press changes the message that it is on.
func (r *request) updates() bool {
	return r.kind == presses && (strings.HasPrefix(r.custom, customSettings) || strings.HasPrefix(r.custom, customDesk))
}

// isVote tells whether a press is feedback.
func (r *request) isVote() bool {
	return strings.HasPrefix(r.custom, customGood) || strings.HasPrefix(r.custom, customBad)
}

// owner is the id of the reader whose conversation a component goes on with,
// "" for anybody's.
func owner(custom string) string {
	_, rest, _ := strings.Cut(custom, ":")
	if strings.HasPrefix(custom, customQuestion) {
		_, rest, _ = strings.Cut(rest, ":")
		return rest
	}
	if strings.HasPrefix(custom, customForm) {
		return rest
	}
	return ""
}

// ownsPressed tells whether a component is the reader's own, or anybody's.
func (r *request) ownsPressed() bool {
	o := owner(r.custom)
	return o == "" || o == r.user.ID
}

// press does what a component says. Every press is acknowledged, also one that
// means nothing any more.
func (b *Bot) press(ctx context.Context, req *request) error {
	custom := req.custom
	id := custom[min(len(custom), 2):]
	switch {
	case strings.HasPrefix(custom, customQuestion):
		id, _, _ = strings.Cut(id, ":")
		question, ok := b.opts.Story.Now().Questions().Text(id)
		if !ok {
			question = req.on.label(custom)
		}
		if question == "" {
			return b.say(ctx, req, b.phrases(ctx, req).Gone)
		}
		_, err := b.ask(ctx, req, question, true)
		return err
	case req.isVote():
		return b.vote(ctx, req, id, strings.HasPrefix(custom, customGood))
	case strings.HasPrefix(custom, customSettings):
		return b.pressSetting(ctx, req, id)
	case strings.HasPrefix(custom, customDesk):
		return b.pressDesk(ctx, req, custom)
	}
	return b.say(ctx, req, b.phrases(ctx, req).Gone)
}

// vote counts feedback.
func (b *Bot) vote(ctx context.Context, req *request, answer string, good bool) error {
	p := b.phrases(ctx, req)
	v := feedback.Vote{Answer: answer, User: req.userName(), Good: good}
	if req.on != nil {
		v.Message = req.on.ID
		v.Label = cut(req.on.beginning(), 120)
	}
	if _, err := b.opts.Feedback.Vote(ctx, v); err != nil {
		b.opts.Log.Error("feedback was not counted", "error", err)
		return b.say(ctx, req, p.Trouble)
	}
	return b.say(ctx, req, p.Thanks)
}

// beginning is how the answer in a message begins. The question above it, which
// stands in bold as nothing else does, is a reader's and left out.
func (m *message) beginning() string {
	text := m.Content
	if strings.HasPrefix(text, "**") {
		_, text, _ = strings.Cut(text, "\n")
	}
	if len(m.Embeds) > 0 {
		e := m.Embeds[0]
		if text = e.Description; text == "" && len(e.Fields) > 0 {
			text = e.Fields[0].Value
		}
	}
	return firstLine(clean(strings.ReplaceAll(text, `\`, ""))) // as it was before it was escaped
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// label is what a component of a message says, "" when that is cut or not
// known.
func (m *message) label(custom string) string {
	if m == nil {
		return ""
	}
	for _, row := range m.Components {
		for _, c := range row.Components {
			if c.CustomID == custom && !strings.HasSuffix(c.Label, "…") {
				return c.Label
			}
		}
	}
	return ""
}

// questionCustom is the name of a button that asks a question.
func questionCustom(question, owner string) string {
	return customQuestion + questions.ID(question) + ":" + owner
}
