package bolt

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// There may be a million subscriptions, so their values are not JSON. Times keep
// their milliseconds and the seconds that their zone is off UTC, but for Next,
// which comes back in UTC.

// formatSubscription is the first byte of a value that goes on with
//
//	uint64    Next, Unix milliseconds, 0 for none
//	varint    flags, of which fields are set
//	fields    texts with their length, numbers as varints, in this order: Place
//	          (Platform, User, Chat, Topic), By, Language, Plan (At, Zone, Days),
//	          Since, Progress (Story, AsOf, Parts, Quotes), Missed, Date,
//	          Failing, Ended, EndedAt
//
// where times and By are left out that the flags say are not there.
const formatSubscription = 1

const (
	flagOnlyNew = 1 << iota
	flagRepeat
	flagQuiet
	flagOwn // By is the reader who gets it
	flagSince
	flagAsOf
	flagFailing
	flagEndedAt

	allFlags = 1<<iota - 1
)

const maxClock = 24*60 - 1

// encodeSubscription fails with ErrTooLarge for what is too long, and for times
// of day and dates that there are not.
func encodeSubscription(s *subscriptions.Subscription) ([]byte, error) {
	if !s.Plan.At.Valid() {
		return nil, fmt.Errorf("bolt: no time of day: %d", s.Plan.At)
	}
	var flags uint64
	set := func(is bool, flag uint64) bool {
		if is {
			flags |= flag
		}
		return is
	}
	set(s.OnlyNew, flagOnlyNew)
	set(s.Repeat, flagRepeat)
	set(s.Progress.Quiet, flagQuiet)
	own := set(s.By != "" && s.By == ownName(s.Place), flagOwn)
	since := set(!s.Since.IsZero(), flagSince)
	asOf := set(!s.Progress.AsOf.IsZero(), flagAsOf)
	failing := set(!s.Failing.IsZero(), flagFailing)
	endedAt := set(!s.EndedAt.IsZero(), flagEndedAt)

	b := make([]byte, 0, 256)
	b = append(b, formatSubscription)
	b = binary.BigEndian.AppendUint64(b, dueAt(s.Next))
	b = binary.AppendUvarint(b, flags)
	for _, text := range []string{s.Place.Platform, s.Place.User, s.Place.Chat, s.Place.Topic} {
		b = appendText(b, text)
	}
	if !own {
		b = appendText(b, s.By)
	}
	b = appendText(b, s.Language)
	b = binary.AppendUvarint(b, uint64(s.Plan.At))
	b = appendText(b, s.Plan.Zone)
	b = binary.AppendUvarint(b, uint64(s.Plan.Days))
	if since {
		b = appendTime(b, s.Since)
	}
	b = appendText(b, s.Progress.Story)
	if asOf {
		b = appendTime(b, s.Progress.AsOf)
	}
	for _, list := range [][]string{s.Progress.Parts, s.Progress.Quotes} {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, text := range list {
			b = appendText(b, text)
		}
	}
	for _, date := range []schedule.Date{s.Missed, s.Date} {
		n, err := dateNumber(date)
		if err != nil {
			return nil, err
		}
		b = binary.AppendUvarint(b, uint64(n))
	}
	if failing {
		b = appendTime(b, s.Failing)
	}
	b = appendText(b, string(s.Ended))
	if endedAt {
		b = appendTime(b, s.EndedAt)
	}
	if len(b) > MaxValue {
		return nil, fmt.Errorf("bolt: %w: a subscription of %d bytes, at most %d", ErrTooLarge, len(b), MaxValue)
	}
	return b, nil
}

// decodeSubscription is the inverse of encodeSubscription. Its errors are
// ErrCorrupt.
func decodeSubscription(b []byte) (s subscriptions.Subscription, err error) {
	next, ok := nextOf(b)
	if !ok {
		return s, fmt.Errorf("%w: a subscription of an unknown format", ErrCorrupt)
	}
	if next > 0 {
		s.Next = time.UnixMilli(int64(next)).UTC()
	}
	r := &fields{rest: b[subscriptionHeader:]}
	flags := r.number(allFlags)
	has := func(flag uint64) bool { return flags&flag != 0 }
	s.OnlyNew, s.Repeat, s.Progress.Quiet = has(flagOnlyNew), has(flagRepeat), has(flagQuiet)
	s.Place = subscriptions.Place{Platform: r.text(), User: r.text(), Chat: r.text(), Topic: r.text()}
	if has(flagOwn) {
		s.By = ownName(s.Place)
	} else {
		s.By = r.text()
	}
	s.Language = r.text()
	s.Plan.At = schedule.Clock(r.number(maxClock))
	s.Plan.Zone = r.text()
	s.Plan.Days = schedule.Days(r.number(math.MaxUint8))
	if has(flagSince) {
		s.Since = r.time()
	}
	s.Progress.Story = r.text()
	if has(flagAsOf) {
		s.Progress.AsOf = r.time()
	}
	s.Progress.Parts, s.Progress.Quotes = r.list(), r.list()
	s.Missed, s.Date = r.date(), r.date()
	if has(flagFailing) {
		s.Failing = r.time()
	}
	s.Ended = subscriptions.Reason(r.text())
	if has(flagEndedAt) {
		s.EndedAt = r.time()
	}
	if r.bad || len(r.rest) > 0 {
		return subscriptions.Subscription{}, fmt.Errorf("%w: a subscription that cannot be read", ErrCorrupt)
	}
	return s, nil
}

