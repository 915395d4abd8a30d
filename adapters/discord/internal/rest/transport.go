package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"dragoman/core/sleep"
)

// maxAnswer bounds, in bytes, what is read of an answer.
const maxAnswer = 8 << 20

// transport is below the library's client. Unlike other RoundTrippers it waits,
// repeats, and returns an *Error for each answer that is no success, so that the
// library makes nothing of those.
type transport struct {
	next    http.RoundTripper
	limits  *limiter
	log     *slog.Logger
	timeout time.Duration
	secrets []string
	warned  warned
}

// answer is a response read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// RoundTrip implements http.RoundTripper for requests of Client.Do.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	c := ctx.Value(callKey{}).(*call)
	body, err := payload(req)
	if err != nil {
		return nil, t.failure(c, err)
	}
	for tries, waits := 0, 0; ; {
		b, err := t.limits.acquire(ctx, c)
		if err != nil {
			return nil, t.failure(c, err)
		}
		a, err := t.send(req, c, body)
		t.limits.release(b, c, a)
		if err == nil && a.status < 300 {
			return a.response(req), nil
		}
		var e *Error
		if err == nil {
			e = t.refusal(c, a)
		} else {
			e = t.failure(c, err)
		}
		if e.Status == http.StatusTooManyRequests {
			// The limiter has noted the wait, for all whom it concerns.
			if waits++; waits > maxWaits || endsWithin(ctx, e.RetryAfter) {
				return nil, e
			}
			t.log.Log(ctx, t.warned.level("wait "+c.template), "discord: a call has to wait", "route", c.template, "wait", e.RetryAfter, "error", e.Message)
			continue
		}
		if tries > 0 && c.done(e) {
			return (&answer{status: http.StatusNoContent}).response(req), nil
		}
		d := backoff(tries)
		if tries++; tries > maxRepeats || !c.mayRepeat(e, err) || ctx.Err() != nil || endsWithin(ctx, d) {
			return nil, e
		}
		t.log.Log(ctx, t.warned.level("repeat "+strconv.Itoa(e.Status)), "discord: a call is repeated", "route", c.template, "error", e.Error(), "wait", d)
		if err := sleep.For(ctx, d); err != nil {
			return nil, t.failure(c, err)
		}
	}
}

// payload reads and closes a request's body.
func payload(req *http.Request) ([]byte, error) {
	if req.Body == nil {
		return nil, nil
	}
	defer req.Body.Close()
	return io.ReadAll(req.Body)
}

// send makes one attempt.
func (t *transport) send(req *http.Request, c *call, body []byte) (*answer, error) {
	timeout := t.timeout
	if c.acknowledges {
		timeout = min(timeout, acknowledgeTimeout)
	}
	ctx, cancel := context.WithTimeout(req.Context(), timeout)
	defer cancel()
	attempt := req.Clone(ctx)
	attempt.Body, attempt.GetBody = http.NoBody, nil
	if len(body) > 0 {
		attempt.Body = io.NopCloser(bytes.NewReader(body))
		attempt.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	a, err := t.exchange(attempt)
	if err != nil && ctx.Err() != nil && req.Context().Err() == nil {
		// Not the caller's deadline, so no context's error.
		return nil, fmt.Errorf("no answer in %v", timeout)
	}
	return a, err
}

func (t *transport) exchange(req *http.Request) (*answer, error) {
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxAnswer {
		return nil, errors.New("the answer is too long")
	}
	return &answer{status: resp.StatusCode, header: resp.Header, body: body}, nil
}

// response is a success as the library is to see it: 200 or 204, and none of
// the headers from which it would learn to wait.
func (a *answer) response(req *http.Request) *http.Response {
	status := http.StatusOK
	if a.status == http.StatusNoContent {
		status = http.StatusNoContent
	}
	return &http.Response{
		Status: fmt.Sprint(status, " ", http.StatusText(status)), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(http.Header),
		Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}
}
