package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/control"
	"dragoman/core/asked"
)

// office does what operators ask for, on an open state file.
type office struct {
	store  *bolt.Store
	now    func() time.Time
	resume func() // called when briefings may go on; nil for nobody to tell

	gatherer *asked.Gatherer // that has what is not in the file yet; nil for none
}

// operations are what an office does, by the names that the control socket has
// for them. An answer is JSON, that of "backup" a state file.
func (o *office) operations() map[string]control.Operation {
	return map[string]control.Operation{
		"backup":      o.backup,
		"feedback":    o.feedback,
		"subscribers": o.subscribers,
		"forecast":    o.forecast,
		"report":      o.report,
		"pause":       o.pause,
		"resume":      o.goOn,
	}
}

// reply writes an answer.
func reply(w io.Writer, answer any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(answer)
}

// operate has something done with the state file of --state, by the bot that
// holds it or, when none does, right here, and writes the answer to w.
func (p *process) operate(operation string, args url.Values, w io.Writer) error {
	path, err := p.existingState()
	if err != nil {
		return err
	}
	for again := false; ; again = true {
		err := control.Ask(p.ctx, path, operation, args, w)
		if !errors.Is(err, control.ErrNotRunning) {
			return advise(path, err)
		}
		store, err := bolt.Open(path, bolt.Options{Now: p.now})
		if errors.Is(err, bolt.ErrLocked) && !again { // it may have begun just now
			continue
		}
		if errors.Is(err, bolt.ErrLocked) {
			return fmt.Errorf("a running bot holds the state file %s and takes no commands (only bot serve does): stop it, then ask again", path)
		}
		if err != nil {
			return err
		}
		o := &office{store: store, now: p.now}
		return errors.Join(o.operations()[operation](p.ctx, args, w), store.Close())
	}
}

// advise says what to do about an error of a bot that was asked.
func advise(path string, err error) error {
	switch {
	case errors.Is(err, control.ErrForbidden):
		return fmt.Errorf("the bot that holds the state file %s runs under another user: give the command as that user", path)
	case errors.Is(err, control.ErrUnknown):
		return fmt.Errorf("the bot that holds the state file %s is of another version and does not know this command: restart it with this version", path)
	case errors.Is(err, control.ErrBroken):
		return fmt.Errorf("%w; see its log, then ask again", err)
	}
	return err
}

// existingState is the path of the state file, which is not to be made.
func (p *process) existingState() (string, error) {
	path := cmp.Or(p.flags.State, p.defaultState())
	if path == "" || path == noState {
		return "", usageError("this command is about a state file: name the one of bot serve with --state FILE")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.Size() == 0:
		return "", fmt.Errorf("there is no state file %q yet; name the one of bot serve with --state FILE", path)
	case errors.Is(err, fs.ErrPermission):
		return "", fmt.Errorf("the state file %q is another user's: give the command as the user that the bot runs under", path)
	}
	return path, err
}

// operateFor is operate for an answer in JSON.
func (p *process) operateFor(operation string, args url.Values, answer any) error {
	in, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := p.operate(operation, args, out)
		out.CloseWithError(err)
		done <- err
	}()
	wrong := json.NewDecoder(in).Decode(answer)
	if wrong != nil {
		in.CloseWithError(wrong)
	} else {
		_, wrong = io.Copy(io.Discard, in)
	}
	if err := <-done; err != nil {
		return err
	}
	if wrong != nil {
		return fmt.Errorf("the answer cannot be read: %w", wrong)
	}
	return nil
}

// pause stops all briefings.
func (o *office) pause(ctx context.Context, _ url.Values, w io.Writer) error {
	return o.turn(ctx, true, w)
}

// goOn lets briefings go on.
func (o *office) goOn(ctx context.Context, _ url.Values, w io.Writer) error {
	return o.turn(ctx, false, w)
}

// pausing is what became of a pause.
type pausing struct {
	Paused bool      `json:"paused"`
	Was    bool      `json:"was"`
	Since  time.Time `json:"since,omitzero"` // when it is or was paused
}

func (o *office) turn(ctx context.Context, paused bool, w io.Writer) error {
	since, was, err := o.store.Paused(ctx)
	if err != nil {
		return err
	}
	now := o.now()
	if err := o.store.SetPaused(ctx, paused, now); err != nil {
		return err
	}
	if paused && !was {
		since = now
	}
	if !paused && o.resume != nil {
		o.resume()
	}
	return reply(w, pausing{Paused: paused, Was: was, Since: since})
}
