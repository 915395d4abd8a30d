package rest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/internal/rest"
)

// answering gives every call one answer.
type answering struct {
	status int
	header http.Header
	body   []byte
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)), Request: r}, nil
}

// Whatever Discord answers: no panic, no token in an error, no wait beyond a day,
// and no error of an endless length.
func FuzzAnswer(f *testing.F) {
	f.Add(200, `{"id":"1"}`, "", "", "", "")
	f.Add(429, `{"message":"slow","retry_after":1e300,"global":true}`, "NaN", "5", "-1", "x")
	f.Add(400, `{"code":50035,"message":"`+token+`","errors":{"a":{"_errors":[{"message":"`+token+`"}]}}}`, "1e400", "", "", "")
	f.Add(401, "", "", "", "", "")
	f.Add(404, "<html>", "1", "1", "0", "b")
	f.Fuzz(func(t *testing.T, status int, body, reset, limit, remaining, bucket string) {
		if status < 100 || status > 999 {
			return
		}
		c := rest.New(rest.Options{Token: token, Transport: answering{status, http.Header{
			"X-Ratelimit-Reset-After": {reset}, "Retry-After": {reset}, "X-Ratelimit-Limit": {limit},
			"X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Bucket": {bucket},
		}, []byte(body)}})
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond) // it repeats no longer than that
		defer cancel()
		var m message
		err := c.Do(ctx, http.MethodPost, "/channels/1/messages", message{Content: "x"}, &m)
		if err == nil {
			return
		}
		if strings.Contains(err.Error(), token) || strings.Contains(err.Error(), token[len(token)-38:]) {
			t.Errorf("the token is in %q", err)
		}
		if e, ok := errors.AsType[*rest.Error](err); ok && (e.RetryAfter > 25*time.Hour || e.RetryAfter < 0) {
			t.Errorf("waits %v", e.RetryAfter)
		}
		if len(err.Error()) > 10_000 {
			t.Errorf("an error of %d bytes", len(err.Error()))
		}
	})
}
