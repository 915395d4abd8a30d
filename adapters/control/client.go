package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	dialWithin  = 5 * time.Second
	waitAtMost  = 2 * time.Minute // for the next piece of an answer
	maxSentence = 4 << 10         // bytes
)

// Ask has the bot that holds a state file do an operation, and copies to w what
// it answers. The error is ErrNotRunning, ErrForbidden, ErrUnknown, ErrBroken,
// *Failed, that of w, or of the context. After an error what w was given counts
// for nothing.
func Ask(ctx context.Context, state, operation string, args url.Values, w io.Writer) error {
	socket, err := find(state)
	if err != nil {
		return absent(err)
	}
	transport := &http.Transport{
		DisableKeepAlives:  true,
		DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			conn, err := (&net.Dialer{Timeout: dialWithin}).DialContext(ctx, "unix", socket)
			if err != nil {
				return nil, absent(err)
			}
			return patientConn{conn}, nil
		},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://bot/"+operation, strings.NewReader(args.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := transport.RoundTrip(request)
	if err != nil {
		return broken(ctx, err)
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound:
		return ErrUnknown
	default:
		text, err := io.ReadAll(io.LimitReader(answer.Body, maxSentence))
		if err != nil {
			return broken(ctx, err)
		}
		return &Failed{strings.TrimSpace(string(text))}
	}
	out := &watchedWriter{w: w}
	if _, err := io.Copy(out, answer.Body); err != nil {
		if out.err != nil {
			return out.err
		}
		return broken(ctx, err)
	}
	if reason := answer.Trailer.Get(trailerFailed); reason != "" {
		text, err := url.QueryUnescape(reason)
		if err != nil {
			text = reason
		}
		return &Failed{text}
	}
	if answer.Trailer.Get(trailerDone) == "" {
		return ErrBroken
	}
	return nil
}

// absent says what an error of the way to the socket means.
func absent(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", ErrForbidden, err)
	}
	return fmt.Errorf("%w: %w", ErrNotRunning, err)
}

// broken is the error of an answer that did not come to its end.
func broken(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrNotRunning), errors.Is(err, ErrForbidden):
		return err
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// watchedWriter keeps the error of a writer apart from those of who writes.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (w *watchedWriter) Write(b []byte) (n int, err error) {
	n, w.err = w.w.Write(b)
	return n, w.err
}

// patientConn waits waitAtMost for each piece.
type patientConn struct{ net.Conn }

func (c patientConn) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(waitAtMost)); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}
