package bolt

import (
	"crypto/sha256"
	"encoding/binary"

	"dragoman/core"
)

// sessionKey is a core.SessionKey of any length in 32 bytes: the SHA-256 of the
// conversation's length, the conversation and the user. The length keeps
// {"ab", "c"} from {"a", "bc"}.
type sessionKey [sha256.Size]byte

func keyOf(k core.SessionKey) sessionKey {
	var room [128]byte // platforms' ids are short: no allocation
	b := binary.BigEndian.AppendUint64(room[:0], uint64(len(k.Conversation)))
	b = append(b, k.Conversation...)
	b = append(b, k.User...)
	return sha256.Sum256(b)
}

// expiryKeySize is the length of a key in the expiry bucket.
const expiryKeySize = 8 + sha256.Size

func expiryKey(expiry uint64, k sessionKey) []byte {
	b := make([]byte, 0, expiryKeySize)
	b = binary.BigEndian.AppendUint64(b, expiry)
	return append(b, k[:]...)
}

func splitExpiryKey(b []byte) (expiry uint64, k sessionKey, ok bool) {
	if len(b) != expiryKeySize {
		return 0, k, false
	}
	copy(k[:], b[8:])
	return binary.BigEndian.Uint64(b), k, true
}
