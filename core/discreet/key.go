package discreet

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"sync/atomic"
)

// KeySize is the length of a key, in bytes.
const KeySize = 32

// shown is how many bytes of a hash are shown: 40 bits, so that of a million ids
// hardly two look the same.
const shown = 5

// Key is what ids are hashed with.
type Key struct{ secret atomic.Pointer[[]byte] }

// NewKey returns a key with a secret; nil is one that ends with the process.
func NewKey(secret []byte) *Key {
	if secret == nil {
		secret = Secret()
	}
	k := new(Key)
	k.Set(secret)
	return k
}

// Secret returns a new secret of KeySize bytes.
func Secret() []byte {
	secret := make([]byte, KeySize)
	rand.Read(secret) // never fails
	return secret
}

// Set changes the secret, for what is logged from now on.
func (k *Key) Set(secret []byte) { k.secret.Store(&secret) }

// Hash returns what stands for an id: # and ten hexadecimal digits.
func (k *Key) Hash(id string) string {
	mac := hmac.New(sha256.New, *k.secret.Load())
	mac.Write([]byte(id))
	return "#" + hex.EncodeToString(mac.Sum(nil)[:shown])
}
