package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Errors that end Run: waiting does not mend them.
var (
	// ErrToken is returned when Telegram does not know the token: it is
	// mistyped, or was revoked with @BotFather.
	ErrToken = errors.New("telegram: the token is refused; ask @BotFather for the right one")

	// ErrAddress is returned when a server other than Telegram's own does not
	// know what the bot calls: its address is wrong, or the token is mistyped.
	ErrAddress = errors.New("telegram: the server of --telegram-api answers 404 Not Found: no Bot API is at this address, or the token is mistyped")

	// ErrWebhook is returned at the start of long polling when a webhook is
	// set: another program gets the updates.
	ErrWebhook = errors.New("telegram: a webhook is set, so that long polling gets nothing; stop the program that uses it and remove it (bot serve --telegram-drop-webhook)")
)

// maxRetryAfter bounds, in seconds, how long Telegram can ask to wait: a day. What is
// longer is no wait, and would not fit a time.Duration.
const maxRetryAfter = 24 * 60 * 60

// APIError is an error that the Bot API answers with.
type APIError struct {
	Method      string
	Code        int // as HTTP's; 0 when unknown
	Description string
	RetryAfter  time.Duration // after a 429
	MigrateTo   int64         // the chat's new id, 0 for none
}

func (e *APIError) Error() string {
	return fmt.Sprintf("telegram: %s: %d %s", e.Method, e.Code, e.Description)
}

// is tells whether the description holds one of the texts.
func (e *APIError) is(texts ...string) bool {
	for _, t := range texts {
		if strings.Contains(strings.ToLower(e.Description), t) {
			return true
		}
	}
	return false
}

// transportError is a call that got no answer of the Bot API. Its text names no
// URL, for URLs hold the token.
type transportError struct {
	method string
	cause  string
	err    error
}

func (e *transportError) Error() string { return "telegram: " + e.method + ": " + e.cause }

// Unwrap lets a context's end be recognised, and nothing else be printed.
func (e *transportError) Unwrap() error { return e.err }

// failure makes an error of ours of one from the library or the network; status
// is that of HTTP, 0 for no answer.
func (a *api) failure(method string, status int, err error) error {
	if err == nil {
		return nil
	}
	if refused, ok := errors.AsType[*tgbotapi.Error](err); ok && refused.Message == "" && refused.Code == 0 {
		err = errNotAPI // it has neither "ok" nor a reason
	} else if ok {
		e := &APIError{
			Method: method, Description: a.redact(refused.Message),
			Code:       cmp.Or(refused.Code, status), // the library drops it after an upload
			RetryAfter: time.Duration(min(max(refused.RetryAfter, 0), maxRetryAfter)) * time.Second,
			MigrateTo:  refused.MigrateToChatID,
		}
		if isRefusal(e) {
			a.refusal.Do(func() { close(a.refused) })
		}
		return e
	}
	e := &transportError{method: method, cause: a.redact(causeOf(err))}
	if status != 0 {
		e.cause += fmt.Sprintf(" (HTTP status %d)", status)
	}
	switch {
	case errors.Is(err, context.Canceled):
		e.err = context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		e.err = context.DeadlineExceeded
	}
	return e
}

// causeOf says why a call got no answer, without its URL.
func causeOf(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if d, ok := errors.AsType[*net.DNSError](err); ok {
		return "the name " + d.Name + " is not found: " + d.Err
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	if errors.As(err, &syntax) || errors.As(err, &kind) {
		return "the answer is not what the Bot API sends: " + err.Error()
	}
	return err.Error()
}

// redact removes the token from a text.
func (a *api) redact(text string) string {
	for _, secret := range []string{a.token, url.PathEscape(a.token), url.QueryEscape(a.token)} {
		text = strings.ReplaceAll(text, secret, "[token]")
	}
	if _, secret, ok := strings.Cut(a.token, ":"); ok && len(secret) > 8 {
		text = strings.ReplaceAll(text, secret, "[token]")
	}
	return text
}

// asAPI returns the Bot API's error in a chain.
func asAPI(err error) (*APIError, bool) { return errors.AsType[*APIError](err) }

// isRefusal tells whether Telegram does not know the token (any more).
func isRefusal(err error) bool {
	e, ok := asAPI(err)
	return ok && e.Code == 401
}

// refusal returns the error that ends Run, nil for an error that does not:
// Telegram answers 404 to what cannot be a token, other servers to a path.
func (b *Bot) refusal(err error) error {
	e, ok := asAPI(err)
	switch {
	case isRefusal(err), ok && e.Code == 404 && b.opts.API == DefaultAPI:
		return ErrToken
	case ok && e.Code == 404:
		return fmt.Errorf("%w: %s", ErrAddress, b.api.redact(b.api.shown()))
	}
	return nil
}

// shown is the server's address without a password.
func (a *api) shown() string {
	u, err := url.Parse(a.base)
	if err != nil {
		return "(not an address)"
	}
	return u.Redacted()
}

// isTransient tells whether the same call may work later.
func isTransient(err error) bool {
	if e, ok := asAPI(err); ok {
		return e.RetryAfter > 0 || e.Code == 429 || e.Code >= 500
	}
	_, ok := errors.AsType[*transportError](err)
	return ok
}

// isGone tells whether a chat cannot be written to any more: the bot is
// blocked, kicked or lacks the right, or the chat is no more.
func isGone(err error) bool {
	e, ok := asAPI(err)
	return ok && (e.Code == 403 || e.is("chat not found", "user is deactivated", "have no rights to send", "not enough rights", "chat_write_forbidden", "group chat was deactivated"))
}
