package main_test

import (
	"encoding/json"
	"strconv"
	"strings"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

// onePrivate is a chat with the bot on Telegram.
type onePrivate struct {
	api *telegramtest.Server
	id  int64
}

func telegramKey(id int64) string { return "telegram " + strconv.FormatInt(id, 10) }

func (o onePrivate) say(text string) ask {
	o.api.Say(o.id, text)
	return ask{key: telegramKey(o.id)}
}

func (o onePrivate) press(answer came) (ask, string) {
	data, label := telegramButton(answer.telegram)
	o.api.Press(o.id, answer.telegram, data, "private")
	return ask{key: telegramKey(o.id)}, label
}

// oneInGroup is a member of a group on Telegram, who asks with a command.
type oneInGroup struct {
	api         *telegramtest.Server
	user, group int64
	topic       int64 // 0 for none
}

func (o oneInGroup) say(text string) ask {
	id := o.api.NextMessage()
	more := map[string]any{"message_id": id}
	if o.topic != 0 {
		more["message_thread_id"], more["is_topic_message"] = o.topic, true
	}
	o.api.SayIn(map[string]any{"id": o.group, "type": "supergroup", "title": "G", "is_forum": o.topic != 0}, o.user, "/ask "+text, more)
	return ask{key: telegramKey(id)}
}

func (o oneInGroup) press(answer came) (ask, string) {
	data, label := telegramButton(answer.telegram)
	o.api.Press(o.user, answer.telegram, data, "supergroup")
	return ask{key: telegramKey(answer.telegram.ID)}, label
}

// telegramButton is the first button that asks.
func telegramButton(m telegramtest.Message) (data, label string) {
	var keyboard struct {
		Rows [][]struct {
			Text string `json:"text"`
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
	if json.Unmarshal([]byte(m.Markup), &keyboard) == nil {
		for _, row := range keyboard.Rows {
			if strings.HasPrefix(row[0].Data, "q:") {
				return row[0].Data, row[0].Text
			}
		}
	}
	return "q:none", "no button: "
}

// placeOnTelegram is where a reader asks: in private, in a group, or in a topic of one,
// three in each group.
func (r *readers) placeOnTelegram(n int) medium {
	user := int64(1000 + n)
	switch n / 5 % 4 {
	case 0, 1:
		return onePrivate{r.telegram, user}
	case 2:
		return oneInGroup{r.telegram, user, -1000 - int64(n/5), 0}
	}
	return oneInGroup{r.telegram, user, -1000 - int64(n/5), 7}
}

// oneWriting writes messages on Discord, and mentions the bot where that is needed.
type oneWriting struct {
	d       *discordtest.Server
	from    discordtest.From
	mention bool
}

func (o oneWriting) say(text string) ask {
	return ask{key: o.d.Write(o.from, text, discordtest.Writing{Mention: o.mention}).ID}
}

func (o oneWriting) press(answer came) (ask, string) { return pressOnDiscord(o.d, o.from, answer) }

// oneCommanding uses the command of a server on Discord.
type oneCommanding struct {
	d    *discordtest.Server
	from discordtest.From
}

func (o oneCommanding) say(text string) ask {
	id := o.d.Interact(o.d.Slash(o.from, "ask", discordtest.Text("question", text)))
	return ask{key: id, interaction: id}
}

func (o oneCommanding) press(answer came) (ask, string) { return pressOnDiscord(o.d, o.from, answer) }

func pressOnDiscord(d *discordtest.Server, from discordtest.From, answer came) (ask, string) {
	for _, b := range answer.discord.Buttons() {
		if strings.HasPrefix(b.CustomID, "q:") {
			id := d.Interact(d.Press(from, answer.discord, b.CustomID))
			return ask{key: id, interaction: id}, b.Label
		}
	}
	return ask{key: "none"}, "no button"
}

// placeOnDiscord is where a reader asks: in direct messages, in a channel, in a thread,
// or by a command.
func (r *readers) placeOnDiscord(n int) medium {
	from := discordtest.From{User: strconv.Itoa(100_000 + n)}
	guild := strconv.Itoa(5 + n%10)
	switch n / 5 % 4 {
	case 0:
		from.Channel = r.discord.AddChannel(discordtest.Channel{Type: discordtest.TypeDM, Recipient: from.User})
		return oneWriting{r.discord, from, false}
	case 1:
		from.Channel = r.discord.AddChannel(discordtest.Channel{Guild: guild})
		return oneWriting{r.discord, from, true}
	case 2:
		parent := r.discord.AddChannel(discordtest.Channel{Guild: guild})
		from.Channel = r.discord.AddChannel(discordtest.Channel{Type: discordtest.TypePublicThread, Guild: guild, Parent: parent})
		return oneWriting{r.discord, from, true}
	}
	from.Channel = r.discord.AddChannel(discordtest.Channel{Guild: guild})
	return oneCommanding{r.discord, from}
}
