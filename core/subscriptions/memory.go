package subscriptions

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"dragoman/core/schedule"
)

// Memory is a Store, Queue, Ledger, Index and Switch that lives as long as the
// process. Its zero value is empty. It is safe for concurrent use, and calls
// change while no other call goes on. What it has kept long enough goes when it
// notes something else in the ledger.
type Memory struct {
	mu     sync.Mutex
	places map[Place]*planned
	due    map[string]*agenda        // by platform
	by     map[string]map[Place]bool // by user
	ledger map[noteKey]Entry
	notes  []noteKey // of the ledger, as they came
	ended  []ending  // as they came
	since  time.Time // paused; zero when not
	paused bool
}

var (
	_ Store  = (*Memory)(nil)
	_ Queue  = (*Memory)(nil)
	_ Ledger = (*Memory)(nil)
	_ Index  = (*Memory)(nil)
	_ Switch = (*Memory)(nil)
)

// noteKey names a note of the ledger.
type noteKey struct {
	place Place
	date  schedule.Date
}

// ending is a subscription that has ended, and when.
type ending struct {
	place Place
	at    time.Time
}

// Subscription implements [Store].
func (m *Memory) Subscription(ctx context.Context, place Place) (Subscription, bool, error) {
	if err := ctx.Err(); err != nil {
		return Subscription{}, false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.places[place]
	if !ok {
		return Subscription{}, false, nil
	}
	return p.clone(), true, nil
}

// Change implements [Store].
func (m *Memory) Change(ctx context.Context, place Place, change func(s *Subscription) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.change(place, change)
	return nil
}

// change is Change with m.mu held.
func (m *Memory) change(place Place, change func(s *Subscription) bool) {
	s := Subscription{Place: place}
	p, ok := m.places[place]
	if ok {
		s = p.clone()
	}
	if !change(&s) {
		return
	}
	if ok && s.Place != place {
		m.move(p.Subscription, s.Place)
	}
	m.remove(place)
	m.remove(s.Place)
	m.add(s)
}

// DeleteSubscription implements [Store].
func (m *Memory) DeleteSubscription(ctx context.Context, place Place) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.remove(place)
	return nil
}

// add stores a subscription whose place has none. m.mu is held.
func (m *Memory) add(s Subscription) {
	if m.places == nil {
		m.places = make(map[Place]*planned)
		m.due = make(map[string]*agenda)
		m.by = make(map[string]map[Place]bool)
	}
	p := &planned{at: -1}
	p.Subscription = s
	p.Subscription = p.clone() // the caller may keep s
	m.places[s.Place] = p
	if s.By != "" {
		if m.by[s.By] == nil {
			m.by[s.By] = make(map[Place]bool)
		}
		m.by[s.By][s.Place] = true
	}
	if !s.Next.IsZero() {
		if m.due[s.Place.Platform] == nil {
			m.due[s.Place.Platform] = new(agenda)
		}
		heap.Push(m.due[s.Place.Platform], p)
	}
	if s.Ended != "" && !s.EndedAt.IsZero() {
		m.ended = append(m.ended, ending{s.Place, s.EndedAt})
	}
}

// remove deletes the subscription of a place, if there is one. m.mu is held.
func (m *Memory) remove(place Place) {
	p, ok := m.places[place]
	if !ok {
		return
	}
	delete(m.places, place)
	if places := m.by[p.By]; places != nil {
		delete(places, place)
		if len(places) == 0 {
			delete(m.by, p.By)
		}
	}
	if p.at >= 0 {
		heap.Remove(m.due[place.Platform], p.at)
	}
}

// Due implements [Queue].
func (m *Memory) Due(ctx context.Context, platform string, now time.Time, n int) ([]Subscription, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var due []Subscription
	a := m.due[platform]
	if a == nil {
		return nil, nil
	}
	var taken []*planned // and put back: a heap has no order to walk in
	for len(taken) < n && len(*a) > 0 && !(*a)[0].Next.After(now) {
		p := heap.Pop(a).(*planned)
		taken = append(taken, p)
		due = append(due, p.clone())
	}
	for _, p := range taken {
		heap.Push(a, p)
	}
	return due, nil
}

// Latest implements [Queue]. It looks at all of the platform.
func (m *Memory) Latest(ctx context.Context, platform string, from time.Time, n int) ([]Subscription, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a := m.due[platform]
	if a == nil {
		return nil, nil
	}
	var later []*planned
	for _, p := range *a {
		if p.Next.After(from) {
			later = append(later, p)
		}
	}
	slices.SortFunc(later, func(a, b *planned) int { return a.Next.Compare(b.Next) })
	var found []Subscription
	for _, p := range later[:min(n, len(later))] {
		found = append(found, p.clone())
	}
	return found, nil
}

