package discord

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
	"dragoman/core/views"
)

// inputQuestion names the text input of the form.
const inputQuestion = "question"

// maxQuestion is how much a reader may write into the form: core.Message is cut
// at a few thousand anyway. Discord takes up to 4,000.
const maxQuestion = 1000

// isFollowUp tells whether a button opens the form to ask on.
func isFollowUp(custom string) bool { return strings.HasPrefix(custom, customFollowUp) }

type form struct {
	CustomID   string      `json:"custom_id"` // 1-100 characters
	Title      string      `json:"title"`     // 1-45 characters
	Components []component `json:"components"`
}

// openForm shows the form in which a reader asks on. Discord takes no form
// after a deferral, so that this waits for nothing.
func (b *Bot) openForm(ctx context.Context, i *interaction) {
	defer b.flights.end(i.ID)
	req := readInteraction(i)
	if req == nil {
		return
	}
	p := b.phrases(ctx, req)
	err := b.respond(ctx, i.ID, i.Token, firstResponse{Type: respondForm, Data: newForm(p, i.Data.CustomID)}, nil)
	if quietly(err) != nil {
		b.opts.Log.Warn("a form was not opened", "error", err)
	}
}

func newForm(p *phrases.Phrases, custom string) form {
	least, most, needed := 1, maxQuestion, true
	return form{
		CustomID: customForm + strings.TrimPrefix(custom, customFollowUp),
		Title:    cut(p.FollowUpTitle, 45),
		Components: []component{{
			Type: labelKind, Label: cut(p.FollowUpLabel, 45),
			Component: &component{
				Type: textInput, Style: shortText, CustomID: inputQuestion, Required: &needed,
				MinLength: &least, MaxLength: &most, Placeholder: cut(p.FollowUpPlaceholder, 100),
			},
		}},
	}
}

type choices struct {
	Choices []choice `json:"choices"` // at most 25
}

type choice struct {
	Name  string `json:"name"`  // 1-100 characters
	Value string `json:"value"` // 1-100 characters
}

const (
	maxChoices = 25
	maxChoice  = 100
)

// complete offers what a reader may be about to type.
func (b *Bot) complete(ctx context.Context, i *interaction) {
	defer b.flights.end(i.ID)
	answer := choices{Choices: []choice{}} // never null
	for _, o := range i.Data.Options {
		if !o.Focused {
			continue
		}
		var offers []string
		if b.opts.Subscriptions != nil {
			answer.Choices = b.completeWish(i, o)
		}
		switch o.Name {
		case optionQuestion:
			offers = b.opts.Story.Now().Completer().Complete(o.text(), maxChoices)
		case optionSpeaker:
			offers = b.speakers(o.text())
		}
		for _, text := range offers {
			if text != "" && units(text) <= maxChoice && len(answer.Choices) < maxChoices {
				answer.Choices = append(answer.Choices, choice{text, text})
			}
		}
	}
	err := b.respond(ctx, i.ID, i.Token, firstResponse{Type: respondChoices, Data: answer}, nil)
	if quietly(err) != nil && ctx.Err() == nil {
		b.opts.Log.Debug("a completion was not offered", "error", err)
	}
}

// completeWish offers what goes with the options of /subscribe.
func (b *Bot) completeWish(i *interaction, o commandOption) []choice {
	v := subscriptions.Visitor{Place: subscriptions.Place{Platform: subscriptions.Discord}, Locale: i.Locale, Now: time.Now()}
	desk := b.opts.Subscriptions
	var offers []subscriptions.Choice
	switch o.Name {
	case optionTime:
		offers = desk.CompleteTime(v, o.text(), maxChoices)
	case optionZone:
		offers = desk.CompleteZone(v, o.text(), maxChoices)
	case optionDays:
		offers = desk.CompleteDays(v, o.text(), maxChoices)
	}
	all := []choice{}
	for _, offer := range offers {
		all = append(all, choice{cut(offer.Name, maxChoice), offer.Value})
	}
	return all
}

// speakers are the names of those quoted that fit what was typed.
func (b *Bot) speakers(typed string) []string {
	var names []string
	for _, e := range views.SpeakersNamed(b.opts.Story.Now().Base, typed) {
		names = append(names, e.Name)
	}
	return names
}

// marshal is the JSON of a value of ours.
func marshal(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic("a value of ours is no JSON: " + err.Error())
	}
	return data
}
