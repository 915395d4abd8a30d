package gateway

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"

	"github.com/gorilla/websocket"
)

// Errors that end Run: waiting does not mend them.
var (
	// ErrToken is returned when Discord does not know the token: it is
	// mistyped, or was reset.
	ErrToken = errors.New("discord: the token is refused; copy it anew from the developer portal (your application, Bot, Reset Token)")

	// ErrIntents is returned when the bot may not have the events it asks for.
	ErrIntents = errors.New("discord: the intents are refused; turn on those that the bot needs in the developer portal (your application, Bot, Privileged Gateway Intents)")

	// ErrSharding is returned when the number of shards does not suit Discord.
	ErrSharding = errors.New("discord: the number of shards is refused; set none, so that Discord's recommendation is taken")

	// ErrVersion is returned when Discord's gateway has left ours behind.
	ErrVersion = errors.New("discord: the gateway no longer speaks this program's version of its protocol; install a newer one")
)

// Why a connection ended, where Discord did not close it.
var (
	errReconnect = errors.New("the gateway asks for a new connection")
	errNoHello   = errors.New("the gateway does not greet")
	errNoReady   = errors.New("the gateway does not let the bot in")
	errNoAck     = errors.New("the gateway does not answer heartbeats")
	errSilent    = errors.New("the gateway is silent")
	errGarbage   = errors.New("the gateway sends what is no frame of the gateway")
)

// invalidSession is the refusal of a session, or of an identify.
type invalidSession struct{ resumable bool }

func (e *invalidSession) Error() string { return "the gateway calls the session invalid" }

// fatal is the error that ends Run for one that ended a connection, nil when it
// is worth trying again. Discord: Gateway Close Event Codes.
func fatal(err error) error {
	if errors.Is(err, ErrToken) {
		return ErrToken
	}
	closed, ok := errors.AsType[*websocket.CloseError](err)
	if !ok {
		return nil
	}
	switch closed.Code {
	case 4004:
		return ErrToken
	case 4010, 4011:
		return ErrSharding
	case 4012:
		return ErrVersion
	case 4013, 4014:
		return ErrIntents
	}
	return nil
}

// endsSession reports whether the session cannot be resumed after an error.
func endsSession(err error) bool {
	if invalid, ok := errors.AsType[*invalidSession](err); ok {
		return !invalid.resumable
	}
	closed, ok := errors.AsType[*websocket.CloseError](err)
	// 4003 not authenticated, 4007 wrong sequence, 4009 session timed out.
	return ok && (closed.Code == 4003 || closed.Code == 4007 || closed.Code == 4009)
}

// kind tells errors apart for the log, which has each once: as its text, but
// without ports and addresses, which change.
func kind(err error) string {
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		return "close " + strconv.Itoa(closed.Code)
	}
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return op.Op + " " + op.Err.Error()
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err.Error()
	}
	return err.Error()
}

// named puts a deadline that passed into the words of what was waited for.
func named(err, waited error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: %w", waited, err)
	}
	return err
}
