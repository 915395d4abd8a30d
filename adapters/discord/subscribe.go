package discord

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// daily executes a command of the daily briefing.
func (b *Bot) daily(ctx context.Context, req *request) error {
	desk := b.opts.Subscriptions
	switch req.command {
	case "subscribe":
		here := b.isHere(req) || req.wish.Ends() && b.meansHere(ctx, req)
		return b.atDesk(ctx, req, here, func(v subscriptions.Visitor) (subscriptions.Page, error) {
			return desk.Subscribe(ctx, v, req.wish)
		})
	case "unsubscribe":
		return b.atDesk(ctx, req, b.isHere(req) || b.meansHere(ctx, req), func(v subscriptions.Visitor) (subscriptions.Page, error) {
			return desk.Unsubscribe(ctx, v)
		})
	}
	return b.briefing(ctx, req)
}

// isHere tells whether a command is about the channel instead of the reader. Their
// direct messages with the bot are theirs.
func (b *Bot) isHere(req *request) bool {
	return req.where == whereHere && !req.inDirect()
}

// inDirect tells whether a request comes from the reader's direct messages with the
// bot.
func (r *request) inDirect() bool { return r.guild == "" && !r.between }

// unsubscribes tells whether a command ends a subscription: /unsubscribe, or
// /subscribe with "off" for a time.
func (r *request) unsubscribes() bool { return r.command == "unsubscribe" || r.wish.Ends() }

// meansHere tells whether a command that does not say so is about the channel: it has
// a subscription that the reader may change, and the reader has none.
func (b *Bot) meansHere(ctx context.Context, req *request) bool {
	if req.where != "" || !req.native || !req.curator {
		return false
	}
	_, mine, err := b.opts.Subscriptions.Settings(ctx, b.visitor(ctx, req, false))
	_, here, err2 := b.opts.Subscriptions.Settings(ctx, b.visitor(ctx, req, true))
	return err == nil && err2 == nil && !mine && here
}

// atDesk lets the reader do something at the desk, for themselves or for the channel,
// and shows the page. Whether they may is looked at each time.
func (b *Bot) atDesk(
	ctx context.Context, req *request, here bool, do func(subscriptions.Visitor) (subscriptions.Page, error),
) error {
	p := b.phrases(ctx, req)
	if here && !req.curator {
		menu := phrases.For(phrases.Language(req.locale)) // a choice of it is named
		return b.say(ctx, req, menu.ManagersSubscribe)
	}
	desk, v := b.opts.Subscriptions, b.visitor(ctx, req, here)
	_, before, err := desk.Settings(ctx, v)
	if err != nil {
		return b.deskFails(ctx, req, err)
	}
	if missing := req.lacking(p); here && !before && len(missing) > 0 && !req.unsubscribes() {
		return b.say(ctx, req, fmt.Sprintf(p.NeedsPermission, p.List(missing...)))
	}
	page, err := do(v)
	after := before
	if err == nil {
		_, after, err = desk.Settings(ctx, v)
	}
	if err != nil {
		return b.deskFails(ctx, req, err)
	}
	if begun := after && !before; begun && here {
		b.channels.put(channel{ID: req.channel.ID, Type: req.channel.Type, Parent: req.channel.Parent, Guild: req.guild})
		if missing := req.lackingLooks(p); len(missing) > 0 {
			page.Text += "\n" + fmt.Sprintf(p.BetterWith, p.List(missing...))
		}
	} else if begun && !req.inDirect() {
		switch err := b.greet(ctx, req, page); {
		case isUnwanted(err):
			if _, err := desk.Unsubscribe(ctx, v); err != nil {
				return b.deskFails(ctx, req, err)
			}
			return b.say(ctx, req, p.NoDirect)
		case err != nil:
			b.opts.Log.Warn("a subscription was not confirmed in direct messages", "error", err)
		}
	}
	if req.inDirect() {
		b.directs.put(req.user.ID, req.channel.ID)
	}
	return req.reply.send(ctx, []payload{pageMessage(page, here)})
}

// greet shows the page of a new subscription where the briefings will come: in the
// reader's direct messages. Only so is it known whether they take any.
func (b *Bot) greet(ctx context.Context, req *request, page subscriptions.Page) error {
	part := pageMessage(page, false)
	part.Nonce, part.Enforce = req.id+".u", true
	return b.direct(ctx, b.rest, req.user.ID, part)
}

// subscribed tells whether the reader, or the channel, gets the daily briefing.
func (b *Bot) subscribed(ctx context.Context, req *request, here bool) bool {
	_, ok, err := b.opts.Subscriptions.Settings(ctx, b.visitor(ctx, req, here))
	if err != nil && ctx.Err() == nil {
		b.opts.Log.Error("a subscription cannot be read or stored", "error", err)
	}
	return ok
}

