package telegram_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/oneoff"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// riyadh runs the bot with the built-in story.
func riyadh(t *testing.T, api *telegramtest.Server) (*running, *knowledge.Base) {
	t.Helper()
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	sessions := core.NewMemorySessions(10_000)
	stand, err := edition.New(base, core.Options{Sessions: oneoff.Sessions(sessions)})
	if err != nil {
		t.Fatal(err)
	}
	return run(t, api, func(o *telegram.Options) { o.Story, o.Answerer, o.Sessions = stand, stand, sessions }), base
}

var (
	sourceLine = regexp.MustCompile(`\n\n?<i>Al Jazeera, 17 February 2025(, paragraphs? [\d, and]+)?</i>$`)
	quoteBlock = regexp.MustCompile(`(?s)<blockquote( expandable)?>“([^<]+)”\n— ([^<]+)</blockquote>`)
)

// A conversation about the built-in story, as a reader sees it.
func TestStory(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r, _ := riyadh(t, api)
		ask := func(text string) telegramtest.Message {
			api.Say(7, text)
			api.AwaitConfirmed(t)
			sent := api.Sent(7)
			return sent[len(sent)-1]
		}
		for _, text := range []string{"what did Lavrov say?", "and why?", "who attends the talks?"} {
			m := ask(text)
			if !sourceLine.MatchString(m.HTML) || !strings.Contains(m.HTML, ", paragraph") {
				t.Errorf("%s: no source in %s", text, m.HTML)
			}
			rows := buttons(t, m)
			if len(rows) < 2 || len(rows[len(rows)-1]) != 2 {
				t.Errorf("%s: buttons are %v", text, rows)
			}
		}
		m := ask("/quotes lavrov")
		found := quoteBlock.FindAllStringSubmatch(m.HTML, -1)
		if len(found) < 2 || found[0][3] != "Sergey Lavrov" {
			t.Errorf("got %s", m.HTML)
		}
		// A button asks its question.
		m = ask("who attends the talks?")
		press := buttons(t, m)[0][0]
		api.Press(7, m, press["callback_data"], "private")
		api.AwaitConfirmed(t)
		sent := api.Sent(7)
		if got := sent[len(sent)-1].Text; !strings.HasPrefix(got, press["text"]+"\n\n") {
			t.Errorf("got %q after %q", got, press["text"])
		}
		r.check(api)
	})
}

// Whatever the story can be asked, the answer is a message that Telegram takes,
// with its source below, quotes as blocks with their speakers, and buttons that
// the bot knows for good.
func TestStoryWhole(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r, base := riyadh(t, api)
		table := questions.NewTable(base)
		var asked []string
		for _, item := range base.Items() {
			for _, ask := range item.Asks {
				asked = append(asked, ask.Ways[:min(1, len(ask.Ways))]...)
			}
		}
		for i, text := range asked {
			api.Say(int64(i+1), text)
		}
		sent := api.Await(t, len(asked))
		blocks := 0
		for _, m := range sent {
			question := asked[m.Chat-1]
			rows := buttons(t, m)
			answered := len(rows) > 0 && strings.HasPrefix(rows[len(rows)-1][0]["callback_data"], "g:")
			if answered && !sourceLine.MatchString(m.HTML) {
				t.Errorf("%s: no source in %s", question, m.HTML)
			}
			var seen []string
			for _, row := range rows {
				data := row[0]["callback_data"]
				id, isQuestion := strings.CutPrefix(data, "q:")
				if !isQuestion {
					continue
				}
				if _, known := table.Text(id); !known || slices.Contains(seen, data) {
					t.Errorf("%s: the button %q is not known, or there twice", question, row[0]["text"])
				}
				seen = append(seen, data)
			}
			whole := quoteBlock.FindAllString(m.HTML, -1)
			blocks += len(whole)
			if len(whole) != strings.Count(m.HTML, "<blockquote") {
				t.Errorf("%s: a quote without a speaker in %s", question, m.HTML)
			}
		}
		t.Logf("%d answers, %d quotes", len(sent), blocks)
		if blocks == 0 {
			t.Error("no answer has a quote")
		}
		r.check(api)
	})
}

func buttons(t *testing.T, m telegramtest.Message) [][]map[string]string {
	t.Helper()
	if m.Markup == "" {
		return nil
	}
	var k struct {
		Rows [][]map[string]string `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(m.Markup), &k); err != nil {
		t.Fatal(err)
	}
	return k.Rows
}
