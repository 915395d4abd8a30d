package discord

import (
	"context"
	"strings"

	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// Names of settings in components.
const (
	settingChannels = "channels"
	settingPrivate  = "private"
	settingThreads  = "threads"
	settingFeedback = "feedback"
	settingLanguage = "language"
	eachReaders     = "each" // value of settingLanguage
)

// showSettings shows the settings to those who may change them, and to others of a
// server those of their own daily briefing.
func (b *Bot) showSettings(ctx context.Context, req *request) error {
	p := b.phrases(ctx, req)
	switch {
	case !req.manager && b.opts.Subscriptions != nil:
		return b.atDesk(ctx, req, false, func(v subscriptions.Visitor) (subscriptions.Page, error) {
			page, _, err := b.opts.Subscriptions.Settings(ctx, v)
			return page, err
		})
	case !req.manager:
		return b.say(ctx, req, p.ManagersOnly)
	}
	return req.reply.send(ctx, []payload{b.settingsMessage(ctx, req, b.settings(ctx, req), p)})
}

// pressSetting changes a setting and shows all of them as they are now.
func (b *Bot) pressSetting(ctx context.Context, req *request, change string) error {
	p := b.phrases(ctx, req)
	if !req.manager {
		return b.say(ctx, req, p.ManagersOnly)
	}
	b.changing.Lock()
	defer b.changing.Unlock()
	chat, err := b.opts.Settings.Settings(ctx, req.chatName())
	if err != nil { // what cannot be read is not overwritten
		b.opts.Log.Error("the settings of a server cannot be read", "error", err)
		return b.say(ctx, req, p.Trouble)
	}
	name, value, _ := strings.Cut(change, "=")
	if len(req.values) > 0 {
		value = req.values[0]
	}
	switch name {
	case settingChannels:
		chat.Channels = nil
		for _, id := range req.values[:min(len(req.values), settings.MaxChannels)] {
			if idForm.MatchString(id) {
				chat.Channels = append(chat.Channels, id)
			}
		}
	case settingPrivate:
		chat.Private = value == "on"
	case settingThreads:
		chat.Threads = value == "on"
	case settingFeedback:
		chat.NoFeedback = value == "off"
	case settingLanguage:
		chat.Language = ""
		if value != eachReaders && value != "" {
			chat.Language = phrases.Language(value)
		}
	}
	if err := b.opts.Settings.PutSettings(ctx, req.chatName(), chat); err != nil {
		b.opts.Log.Error("settings were not stored", "error", err)
		return b.say(ctx, req, p.Trouble)
	}
	req.chat = chat // read before
	return req.reply.send(ctx, []payload{b.settingsMessage(ctx, req, chat, b.phrases(ctx, req))})
}

// settingsMessage shows settings with what changes them.
func (b *Bot) settingsMessage(ctx context.Context, req *request, c settings.Chat, p *phrases.Phrases) payload {
	guild := req.guild != ""
	text := "**" + escape(p.Settings) + "**"
	m := payload{Content: &text, Embeds: []embed{}}
	if guild {
		m.Components = append(m.Components, component{Type: row, Components: []component{channelMenu(c, p)}})
	}
	toggle := func(name, label string, on bool) component {
		next, state, style := "on", p.Off, secondary
		if on {
			next, state, style = "off", p.On, success
		}
		return component{
			Type: buttonKind, Style: style, Label: cut(label+": "+state, maxLabel),
			CustomID: customSettings + name + "=" + next,
		}
	}
	var toggles []component
	if guild {
		toggles = append(toggles, toggle(settingPrivate, p.PrivateByDefault, c.Private), toggle(settingThreads, p.Threads, c.Threads))
	}
	toggles = append(toggles, toggle(settingFeedback, p.FeedbackButtons, !c.NoFeedback))
	m.Components = append(m.Components,
		component{Type: row, Components: toggles},
		component{Type: row, Components: []component{languageMenu(c, p)}})
	if b.opts.Subscriptions != nil {
		m.Components = append(m.Components, b.deskButtons(ctx, req, p))
	}
	return m
}

// deskButtons lead to the settings of the daily briefing: the reader's own, and in a
// server the channel's. One that comes already has a tick.
func (b *Bot) deskButtons(ctx context.Context, req *request, p *phrases.Phrases) component {
	lead := func(here bool, label string) component {
		if b.subscribed(ctx, req, here) {
			label = "✓ " + label
		}
		return component{Style: secondary, Label: cut(label, maxLabel), CustomID: deskCustom(here, deskSettings, 0)}
	}
	if req.guild == "" {
		return buttons(lead(false, p.DailyBriefing))
	}
	return buttons(lead(false, p.DailyBriefing+": "+p.WhereMe), lead(true, p.DailyBriefing+": "+p.WhereHere))
}

// deskSettings is data that shows the settings of a subscription: what says nothing
// does so.
const deskSettings = "c"

func channelMenu(c settings.Chat, p *phrases.Phrases) component {
	least, most := 0, settings.MaxChannels
	menu := component{
		Type: channelSelect, CustomID: customSettings + settingChannels,
		Placeholder: cut(p.Channels+": "+p.AllChannels, 150), // of 150 characters
		MinValues:   &least, MaxValues: &most,
		Types: []int{int(guildText), int(guildAnnouncement), int(guildVoice), int(guildStage), int(guildForum)},
	}
	for _, id := range c.Channels {
		menu.Defaults = append(menu.Defaults, selected{ID: id, Type: "channel"})
	}
	return menu
}

func languageMenu(c settings.Chat, p *phrases.Phrases) component {
	menu := component{
		Type: stringSelect, CustomID: customSettings + settingLanguage, Placeholder: cut(p.InterfaceLanguage, 150),
		Options: []option{{Label: cut(p.InterfaceLanguage+": "+p.EachReaders, 100), Value: eachReaders, Default: c.Language == ""}},
	}
	for _, tag := range phrases.Languages() {
		menu.Options = append(menu.Options, option{
			Label: phrases.For(tag).Language, Value: tag, Default: c.Language == tag,
		})
	}
	return menu
}
