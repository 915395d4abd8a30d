package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"dragoman/adapters/console"
	"dragoman/core"
)

// replyWriter prints replies as JSON Lines or as plain text.
type replyWriter struct {
	out    *bufio.Writer
	screen *console.Screen // writes to out
	errs   io.Writer
	json   bool
	wrote  bool // something, as plain text
}

// reply prints the reply to q.
func (w *replyWriter) reply(q question, r core.Reply) error {
	if w.json {
		return w.line(newReplyLine(q, r))
	}
	if w.wrote {
		w.screen.Blank()
	}
	w.wrote = true
	w.screen.Print(console.Normal, 0, r.Answer)
	if s := console.SourceLine(r); s != "" {
		w.screen.Print(console.Faint, 0, s)
	}
	return w.screen.Err()
}

// problem prints why a line of input has no reply.
func (w *replyWriter) problem(q question, text string) error {
	if w.json {
		return w.line(errorLine{ID: q.id, Session: q.session, Error: text})
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w.errs, "bot:", text)
	return err
}

func (w *replyWriter) line(v any) error {
	enc := json.NewEncoder(w.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing the replies: %w", err)
	}
	return nil
}

// errorLine is what a line of input that cannot be used gives.
type errorLine struct {
	ID      any    `json:"id,omitempty"`
	Session any    `json:"session,omitempty"`
	Error   string `json:"error"`
}

// replyLine is a reply as "bot ask --json" prints it.
type replyLine struct {
	ID          any            `json:"id"`
	Session     any            `json:"session"`
	Answered    bool           `json:"answered"`
	Answer      string         `json:"answer"`
	Quotes      []quoteLine    `json:"quotes"`
	Evidence    []evidenceLine `json:"evidence"`
	Confidence  float64        `json:"confidence"`
	Suggestions []string       `json:"suggestions"`
}

type quoteLine struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
}

type evidenceLine struct {
	Paragraph int    `json:"paragraph"`
	Article   string `json:"article,omitempty"`   // of a story of several
	Published string `json:"published,omitempty"` // its day, as in 2025-02-18
}

func newReplyLine(q question, r core.Reply) replyLine {
	line := replyLine{
		ID: q.id, Session: q.session,
		Answered: r.Answered, Answer: r.Answer, Confidence: r.Confidence,
		Quotes:      make([]quoteLine, 0, len(r.Quotes)),
		Evidence:    make([]evidenceLine, 0, len(r.Evidence)),
		Suggestions: make([]string, 0, len(r.Suggestions)),
	}
	for _, quote := range r.Quotes {
		line.Quotes = append(line.Quotes, quoteLine{Text: quote.Text, Speaker: quote.Speaker})
	}
	for _, e := range r.Evidence {
		cited := evidenceLine{Paragraph: e.Paragraph, Article: e.Article}
		if !e.Published.IsZero() {
			cited.Published = e.Published.Format(time.DateOnly)
		}
		line.Evidence = append(line.Evidence, cited)
	}
	line.Suggestions = append(line.Suggestions, r.Suggestions...)
	return line
}
