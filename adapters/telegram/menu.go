package telegram

import (
	"context"
	"slices"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/phrases"
	"dragoman/core/sleep"
)

type menuEntry struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// scopes are who sees which menu. Admins of groups see the settings too.
var scopes = []struct {
	name   string
	hidden []string
}{
	{"default", []string{"settings"}},
	{"all_private_chats", nil},
	{"all_group_chats", []string{"settings"}},
	{"all_chat_administrators", nil},
}

// menuPace is the pause after a look at a menu. There is one for each scope and
// language: they are looked at in the background, one after the other, so that
// readers' answers are not held up by a limit that menus have used up.
const menuPace = 200 * time.Millisecond

// setMenus sets the menus of commands where they are not what they should be: on
// most starts none. Without them the bot works all the same: a failure is logged,
// once, and the rest is left to the next start.
func (b *Bot) setMenus(ctx context.Context) {
	for _, scope := range scopes {
		for _, language := range phrases.Languages() {
			p := phrases.For(language)
			if language == phrases.Default {
				language = "" // for all who have no menu of their own
			}
			if err := b.setMenu(ctx, scope.name, scope.hidden, language, p); err != nil {
				if ctx.Err() == nil {
					b.opts.Log.Warn("the menu of commands was not set", "error", err)
				}
				return
			}
			if sleep.For(ctx, menuPace) != nil {
				return
			}
		}
	}
}

func (b *Bot) setMenu(ctx context.Context, scope string, hidden []string, language string, p *phrases.Phrases) error {
	var menu []menuEntry
	for _, c := range b.commands() {
		if !slices.Contains(hidden, c.name) {
			menu = append(menu, menuEntry{c.name, cutTo(c.describe(p), 256)})
		}
	}
	params := tgbotapi.Params{"scope": asJSON(map[string]string{"type": scope})}
	if language != "" {
		params["language_code"] = language
	}
	var have []menuEntry
	if err := b.patient(ctx, "getMyCommands", params, &have); err != nil {
		return err
	}
	if slices.Equal(have, menu) {
		return nil
	}
	params["commands"] = asJSON(menu)
	return b.patient(ctx, "setMyCommands", params, nil)
}

// patient calls a method that matters little: it waits when it is told to, and
// tries no more than three times.
func (b *Bot) patient(ctx context.Context, method string, params tgbotapi.Params, out any) (err error) {
	for n := range 3 {
		if err = b.api.call(ctx, callTimeout, method, params, out); err == nil || !isTransient(err) {
			return err
		}
		if sleep.For(ctx, pause(n, err)) != nil {
			return err
		}
	}
	return err
}
