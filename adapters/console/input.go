package console

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/peterh/liner"
)

// Input is where the reader's lines come from.
type Input interface {
	// ReadLine returns the next line without its end, io.EOF when the reader
	// has ended the chat, or ErrTooLong for a line that is lost.
	ReadLine() (string, error)
	// Echo reports whether lines have to be repeated to be seen.
	Echo() bool
	// ForgetHistory deletes what was typed so far.
	ForgetHistory() error
	// Close gives the terminal back and keeps the history. It may be called
	// while ReadLine waits.
	Close() error
}

// InputOptions configure an [Input].
type InputOptions struct {
	History  string   // file of the lines typed, for a terminal; "" for none
	Commands []string // completed with the tab key
}

// NewInput returns the lines of in, edited if in and out are the standard
// input and output and a terminal.
func NewInput(in io.Reader, out io.Writer, opts InputOptions) (Input, error) {
	if in != io.Reader(os.Stdin) || out != io.Writer(os.Stdout) || !IsTerminal(in) || !IsTerminal(out) {
		return plainInput{lines: NewLineReader(in, maxQuestion), echo: !IsTerminal(in)}, nil
	}
	return newEditor(opts)
}

// maxQuestion bounds a line that is read without an editor, in bytes.
const maxQuestion = 16 << 20

// plainInput reads lines as they come.
type plainInput struct {
	lines *LineReader
	echo  bool
}

func (in plainInput) ReadLine() (string, error) {
	line, err := in.lines.Next()
	return string(line), err
}

func (in plainInput) Echo() bool           { return in.echo }
func (in plainInput) ForgetHistory() error { return nil }
func (in plainInput) Close() error         { return nil }

// editor reads lines that are edited on a terminal.
type editor struct {
	line    *liner.State
	history history
}

const prompt = "> "

// errCtrlC ends the chat as Ctrl-D does, but the editor has left the line of
// its prompt.
var errCtrlC = fmt.Errorf("interrupted: %w", io.EOF)

func newEditor(opts InputOptions) (*editor, error) {
	e := &editor{history: history{path: opts.History}}
	lines, err := e.history.load()
	if err != nil {
		return nil, fmt.Errorf("reading the history: %w", err)
	}
	e.line = liner.NewLiner()
	e.line.SetCtrlCAborts(true)
	e.line.SetMultiLineMode(true)
	e.line.SetCompleter(completer(opts.Commands))
	for _, line := range lines {
		e.line.AppendHistory(line)
	}
	return e, nil
}

func (e *editor) ReadLine() (string, error) {
	line, err := e.line.Prompt(prompt)
	switch {
	case errors.Is(err, liner.ErrPromptAborted):
		return "", errCtrlC
	case err != nil:
		return "", err
	}
	if entry := Line(line); entry != "" && len(entry) <= maxEntry && !strings.HasPrefix(entry, "/") {
		e.line.AppendHistory(entry)
	}
	return line, nil
}

func (e *editor) Echo() bool { return false }

func (e *editor) ForgetHistory() error {
	e.line.ClearHistory()
	return e.history.remove()
}

func (e *editor) Close() error {
	return errors.Join(e.history.save(e.line.WriteHistory), e.line.Close())
}
