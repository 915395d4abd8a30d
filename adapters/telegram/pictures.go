package telegram

import (
	"errors"
	"sync"
	"time"

	"dragoman/core/card"
)

// picture is a card with what there is of it at Telegram: it is uploaded once, and
// named from then on.
type picture = card.Picture[upload]

// upload is what Telegram has of a picture. The zero value is nothing. Its methods
// may be called concurrently.
type upload struct {
	mu     sync.Mutex
	id     string        // by which Telegram knows the picture, "" before it is uploaded
	busy   chan struct{} // closed when the upload for briefings is over, nil for none
	failed time.Time     // when an upload for briefings last failed, zero for never
}

// uploadAgain is after how long a picture that could not be uploaded is tried again.
// Till then briefings go without: else each would wait for an upload of its own, one
// after the other.
const uploadAgain = time.Minute

// name is how Telegram knows the picture, "" if it does not.
func (u *upload) name() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.id
}

// claim returns the name of the picture; or, when somebody uploads it, a channel
// that is closed when that is over; or neither, and the caller is to upload it and to
// call settle. The error is errNoUpload when an upload has just failed.
func (u *upload) claim() (id string, busy <-chan struct{}, err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.id == "" && u.busy == nil {
		if !u.failed.IsZero() && time.Since(u.failed) < uploadAgain {
			return "", nil, errNoUpload
		}
		u.busy = make(chan struct{})
		return "", nil, nil
	}
	return u.id, u.busy, nil
}

// settle ends what claim began; failed tells whether that was for the picture's sake
// and not for the chat's.
func (u *upload) settle(failed bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	close(u.busy)
	u.busy, u.failed = nil, time.Time{}
	if failed {
		u.failed = time.Now()
	}
}

// errNoUpload is returned for a picture that could not be uploaded a moment ago.
var errNoUpload = errors.New("telegram: the picture could not be uploaded a moment ago")

// named notes the name that Telegram gave, or "" when it does not take the name
// that was used any more.
func (u *upload) named(id, used string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if id != "" || u.id == used {
		u.id = id
	}
}
