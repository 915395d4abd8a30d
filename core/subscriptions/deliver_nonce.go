package subscriptions

import (
	"crypto/sha256"
	"encoding/base64"

	"dragoman/core/schedule"
)

// nonce names a briefing to a platform: the same for each attempt, and another for
// each place and date. It has 22 of A-Z, a-z, 0-9, "-" and "_". Discord takes 25, which
// leaves room to number the messages of one briefing.
func nonce(place Place, date schedule.Date) string {
	sum := sha256.Sum256([]byte(date.String() + " " + place.Name()))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