const subscriptionHeader = 1 + 8

// nextOf reads Next alone.
func nextOf(b []byte) (next uint64, ok bool) {
	if len(b) < subscriptionHeader || b[0] != formatSubscription {
		return 0, false
	}
	next = binary.BigEndian.Uint64(b[1:])
	return next, next <= math.MaxInt64
}

// dueAt is a time in Unix milliseconds; 0 is for none, so that no time that is
// one becomes it.
func dueAt(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(max(1, t.UnixMilli()))
}

// ownName is the name of the reader who alone gets a briefing, as in
// core.SessionKey.User; "" for a chat.
func ownName(p subscriptions.Place) string {
	if !p.Private() {
		return ""
	}
	return p.Platform + " " + p.User
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendTime(b []byte, t time.Time) []byte {
	_, offset := t.Zone()
	return binary.AppendVarint(binary.AppendVarint(b, t.UnixMilli()), int64(offset))
}

// dateNumber is a date as a number that orders as dates do, 0 for none.
func dateNumber(d schedule.Date) (uint32, error) {
	if d == (schedule.Date{}) {
		return 0, nil
	}
	if !d.Valid() || d.Year < 1 || d.Year > 9999 {
		return 0, fmt.Errorf("bolt: no date: %v", d)
	}
	return uint32(d.Year<<9 | int(d.Month)<<5 | d.Day), nil
}

func numberDate(n uint32) (schedule.Date, error) {
	if n == 0 {
		return schedule.Date{}, nil
	}
	d := schedule.Date{Year: int(n >> 9), Month: time.Month(n >> 5 & 15), Day: int(n & 31)}
	if _, err := dateNumber(d); err != nil {
		return schedule.Date{}, err
	}
	return d, nil
}

// fields reads the fields of a value. What cannot be read is zero, and bad.
type fields struct {
	rest []byte
	bad  bool
}

// number reads one of at most a limit.
func (f *fields) number(limit uint64) uint64 {
	n, size := binary.Uvarint(f.rest)
	if size <= 0 || n > limit {
		f.bad, f.rest = true, nil
		return 0
	}
	f.rest = f.rest[size:]
	return n
}

func (f *fields) signed() int64 {
	n, size := binary.Varint(f.rest)
	if size <= 0 {
		f.bad, f.rest = true, nil
		return 0
	}
	f.rest = f.rest[size:]
	return n
}

func (f *fields) text() string {
	n := f.number(uint64(len(f.rest)))
	if n > uint64(len(f.rest)) {
		f.bad, f.rest = true, nil
		return ""
	}
	text := string(f.rest[:n])
	f.rest = f.rest[n:]
	return text
}

func (f *fields) list() []string {
	n := f.number(uint64(len(f.rest))) // each text takes a byte at least
	if n == 0 {
		return nil
	}
	list := make([]string, 0, min(n, 64))
	for range n {
		if f.bad {
			return nil
		}
		list = append(list, f.text())
	}
	return list
}

func (f *fields) time() time.Time {
	ms, offset := f.signed(), f.signed()
	const day = 24 * 60 * 60
	if offset <= -day || offset >= day || ms < minMilli || ms > maxMilli {
		f.bad = true
		return time.Time{}
	}
	t := time.UnixMilli(ms).UTC()
	if offset != 0 {
		t = t.In(time.FixedZone("", int(offset)))
	}
	return t
}

// The years that times may be of: 0 to 9999, as in JSON.
var (
	minMilli = time.Date(0, 1, 2, 0, 0, 0, 0, time.UTC).UnixMilli()
	maxMilli = time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC).UnixMilli()
)

func (f *fields) date() schedule.Date {
	d, err := numberDate(uint32(f.number(math.MaxUint32)))
	if err != nil {
		f.bad = true
	}
	return d
}
