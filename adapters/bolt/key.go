package bolt

import (
	"crypto/sha256"
	"encoding/binary"

	"dragoman/core"
	"dragoman/core/subscriptions"
)

// hashSize is the length of the hashes that keys are made of, in bytes: enough
// that no two of a billion names share one.
const hashSize = 16

type (
	// userKey is a hash of a reader's name. All keys that belong to a reader
	// begin with it, so that who wants to be forgotten is found everywhere.
	userKey [hashSize]byte

	// sessionKey is a core.SessionKey: the user's hash, then the
	// conversation's.
	sessionKey [2 * hashSize]byte

	// placeKey is a hash of a place's name.
	placeKey [hashSize]byte
)

func userKeyOf(user string) userKey { return shortHash(user) }

func keyOf(k core.SessionKey) (key sessionKey) {
	user, conversation := userKeyOf(k.User), shortHash(k.Conversation)
	copy(key[:], user[:])
	copy(key[hashSize:], conversation[:])
	return key
}

func placeKeyOf(p subscriptions.Place) placeKey { return shortHash("place " + p.Name()) }

func shortHash(name string) (short [hashSize]byte) {
	var room [128]byte // platforms' ids are short: no allocation
	sum := sha256.Sum256(append(room[:0], name...))
	return [hashSize]byte(sum[:])
}

// nameKey is a hash of names of any length, 32 bytes. Their lengths are in it:
// they keep ("ab", "c") from ("a", "bc").
func nameKey(parts ...string) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(bigEndian(uint64(len(p))))
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// expiryKeySize is the length of a key in the expiry bucket.
const expiryKeySize = 8 + len(sessionKey{})

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
