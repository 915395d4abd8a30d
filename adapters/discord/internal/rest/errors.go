package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ErrToken is wrapped by the error of a call that Discord refuses for the bot's
// token: it is mistyped or was reset. Waiting does not mend it.
var ErrToken = errors.New("discord: the token is refused; copy the bot's token anew from the developer portal")

// Codes of Discord's errors (Discord, "Opcodes and Status Codes: JSON").
const (
	UnknownChannel     = 10003
	UnknownGuild       = 10004
	UnknownMessage     = 10008
	UnknownUser        = 10013
	UnknownWebhook     = 10015 // also a token of an interaction that has ended
	UnknownInteraction = 10062 // not answered within 3 seconds
	TooLarge           = 40005 // what was sent along
	Acknowledged       = 40060 // the interaction has its first response
	MissingAccess      = 50001
	EmptyMessage       = 50006
	CannotMessageUser  = 50007
	WrongVerification  = 50009 // the channel is for members who are verified
	MissingPermissions = 50013
	ThreadArchived     = 50083
	NoMutualGuilds     = 50278  // the bot shares no server with the user, and may not write to them
	InvalidToken       = 50027  // of an interaction or webhook
	NoHistory          = 160002 // the bot may not see earlier messages, and so not reply to them
	ThreadExists       = 160004 // the message has one already
)

// Error is a call that failed.
type Error struct {
	Method     string
	Route      string        // the path without tokens
	Status     int           // of HTTP; 0 when there was no answer
	Code       int           // Discord's own, 0 for none
	Message    string        // Discord's, or why there was no answer
	RetryAfter time.Duration // after a 429, or before one that was foreseen

	cause error // the context's, or ErrToken
}

func (e *Error) Error() string {
	text := "discord: " + e.Method + " " + e.Route + ": "
	if e.Status != 0 {
		text += fmt.Sprint(e.Status, " ")
	}
	text += e.Message
	if e.Code != 0 {
		text += fmt.Sprintf(" (code %d)", e.Code)
	}
	if e.RetryAfter > 0 {
		text += fmt.Sprintf(", wait %v", e.RetryAfter.Round(time.Millisecond))
	}
	return text
}

// Unwrap lets the context's end and ErrToken be recognised, and nothing else be
// printed: other errors hold URLs, which hold tokens.
func (e *Error) Unwrap() error { return e.cause }

// HasCode tells whether an error is one of Discord's with one of these codes.
func HasCode(err error, codes ...int) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && slices.Contains(codes, e.Code)
}

// IsTemporary tells whether the same call may work later: Discord did not
// answer, is in trouble, or asks to wait.
func IsTemporary(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.cause == nil && (e.Status == 0 || e.Status == http.StatusTooManyRequests || e.Status >= 500)
}

// failure makes an Error of what went wrong with a call.
func (t *transport) failure(c *call, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	e := &Error{Method: c.method, Route: c.route}
	if l, ok := errors.AsType[*limited](err); ok {
		e.Status, e.RetryAfter = http.StatusTooManyRequests, l.wait
		e.Message = "the rate limit leaves no call within the time given"
		return e
	}
	e.Message = t.redact(c, reason(err))
	switch {
	case errors.Is(err, context.Canceled):
		e.cause = context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		e.cause = context.DeadlineExceeded
	}
	return e
}

// refusal makes an Error of an answer.
func (t *transport) refusal(c *call, a *answer) *Error {
	e := &Error{Method: c.method, Route: c.route, Status: a.status}
	var body struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(a.body, &body) == nil && body.Message != "" {
		e.Code = body.Code
		e.Message = t.redact(c, clip(body.Message+details(body.Errors)))
	} else {
		e.Message = http.StatusText(a.status) + ", without Discord's error"
	}
	if a.status == http.StatusTooManyRequests {
		e.RetryAfter = a.limits().retryAfter
	}
	if a.status == http.StatusUnauthorized && c.secret == "" {
		e.cause = ErrToken
	}
	return e
}

// reason says why a call got no answer, without its URL.
func reason(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if d, ok := errors.AsType[*net.DNSError](err); ok {
		return "the name " + d.Name + " is not found: " + d.Err
	}
	_, syntax := errors.AsType[*json.SyntaxError](err)
	_, kind := errors.AsType[*json.UnmarshalTypeError](err)
	if syntax || kind {
		return "the answer is not what Discord sends: " + err.Error()
	}
	return err.Error()
}

// details says which parts of a form are wrong: ": embeds.0.title: too long".
func details(raw json.RawMessage) string {
	var tree any
	if json.Unmarshal(raw, &tree) != nil {
		return ""
	}
	var text strings.Builder
	var walk func(path string, v any)
	walk = func(path string, v any) {
		object, ok := v.(map[string]any)
		if !ok || text.Len() > maxMessage {
			return
		}
		list, _ := object["_errors"].([]any)
		for _, v := range list {
			one, _ := v.(map[string]any)
			fmt.Fprintf(&text, ": %s: %v", strings.TrimPrefix(path, "."), one["message"])
		}
		for _, key := range sortedKeys(object) {
			if key != "_errors" {
				walk(path+"."+key, object[key])
			}
		}
	}
	walk("", tree)
	return text.String()
}
