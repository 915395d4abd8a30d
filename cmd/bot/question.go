package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"dragoman/core"
)

// question is a line of input.
type question struct {
	id      any // string, json.Number or nil
	session any
	text    string
	line    int // 0 for a question of the command line
}

// key names the question's conversation: its session, or one of its own. The
// name of a session may be megabytes long, so that its digest stands for it.
func (q question) key() core.SessionKey {
	if q.session != nil {
		name := fmt.Appendf(nil, "%T %v", q.session, q.session)
		return core.SessionKey{Conversation: fmt.Sprintf("session %x", sha256.Sum256(name))}
	}
	return core.SessionKey{Conversation: fmt.Sprintf("line %d", q.line)}
}

// parseQuestion reads a line. On an error the question holds what could be
// read of its id and session.
func parseQuestion(line inputLine) (question, error) {
	var q question
	if line.err != nil {
		return q, fmt.Errorf("longer than %d MiB", maxLine>>20)
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(line.text, &keys); err != nil {
		var syntax *json.SyntaxError
		if !errors.As(err, &syntax) {
			return q, errors.New("not a JSON object")
		}
		return q, fmt.Errorf("not JSON: %v (at byte %d)", err, syntax.Offset)
	}
	if keys == nil {
		return q, errors.New("not a JSON object")
	}
	var errID, errSession error
	q.id, errID = label(keys, "id")
	q.session, errSession = label(keys, "session")
	if err := errors.Join(errID, errSession); err != nil {
		return q, err
	}
	raw, ok := keys["text"]
	if !ok || string(raw) == "null" {
		return q, errors.New(`no "text"`)
	}
	if err := json.Unmarshal(raw, &q.text); err != nil {
		return q, errors.New(`"text" is not a string`)
	}
	return q, nil
}

// label reads the string or number under name; nil when there is none.
func label(keys map[string]json.RawMessage, name string) (any, error) {
	raw, ok := keys[name]
	if !ok {
		return nil, nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	switch v.(type) {
	case nil, string, json.Number:
		return v, nil
	}
	return nil, fmt.Errorf("%q is neither a string nor a number", name)
}
