package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
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
}

// placeholder is the token that the library knows.
const placeholder = "TOKEN"

// call calls a method once and decodes its result into out, unless that is
// nil. It waits for an answer for at most timeout.
func (a *api) call(ctx context.Context, timeout time.Duration, method string, params tgbotapi.Params, out any) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	lib := tgbotapi.BotAPI{Token: placeholder, Client: doer{ctx, a}}
	lib.SetAPIEndpoint("http://bot.invalid/bot%s/%s")
	resp, err := lib.MakeRequest(method, params)
	if err != nil {
		return a.failure(method, err)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(resp.Result, out); err != nil {
		return a.failure(method, err)
	}
	return nil
}

// doer is the library's HTTP client for one call.
type doer struct {
	ctx context.Context
	api *api
}

// Do sends a request of the library to where it belongs.
func (d doer) Do(req *http.Request) (*http.Response, error) {
	_, method, _ := strings.Cut(req.URL.Path, placeholder+"/")
	real, err := http.NewRequestWithContext(d.ctx, req.Method, d.api.base+"/bot"+d.api.token+"/"+method, req.Body)
	if err != nil {
		return nil, errors.New("the address of the API server is not one")
	}
	real.Header = req.Header
	real.ContentLength = req.ContentLength
	resp, err := d.api.http.Do(real)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("the answer is longer than %d MiB", maxAnswer>>20)
	}
	var envelope struct {
		OK *bool `json:"ok"`
	}
	if json.Unmarshal(body, &envelope) != nil || envelope.OK == nil {
		return nil, fmt.Errorf("the answer is not the Bot API's (HTTP status %d)", resp.StatusCode)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
