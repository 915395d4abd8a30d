package discord

import (
	"context"
	"errors"
	"slices"

	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/sleep"
)

// calls are the calls of the API that the bot makes.
type calls struct {
	client  *rest.Client
	options []rest.Option // of all of them
}

// background are calls that nobody waits for.
func (c calls) background() calls {
	return calls{c.client, append(slices.Clip(c.options), rest.Background())}
}

func (c calls) get(ctx context.Context, path string, out any) error {
	return c.do(ctx, "GET", path, nil, out)
}

// post creates something. It is repeated after a failure only where Discord
// tells the same thing from a second one: messages with a nonce.
func (c calls) post(ctx context.Context, path string, body, out any) error {
	if p, ok := body.(payload); ok && p.Enforce {
		return c.do(ctx, "POST", path, body, out, rest.Repeatable())
	}
	return c.do(ctx, "POST", path, body, out)
}

func (c calls) put(ctx context.Context, path string, body, out any) error {
	return c.do(ctx, "PUT", path, body, out)
}

func (c calls) edit(ctx context.Context, path string, body, out any) error {
	return c.do(ctx, "PATCH", path, body, out)
}

func (c calls) remove(ctx context.Context, path string) error {
	return c.do(ctx, "DELETE", path, nil, nil)
}

// acknowledge gives the first response to an interaction. One that Discord has
// got already counts as given.
func (c calls) acknowledge(ctx context.Context, path string, body, out any) error {
	return c.do(ctx, "POST", path, body, out, rest.Acknowledges())
}

func (c calls) do(ctx context.Context, method, path string, body, out any, options ...rest.Option) error {
	options = append(options, c.options...)
	if files := filesOf(body); len(files) > 0 {
		options = append(options, rest.Files(files...))
	}
	err := c.client.Do(ctx, method, path, body, out, options...)
	if errors.Is(err, rest.ErrToken) {
		return ErrToken
	}
	return err
}

// filesOf are those that go along with a body.
func filesOf(body any) []rest.File {
	switch body := body.(type) {
	case payload:
		return body.files
	case firstResponse:
		return filesOf(body.Data)
	}
	return nil
}

// isExpired tells whether Discord does not wait for an interaction any more: it
// did so long enough, or another process with the same token was faster.
func isExpired(err error) bool {
	return rest.HasCode(err, rest.UnknownInteraction, rest.UnknownWebhook, rest.InvalidToken, rest.Acknowledged)
}

// persistently makes a call that may be repeated until it works, fails for
// good, or the context ends: the client itself gives up after some seconds.
func persistently(ctx context.Context, do func() error) error {
	for n := 0; ; n++ {
		err := do()
		if !rest.IsTemporary(err) || sleep.For(ctx, pause(n)) != nil {
			return err
		}
	}
}

// isForbidden tells whether a permission is missing. A message without its embeds
// may be an empty one.
func isForbidden(err error) bool {
	return rest.HasCode(err, rest.MissingAccess, rest.MissingPermissions, rest.EmptyMessage)
}

// isUnknown tells whether a message or its channel is no more.
func isUnknown(err error) bool { return rest.HasCode(err, rest.UnknownChannel, rest.UnknownMessage) }
