package bolt

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"dragoman/core"
)

// valueJSON is the first byte of a value that goes on with the expiry and JSON.
const valueJSON = 1

const valueHeader = 1 + 8

func encodeValue(expiry uint64, s core.Session) ([]byte, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("bolt: encode session: %w", err)
	}
	if n := valueHeader + len(text); n > MaxValue {
		return nil, fmt.Errorf("bolt: %w: %d bytes, at most %d", ErrTooLarge, n, MaxValue)
	}
	b := make([]byte, 0, valueHeader+len(text))
	b = append(b, valueJSON)
	b = binary.BigEndian.AppendUint64(b, expiry)
	return append(b, text...), nil
}

// decodeValue is the inverse of encodeValue. Its errors are ErrCorrupt.
func decodeValue(b []byte) (expiry uint64, s core.Session, err error) {
	expiry, ok := valueExpiry(b)
	if !ok {
		return 0, core.Session{}, fmt.Errorf("%w: a session of an unknown format", ErrCorrupt)
	}
	if err := json.Unmarshal(b[valueHeader:], &s); err != nil {
		return 0, core.Session{}, fmt.Errorf("%w: a session that is not JSON: %w", ErrCorrupt, err)
	}
	return expiry, s, nil
}

// valueExpiry reads the expiry alone.
func valueExpiry(b []byte) (expiry uint64, ok bool) {
	if len(b) < valueHeader || b[0] != valueJSON {
		return 0, false
	}
	return binary.BigEndian.Uint64(b[1:]), true
}

// expiryOf is when a session stored now ends, in Unix milliseconds, rounded up:
// idle after seen, or after now when seen is zero or yet to come.
func expiryOf(seen, now time.Time, idle time.Duration) uint64 {
	if seen.IsZero() || seen.After(now) {
		seen = now
	}
	end := seen.Add(idle)
	if end.Unix() < 0 {
		return 0
	}
	return uint64(end.Add(time.Millisecond - 1).UnixMilli())
}

// expired reports whether what ends at expiry has ended.
func expired(expiry uint64, now time.Time) bool {
	return now.Unix() >= 0 && expiry <= uint64(now.UnixMilli())
}
