package control

import "errors"

var (
	// ErrNotRunning is returned by Ask when no process answers at the socket
	// of the state file.
	ErrNotRunning = errors.New("no running bot answers for the state file")

	// ErrForbidden is returned by Ask when the socket is another user's.
	ErrForbidden = errors.New("the bot runs under another user")

	// ErrUnknown is returned by Ask when the running bot has no such operation:
	// it is of another version.
	ErrUnknown = errors.New("the running bot is of another version, which cannot do this")

	// ErrBroken is returned by Ask when the answer ends before its end: the bot
	// was killed, or it does not go on.
	ErrBroken = errors.New("the running bot broke off its answer")

	// ErrTaken is returned by Listen when a file is where the socket is to be
	// that is none of ours.
	ErrTaken = errors.New("a file is where the control socket is to be")
)

// Failed is returned by Ask when the operation failed. It is what the operation
// said.
type Failed struct{ Reason string }

func (e *Failed) Error() string { return e.Reason }
