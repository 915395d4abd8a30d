package discreet

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
)

// idLike is what is taken for an id in a text: ids of Discord have 17 to 20
// digits, those of Telegram's newer readers ten.
var idLike = regexp.MustCompile(`[0-9]{9,}`)

// Handler passes log records on with hashes in place of ids.
type Handler struct {
	next slog.Handler
	key  *Key
}

// NewHandler returns a handler in front of another.
func NewHandler(next slog.Handler, key *Key) *Handler { return &Handler{next: next, key: key} }

// Enabled implements slog.Handler.
func (h *Handler) Enabled(ctx context.Context, l slog.Level) bool { return h.next.Enabled(ctx, l) }

// Handle implements slog.Handler.
func (h *Handler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.next.Handle(ctx, clean)
}

// WithAttrs implements slog.Handler. Ids among these are hashed with the key as
// it is now.
func (h *Handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &Handler{next: h.next.WithAttrs(h.attrs(attrs)), key: h.key}
}

// WithGroup implements slog.Handler.
func (h *Handler) WithGroup(name string) slog.Handler {
	return &Handler{next: h.next.WithGroup(name), key: h.key}
}

func (h *Handler) attrs(all []slog.Attr) []slog.Attr {
	clean := make([]slog.Attr, len(all))
	for i, a := range all {
		clean[i] = h.attr(a)
	}
	return clean
}

func (h *Handler) attr(a slog.Attr) slog.Attr {
	if id, ok := a.Value.Any().(ID); ok {
		a.Value = slog.StringValue(h.key.Hash(string(id)))
		return a
	}
	a.Value = a.Value.Resolve()
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(h.text(a.Value.String()))
	case slog.KindGroup:
		a.Value = slog.GroupValue(h.attrs(a.Value.Group())...)
	case slog.KindAny:
		a.Value = slog.StringValue(h.text(fmt.Sprintf("%+v", a.Value.Any())))
	}
	return a
}

func (h *Handler) text(s string) string { return idLike.ReplaceAllStringFunc(s, h.key.Hash) }