// Claim implements [Ledger].
func (m *Memory) Claim(ctx context.Context, place Place, date schedule.Date, now time.Time) (Entry, error) {
	if err := ctx.Err(); err != nil {
		return Entry{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.entry(noteKey{place, date})
	if before.State == Unknown {
		m.note(noteKey{place, date}, Entry{State: Claimed, At: now}, now)
	}
	return before, nil
}

// Settle implements [Ledger].
func (m *Memory) Settle(ctx context.Context, place Place, date schedule.Date, outcome State, now time.Time, change func(*Subscription) bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := m.follow(noteKey{place, date})
	if key.place != place && outcome != Sent {
		return nil
	}
	at := now
	if before := m.ledger[key]; before.State != Unknown {
		at = before.At
	}
	m.note(key, Entry{State: outcome, At: at}, now)
	if _, ok := m.places[key.place]; ok {
		m.change(key.place, change)
	}
	return nil
}

// Entry implements [Ledger].
func (m *Memory) Entry(ctx context.Context, place Place, date schedule.Date) (Entry, error) {
	if err := ctx.Err(); err != nil {
		return Entry{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.entry(noteKey{place, date}), nil
}

// entry is Entry with m.mu held.
func (m *Memory) entry(key noteKey) Entry {
	e := m.ledger[key]
	if e.State == Elsewhere {
		e.To = m.follow(key).place
		if _, ok := m.places[e.To]; !ok {
			e.To = Place{}
		}
	}
	return e
}

// follow returns where a note is, when the subscription has moved since. m.mu is
// held.
func (m *Memory) follow(key noteKey) noteKey {
	for m.ledger[key].State == Elsewhere {
		key.place = m.ledger[key].To
	}
	return key
}

// move takes the notes on a subscription along to another place, and leaves
// behind where they are. As nothing is left behind there, follow ends. m.mu is held.
func (m *Memory) move(s Subscription, to Place) {
	dates := make(map[schedule.Date]bool)
	if s.Date != (schedule.Date{}) {
		dates[s.Date] = true
	}
	for _, key := range m.notes {
		if key.place == s.Place {
			dates[key.date] = true
		}
	}
	for date := range dates {
		here, there := noteKey{s.Place, date}, noteKey{to, date}
		e := m.ledger[here]
		if e.State == Elsewhere {
			continue // of one that was here before
		}
		if e.State == Unknown {
			e.At = s.Next
		}
		switch before := m.ledger[there].State; {
		case e.State != Unknown && before != Sent:
			m.set(there, e)
		case before == Elsewhere:
			m.set(there, Entry{})
		}
		m.set(here, Entry{State: Elsewhere, At: e.At, To: to})
	}
}

// note writes into the ledger, and drops the notes that came before MaxLedger
// and the day that a local date may be off. m.mu is held.
func (m *Memory) note(key noteKey, e Entry, now time.Time) {
	m.set(key, e)
	m.sweep(now)
	for len(m.notes) > 0 && now.Sub(m.ledger[m.notes[0]].At) > MaxLedger+24*time.Hour {
		delete(m.ledger, m.notes[0])
		m.notes = m.notes[1:]
	}
}

// set writes into the ledger. m.mu is held.
func (m *Memory) set(key noteKey, e Entry) {
	if m.ledger == nil {
		m.ledger = make(map[noteKey]Entry)
	}
	if _, ok := m.ledger[key]; !ok {
		m.notes = append(m.notes, key)
	}
	m.ledger[key] = e
}

// sweep drops some of the subscriptions that ended MaxEnded ago. m.mu is held.
func (m *Memory) sweep(now time.Time) {
	const most = 100 // at once
	for range most {
		if len(m.ended) == 0 || now.Sub(m.ended[0].at) < MaxEnded {
			return
		}
		e := m.ended[0]
		m.ended = m.ended[1:]
		if p, ok := m.places[e.place]; ok && p.Ended != "" && p.EndedAt.Equal(e.at) {
			m.remove(e.place)
		}
	}
}

// SubscribedBy implements [Index].
func (m *Memory) SubscribedBy(ctx context.Context, user string) ([]Place, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var places []Place
	for place := range m.by[user] {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b Place) int { return cmp.Compare(a.Name(), b.Name()) })
	return places, nil
}

// ForgetUser deletes what a user gets alone, with the notes on it, and takes the
// user's name off the other subscriptions that they made. It returns how many
// there were of both.
func (m *Memory) ForgetUser(user string) (own, named int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	platform, id, _ := strings.Cut(user, " ")
	place := Place{Platform: platform, User: id}
	if _, ok := m.places[place]; ok {
		m.remove(place)
		own++
	}
	m.notes = slices.DeleteFunc(m.notes, func(key noteKey) bool {
		if key.place != place {
			return false
		}
		delete(m.ledger, key)
		return true
	})
	for other := range m.by[user] {
		m.change(other, func(s *Subscription) bool { s.By = ""; return true })
		named++
	}
	return own, named
}

// Paused implements [Switch].
func (m *Memory) Paused(ctx context.Context) (time.Time, bool, error) {
	if err := ctx.Err(); err != nil {
		return time.Time{}, false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.since, m.paused, nil
}

// SetPaused implements [Switch]. Who pauses again does not change since when.
func (m *Memory) SetPaused(ctx context.Context, paused bool, now time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if paused && !m.paused {
		m.since = now
	}
	if !paused {
		m.since = time.Time{}
	}
	m.paused = paused
	return nil
}

// planned is a subscription and where it is in the agenda, -1 for not there.
type planned struct {
	Subscription
	at int
}

// clone shares no memory with the original.
func (p *planned) clone() Subscription {
	s := p.Subscription
	s.Progress.Parts = slices.Clone(s.Progress.Parts)
	s.Progress.Quotes = slices.Clone(s.Progress.Quotes)
	return s
}

// agenda is a heap of what is planned, the first due on top.
type agenda []*planned

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].Next.Before(a[j].Next) }
func (a agenda) Swap(i, j int) {
	a[i], a[j] = a[j], a[i]
	a[i].at, a[j].at = i, j
}

// Push implements heap.Interface.
func (a *agenda) Push(x any) {
	p := x.(*planned)
	p.at = len(*a)
	*a = append(*a, p)
}

// Pop implements heap.Interface.
func (a *agenda) Pop() any {
	last := len(*a) - 1
	p := (*a)[last]
	(*a)[last] = nil
	*a = (*a)[:last]
	p.at = -1
	return p
}
