package console_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman/adapters/console"
	"dragoman/core"
)

func TestChatTranscript(t *testing.T) {
	got := chat(t, echoBot(), strings.Join([]string{
		"when does it close?", "", "2", "/sources", "7", "/forget", "/sources", "2", "/nonsense now", "/HELP", "/quit", "never read",
	}, "\n"), console.Options{Examples: []string{"When does the harbour close?", "Who says so?"}})

	const want = `Harbour of Costa Verde to close for a week
The Costa Post, 3 June 2024

Ask about this story, for example:
  1  When does the harbour close?
  2  Who says so?
A number asks that question; /help lists the commands.

> when does it close?
You asked: when does it close?
The Costa Post, 3 June 2024, paragraphs 2 and 3

  1  Why does it close?
  2  Who is Ruiz?

> 2
Who is Ruiz?
You asked: Who is Ruiz?
The Costa Post, 3 June 2024, paragraphs 2 and 3

  1  Why does it close?
  2  Who is Ruiz?

> /sources
The last answer comes from:
  paragraph 2: The closure
  paragraph 3: Ruiz on the crane
Harbour of Costa Verde to close for a week (The Costa Post, 3 June 2024)

> 7
There is no suggestion 7: type a number from 1 to 2, or a question.

> /forget
Forgotten. The next question starts a new chat.

> /sources
No answer has cited the story yet.
Harbour of Costa Verde to close for a week (The Costa Post, 3 June 2024)

> 2
You asked: 2
The Costa Post, 3 June 2024, paragraphs 2 and 3

  1  Why does it close?
  2  Who is Ruiz?

> /nonsense now
There is no command /nonsense; /help lists the commands.

> /HELP
Type a question about the story in your own words, or the number of a suggestion.
  /help     list the commands
  /sources  show the paragraphs that the last answer comes from
  /forget   forget this chat and what was typed
  /quit     end the chat (also Ctrl-D)

> /quit
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestExampleByNumber(t *testing.T) {
	got := chat(t, echoBot(), "1.\n", console.Options{Examples: []string{"Who says so?"}})
	if !strings.Contains(got, "You asked: Who says so?") {
		t.Errorf("got\n%s", got)
	}
}

func TestChatMessages(t *testing.T) {
	key := core.SessionKey{Conversation: "console", User: "ann"}
	now := time.Date(2024, 6, 3, 9, 0, 0, 0, time.UTC)
	var asked []core.Message
	var forgotten []core.SessionKey
	bot := fakeBot{
		reply: func(m core.Message) (core.Reply, error) {
			asked = append(asked, m)
			return core.Reply{Answer: "Hello."}, nil
		},
		forget: func(key core.SessionKey) error {
			forgotten = append(forgotten, key)
			return nil
		},
	}
	got := chat(t, bot, "  hello there \r\n/forget\r\nexit\r\n", console.Options{
		Key: key, Locale: "en-GB", Now: func() time.Time { return now },
	})
	want := core.Message{Conversation: "console", User: "ann", Text: "hello there", Locale: "en-GB", Time: now}
	if len(asked) != 1 || asked[0] != want {
		t.Errorf("asked %+v, want %+v", asked, want)
	}
	if len(forgotten) != 1 || forgotten[0] != key {
		t.Errorf("forgot %+v", forgotten)
	}
	// A reply without a source has no source line, and is no source.
	if !strings.Contains(got, "\nHello.\n\n") {
		t.Errorf("got\n%s", got)
	}
}

// Nothing that anybody typed or wrote moves the cursor, colours the screen or
// turns the direction of writing.
func TestNoControlCharacters(t *testing.T) {
	const evil = "a\x1b[31mred\x1b[0m\x07\x00\r\x08\u202e\u2066\u200b\x9b31m\x7f\u0085\u2028\xff\xfeb\te"
	bot := fakeBot{reply: func(core.Message) (core.Reply, error) {
		return core.Reply{
			Answered: true, Answer: evil + "\nsecond line",
			Evidence:    []core.Evidence{{Paragraph: 1, Label: evil}},
			Source:      core.Source{Title: evil, Publisher: evil, URL: evil},
			Suggestions: []string{evil, "two\nlines"},
		}, errors.New(evil)
	}}
	got := chat(t, bot, evil+"\n2\n/sources\n/"+evil+"\n", console.Options{
		Story: core.Source{Title: evil, Publisher: evil}, Examples: []string{evil},
	})
	if !utf8.ValidString(got) {
		t.Error("output is not UTF-8")
	}
	for i, r := range got {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028') {
			t.Errorf("%U at byte %d of %q", r, i, got)
		}
	}
	if !strings.Contains(got, "two lines") || !strings.Contains(got, "\nsecond line") {
		t.Errorf("got\n%s", got)
	}
}

func TestStoreThatFails(t *testing.T) {
	bot := echoBot()
	answer := bot.reply
	bot.reply = func(m core.Message) (core.Reply, error) {
		r, _ := answer(m)
		return r, errors.New("no room on the disk")
	}
	bot.forget = func(core.SessionKey) error { return errors.New("no disk") }
	got := chat(t, bot, "one\ntwo\n/forget\n", console.Options{})
	if n := strings.Count(got, "(This chat may not be remembered: no room on the disk.)"); n != 1 {
		t.Errorf("warned %d times:\n%s", n, got)
	}
	for _, want := range []string{"You asked: one", "You asked: two", "That could not be forgotten: no disk."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestForgetHistory(t *testing.T) {
	lines := []string{"/forget", "/quit"}
	in := &fakeInput{read: func() (string, error) {
		line := lines[0]
		lines = lines[1:]
		return line, nil
	}, err: errors.New("no permission")}
	var out strings.Builder
	if err := console.Chat(t.Context(), fakeBot{}, in, &console.Screen{Out: &out}, console.Options{Story: source}); err != nil {
		t.Fatal(err)
	}
	if in.forgot != 1 || in.closed != 1 {
		t.Errorf("forgot %d times, closed %d times", in.forgot, in.closed)
	}
	if !strings.Contains(out.String(), "could not be forgotten: no permission") {
		t.Errorf("got\n%s", out.String())
	}
}

func TestLongLine(t *testing.T) {
	lines := []typedLine{{"", console.ErrTooLong}, {strings.Repeat("é", 3_000_000), nil}, {"", io.EOF}}
	in := &fakeInput{echo: true, read: func() (string, error) {
		l := lines[0]
		lines = lines[1:]
		return l.text, l.err
	}}
	var out strings.Builder
	var asked int
	bot := fakeBot{reply: func(m core.Message) (core.Reply, error) {
		asked = len(m.Text)
		return core.Reply{Answer: "ok"}, nil
	}}
	if err := console.Chat(t.Context(), bot, in, &console.Screen{Out: &out}, console.Options{Story: source}); err != nil {
		t.Fatal(err)
	}
	if asked != 6_000_000 {
		t.Errorf("asked %d bytes", asked)
	}
	if out.Len() > 5000 || !strings.Contains(out.String(), "too long to read") || !strings.Contains(out.String(), "é…\nok") {
		t.Errorf("got %d bytes: %.500s", out.Len(), out.String())
	}
}

type typedLine struct {
	text string
	err  error
}

func TestChatEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	in := &fakeInput{read: func() (string, error) {
		cancel() // while the reader types
		<-release
		return "", io.EOF
	}}
	var out strings.Builder
	if err := console.Chat(ctx, fakeBot{}, in, &console.Screen{Out: &out}, console.Options{Story: source}); err != nil {
		t.Errorf("got %v", err)
	}
	if in.closed != 1 {
		t.Errorf("closed %d times", in.closed)
	}
}

func TestChatEndsWhileAnswering(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	bot := fakeBot{reply: func(core.Message) (core.Reply, error) {
		cancel()
		return core.Reply{Answer: "half an answer"}, ctx.Err()
	}}
	var out strings.Builder
	in, err := console.NewInput(strings.NewReader("one\ntwo\n"), &out, console.InputOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := console.Chat(ctx, bot, in, &console.Screen{Out: &out}, console.Options{Story: source}); err != nil {
		t.Errorf("got %v", err)
	}
	if strings.Contains(out.String(), "half") || strings.Contains(out.String(), "two") {
		t.Errorf("got\n%s", out.String())
	}
}

func TestChatErrors(t *testing.T) {
	broken := errors.New("no keyboard")
	in := &fakeInput{read: func() (string, error) { return "", broken }}
	err := console.Chat(t.Context(), fakeBot{}, in, &console.Screen{Out: io.Discard}, console.Options{Story: source})
	if !errors.Is(err, broken) || in.closed != 1 {
		t.Errorf("got %v", err)
	}

	in = &fakeInput{read: func() (string, error) { return "again", nil }}
	err = console.Chat(t.Context(), echoBot(), in, &console.Screen{Out: &brokenWriter{left: 1000}}, console.Options{Story: source})
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}
