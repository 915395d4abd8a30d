package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// answered is what a receipt says of the answer to a question: the ids of its
// messages and the mark of the words that it answers, in one string, as in
// "17,18 5f3a90c2b1d4". Receipts of earlier versions have no mark.
type answered struct {
	ids  string // joined by commas, "" for no answer
	mark string
}

func (a answered) String() string { return strings.TrimSpace(a.ids + " " + a.mark) }

func parseAnswered(s string) answered {
	ids, mark, _ := strings.Cut(s, " ")
	return answered{ids, mark}
}

// answered returns how a message was answered before.
func (b *Bot) answered(ctx context.Context, req *request) answered {
	s, err := b.opts.Deliveries.Answer(ctx, b.source, req.questionName())
	if err != nil && ctx.Err() == nil {
		b.alarm("the state cannot be read; an edited question is answered anew", err)
	}
	return parseAnswered(s)
}

// unchanged tells whether an edited message asks what it asked before, and its
// answer then: Telegram sends an edit also when a link gets its preview.
func (b *Bot) unchanged(ctx context.Context, req *request) (ids string, same bool, err error) {
	before := b.answered(ctx, req)
	return before.ids, before.mark != "" && before.mark == b.mark(req), ctx.Err()
}

// mark names the words of a request. Without the token nobody can try out
// whether they are what somebody wrote.
func (b *Bot) mark(req *request) string {
	mac := hmac.New(sha256.New, []byte(b.opts.Token))
	mac.Write([]byte("words\x00" + req.command + "\x00" + req.text))
	return hex.EncodeToString(mac.Sum(nil)[:6])
}
