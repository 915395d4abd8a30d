package telegram

import (
	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/questions"
	"dragoman/core/settings"
	"dragoman/core/split"
)

// keyboard is an inline keyboard.
type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

// button has either data or an address.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"` // 1-64 bytes: Bot API, InlineKeyboardButton
	URL  string `json:"url,omitempty"`
}

// What callback data begins with; an id or a name follows. Buttons stay in
// chats for years: these do not change their meaning.
const (
	dataQuestion = "q:" // id of a question
	dataGood     = "g:" // id of the answer's text
	dataBad      = "b:"
	dataSettings = "s:" // name of a setting and its value
	dataDesk     = "u:" // of the daily briefing: see subscriptions.Button
)

// maxButton is how much of a question a button shows, in UTF-16 units.
const maxButton = 120

// under is the keyboard below an answer: questions that go on, and feedback.
func under(r core.Reply, c settings.Chat) *keyboard {
	k := new(keyboard)
	for _, q := range r.Suggestions[:min(len(r.Suggestions), core.MaxSuggestions)] {
		k.ask(q)
	}
	if r.Answered && !c.NoFeedback {
		id := questions.ID(r.Answer)
		k.Rows = append(k.Rows, []button{{Text: "👍", Data: dataGood + id}, {Text: "👎", Data: dataBad + id}})
	}
	return k.orNone()
}

// ask adds a button that asks a question.
func (k *keyboard) ask(question string) {
	if text := cutTo(clean(question), maxButton); text != "" {
		k.Rows = append(k.Rows, []button{{Text: text, Data: dataQuestion + questions.ID(question)}})
	}
}

// orNone is nil for a keyboard without buttons, which Telegram does not take.
func (k *keyboard) orNone() *keyboard {
	if len(k.Rows) == 0 {
		return nil
	}
	return k
}

// settingsKeyboard shows the settings of a chat; a press changes one.
func settingsKeyboard(c settings.Chat, group bool, p *phrases.Phrases) *keyboard {
	k := new(keyboard)
	row := func(text, data string) {
		k.Rows = append(k.Rows, []button{{Text: text, Data: dataSettings + data}})
	}
	if group {
		if c.AdminsOnly {
			row(p.WhoMayAsk+": "+p.Admins, "who=all")
		} else {
			row(p.WhoMayAsk+": "+p.Everyone, "who=admins")
		}
	}
	if c.NoFeedback {
		row(p.FeedbackButtons+": "+p.Off, "feedback=on")
	} else {
		row(p.FeedbackButtons+": "+p.On, "feedback=off")
	}
	row(mark(c.Language == "", p.EachReaders), "language=")
	var line []button
	for _, tag := range phrases.Languages() {
		line = append(line, button{Text: mark(c.Language == tag, phrases.For(tag).Language), Data: dataSettings + "language=" + tag})
		if len(line) == 3 {
			k.Rows = append(k.Rows, line)
			line = nil
		}
	}
	if line != nil {
		k.Rows = append(k.Rows, line)
	}
	return k
}

// mark marks the choice that is made.
func mark(is bool, text string) string {
	if is {
		return "✓ " + text
	}
	return text
}

// cutTo cuts a text to n UTF-16 units, with an ellipsis for what is missing.
func cutTo(text string, n int) string {
	if split.Length(text, split.UTF16) <= n {
		return text
	}
	return split.Text(text, n-1, split.UTF16)[0] + "…"
}
