package telegram

import (
	"context"
	"strings"
	"unicode"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core"
	"dragoman/core/oneoff"
	"dragoman/core/phrases"
	"dragoman/core/questions"
)

const (
	// inlineCache is how long Telegram may show the same results, in seconds:
	// they change with the story only.
	inlineCache = "300"
	inlineStart = "inline" // payload of /start by the button above the results
	maxExamples = 3
)

type article struct {
	Type        string      `json:"type"`
	ID          string      `json:"id"` // 1-64 bytes
	Title       string      `json:"title"`
	Description string      `json:"description,omitempty"`
	Content     textContent `json:"input_message_content"`
}

type textContent struct {
	Text    string `json:"message_text"`
	Mode    string `json:"parse_mode"`
	Preview struct {
		Off bool `json:"is_disabled"`
	} `json:"link_preview_options"`
}

// search answers an inline query: with the answer, then with questions that
// the bot suggests. Telegram refuses all results for one whose title shows
// nothing.
func (b *Bot) search(ctx context.Context, req *request) error {
	if !req.latest {
		return nil // typed on meanwhile: that one is answered
	}
	p := phrases.For(req.user.LanguageCode)
	asked := strings.TrimSpace(req.inline.Query)
	if !visible(asked) {
		asked = ""
	}
	var results []article
	add := func(question string) []string {
		r, err := b.opts.Answerer.Reply(ctx, core.Message{
			Conversation: oneoff.Conversation, User: req.userName(), Text: question, Time: req.at,
		})
		if err == nil && (r.Answered || len(results) == 0) && visible(r.Answer) && visible(question) {
			if a := newArticle(question, r); !containsArticle(results, a.ID) {
				results = append(results, a)
			}
		}
		return r.Suggestions
	}
	more := b.examples()
	if asked != "" {
		more = add(asked)
	}
	for _, q := range more {
		add(q)
	}
	params := tgbotapi.Params{
		"inline_query_id": req.inline.ID,
		"results":         asJSON(results),
		"cache_time":      inlineCache,
		"is_personal":     "true", // the button is in the reader's language
		"button":          asJSON(map[string]string{"text": cutTo(p.AskInPrivate, 60), "start_parameter": inlineStart}),
	}
	if results == nil {
		params["results"] = "[]"
	}
	err := b.api.call(ctx, callTimeout, "answerInlineQuery", params, nil)
	if e, ok := asAPI(err); ok && (e.is("query is too old") || e.RetryAfter > 0) {
		return nil // the reader has typed on
	}
	return err
}

func newArticle(question string, r core.Reply) article {
	a := article{
		Type: "article", ID: questions.ID(question),
		Title:       cutTo(clean(question), 100),
		Description: cutTo(strings.ReplaceAll(clean(r.Answer), "\n", " "), 200),
	}
	a.Content.Text, a.Content.Mode = renderBelow(question, r)[0], "HTML"
	a.Content.Preview.Off = true
	return a
}

// visible tells whether a text shows anything.
func visible(text string) bool {
	return strings.ContainsFunc(clean(text), func(r rune) bool {
		switch r {
		case '\u115F', '\u1160', '\u2800', '\u3164', '\uFFA0': // letters and symbols by name only
			return false
		}
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r)
	})
}

func containsArticle(all []article, id string) bool {
	for _, a := range all {
		if a.ID == id {
			return true
		}
	}
	return false
}

// examples are questions that the bot answers, for who has not asked yet.
func (b *Bot) examples() []string {
	return b.opts.Story.Now().Completer().Complete("", maxExamples)
}