// today is the reader's day, midnight UTC: by the zone of their own subscription, else
// by that of the channel's, else by UTC.
func (b *Bot) today(ctx context.Context, req *request) time.Time {
	day := schedule.DateOf(req.at.UTC())
	if b.opts.Subscriptions != nil {
		own := subscriptions.Place{Platform: subscriptions.Discord, User: req.user.ID}
		channel := subscriptions.Place{Platform: subscriptions.Discord, Chat: req.channel.ID}
		theirs, err := b.opts.Subscriptions.Today(ctx, req.at, own, channel)
		switch {
		case err == nil:
			day = theirs
		case ctx.Err() == nil:
			b.opts.Log.Error("a subscription cannot be read or stored", "error", err)
		}
	}
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

func (b *Bot) deskFails(ctx context.Context, req *request, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	b.opts.Log.Error("a subscription cannot be read or stored", "error", err)
	return b.say(ctx, req, b.phrases(ctx, req).Trouble)
}

// visitor is the reader at the desk, for themselves or for the channel.
func (b *Bot) visitor(ctx context.Context, req *request, here bool) subscriptions.Visitor {
	v := subscriptions.Visitor{
		Place: subscriptions.Place{Platform: subscriptions.Discord, User: req.user.ID},
		User:  req.userName(), Locale: req.locale, Now: req.at,
	}
	if here {
		v.Place.User, v.Place.Chat = "", req.channel.ID
	}
	if here || req.inDirect() {
		v.Language = b.settings(ctx, req).Language
	}
	return v
}

// lacking names the permissions without which the bot cannot send briefings to the
// channel of an interaction.
func (r *request) lacking(p *phrases.Phrases) []string {
	rights := r.rights
	if !r.native { // they are those of a reply: the bot is not there
		rights = 0
	}
	var missing []string
	if !rights.has(mayView) {
		missing = append(missing, p.PermissionView)
	}
	switch thread := r.channel.isThread(); {
	case thread && !rights.has(maySendInThreads):
		missing = append(missing, p.PermissionThreadSend)
	case !thread && !rights.has(maySend):
		missing = append(missing, p.PermissionSend)
	}
	return missing
}

// lackingLooks names the permissions without which briefings are plain text.
func (r *request) lackingLooks(p *phrases.Phrases) []string {
	var missing []string
	if !r.rights.has(mayEmbed) {
		missing = append(missing, p.PermissionEmbed)
	}
	if !r.rights.has(mayAttach) {
		missing = append(missing, p.PermissionAttach)
	}
	return missing
}

// briefing answers with the briefing now.
func (b *Bot) briefing(ctx context.Context, req *request) error {
	br, err := b.opts.Subscriptions.Briefing(ctx, b.visitor(ctx, req, false))
	if err != nil {
		return b.deskFails(ctx, req, err)
	}
	p := b.phrases(ctx, req)
	parts := b.briefingMessages(br, p, req.user.ID, looks{plain: req.plain, bare: req.bare})
	if len(parts) == 0 {
		return b.say(ctx, req, p.BriefingQuiet)
	}
	return b.sendPictured(ctx, req, parts)
}

// The place that a component is about comes after customDesk.
const (
	deskMine = "m"
	deskHere = "h"
)

// deskCustom is the name of a button that does what data says: "u:", the place that
// it is about, ":", the data. The place is that of whoever presses it, who may do so
// or not. A button with the data of another has a dot after the place: Discord wants
// different names.
func deskCustom(here bool, data string, twin int) string {
	place := deskMine
	if here {
		place = deskHere
	}
	return customDesk + place + strings.Repeat(".", twin) + ":" + data
}

// pressDesk does what a button of a page says.
func (b *Bot) pressDesk(ctx context.Context, req *request, custom string) error {
	place, data, ok := strings.Cut(strings.TrimPrefix(custom, customDesk), ":")
	desk := b.opts.Subscriptions
	if desk == nil || !ok {
		return b.say(ctx, req, b.phrases(ctx, req).Gone)
	}
	here := strings.TrimRight(place, ".") == deskHere
	return b.atDesk(ctx, req, here, func(v subscriptions.Visitor) (subscriptions.Page, error) {
		return desk.Press(ctx, v, data)
	})
}

// Discord's limits of rows, and of buttons in one (Component reference).
const (
	maxRows  = 5
	maxInRow = 5
)

// pageMessage shows a page of the desk.
func pageMessage(page subscriptions.Page, here bool) payload {
	text := "…"
	if all := pieces(page.Text, maxContent, escaped); len(all) > 0 {
		text = escape(all[0])
	}
	m := payload{Content: &text, Flags: flagNoEmbeds}
	twins := make(map[string]int)
	for _, line := range page.Rows[:min(len(page.Rows), maxRows)] {
		var row []component
		for _, b := range line[:min(len(line), maxInRow)] {
			row = append(row, component{
				Style: secondary, Label: cut(b.Label, maxLabel), CustomID: deskCustom(here, b.Data, twins[b.Data]),
			})
			twins[b.Data]++
		}
		if len(row) > 0 {
			m.Components = append(m.Components, buttons(row...))
		}
	}
	m.complete()
	return m
}
