package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// DefaultAPI is Telegram's own Bot API server.
const DefaultAPI = "https://api.telegram.org"

const (
	callTimeout = 30 * time.Second // of a call that does not wait for updates
	maxAnswer   = 32 << 20         // bytes; a hundred updates have far less
)

// api calls the Bot API through the library, which is given a context, bounds
// and no token: that is put in at the last moment, and is in none of its
// errors. It is safe for concurrent use.
type api struct {
	token string
	base  string // without a slash at its end
	http  *http.Client

	refusal sync.Once
	refused chan struct{} // closed when Telegram does not know the token (any more)

	// patience is told how long Telegram asks to wait before a chat is written to;
	// nil for nobody.
	patience func(chat int64, wait time.Duration)
	// retry waits until a message that failed may be tried again; nil for at once.
	retry func(ctx context.Context, chat int64) error
}

// newAPI follows no redirects: they would carry the token to whom they name.
func newAPI(token, base string, transport http.RoundTripper) *api {
	return &api{
		token: token, base: base, refused: make(chan struct{}),
		http: &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// placeholder is the token that the library knows.
const placeholder = "TOKEN"

// call calls a method once and decodes its result into out, unless that is
// nil. It waits for an answer for at most timeout.
func (a *api) call(ctx context.Context, timeout time.Duration, method string, params tgbotapi.Params, out any) error {
	err := a.with(ctx, timeout, method, out, func(lib *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return lib.MakeRequest(method, params)
	})
	a.heed(params, err)
	return err
}

// upload calls a method with a file, called name, in one of its fields, and
// decodes its result into out, unless that is nil.
func (a *api) upload(ctx context.Context, method string, params tgbotapi.Params, field, name string, data []byte, out any) error {
	own := maps.Clone(params) // the library may read them still when the call has failed
	err := a.with(ctx, callTimeout, method, out, func(lib *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return lib.UploadFiles(method, own, []tgbotapi.RequestFile{{Name: field, Data: tgbotapi.FileBytes{Name: name, Bytes: data}}})
	})
	a.heed(params, err)
	return err
}

// heed passes on that Telegram asks to wait.
func (a *api) heed(params tgbotapi.Params, err error) {
	e, ok := asAPI(err)
	if !ok || e.RetryAfter <= 0 || a.patience == nil {
		return
	}
	if chat, err := strconv.ParseInt(params["chat_id"], 10, 64); err == nil {
		a.patience(chat, e.RetryAfter)
	}
}

// with lets the library make a call, and makes errors of ours of its errors.
func (a *api) with(ctx context.Context, timeout time.Duration, method string, out any, do func(*tgbotapi.BotAPI) (*tgbotapi.APIResponse, error)) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client := &doer{ctx: ctx, api: a}
	lib := &tgbotapi.BotAPI{Token: placeholder, Client: client}
	lib.SetAPIEndpoint("http://bot.invalid/bot%s/%s")
	resp, err := do(lib)
	if err == nil && out != nil {
		if len(resp.Result) == 0 || string(resp.Result) == "null" {
			err = errNotAPI
		} else {
			err = json.Unmarshal(resp.Result, out)
		}
	}
	return a.failure(method, client.status, err)
}

// doer is the library's HTTP client for one call.
type doer struct {
	ctx    context.Context
	api    *api
	status int // of the answer, 0 for none
}

// Do sends a request of the library to where it belongs.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	_, method, _ := strings.Cut(req.URL.Path, placeholder+"/")
	// #nosec G704 -- the address is the operator's, and no redirect is followed
	real, err := http.NewRequestWithContext(d.ctx, req.Method, d.api.base+"/bot"+d.api.token+"/"+method, req.Body)
	if err != nil {
		return nil, errors.New("the address of the API server is not one")
	}
	real.Header = req.Header
	real.ContentLength = req.ContentLength
	resp, err := d.api.http.Do(real) // #nosec G704 -- as above
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	d.status = resp.StatusCode
	if d.status >= 300 && d.status < 400 {
		return nil, errRedirect
	}
	// It is read to its end, so that the connection serves the next call.
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("the answer is longer than %d MiB", maxAnswer>>20)
	}
	if !bytes.HasPrefix(body, []byte("{")) {
		return nil, errNotAPI
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

var (
	// errNotAPI is an answer that a proxy gives, say.
	errNotAPI = errors.New("the answer is not the Bot API's")
	// errRedirect does not say where to: the address may hold the token.
	errRedirect = errors.New("the server redirects, which is not followed; the Bot API does not do so")
)
