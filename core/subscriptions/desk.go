package subscriptions

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/schedule"
	"dragoman/core/zones"
)

// DeskOptions are what a desk needs.
type DeskOptions struct {
	Store  Store
	Ledger Ledger
	Index  Index
	Story  *edition.Stand
	Log    *slog.Logger          // nil for none
	Wake   func(platform string) // called when something may be due earlier; nil for none
	Now    func() time.Time      // the wall clock, for what no visitor does; nil for time.Now
}

// Desk is where readers subscribe, change and stop, the same on each platform.
// It keeps nothing in memory: what a dialogue has come to is in the data of its
// buttons. Its methods may be called concurrently. Their errors are the store's.
type Desk struct{ o DeskOptions }

// NewDesk returns a desk.
func NewDesk(o DeskOptions) *Desk {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Wake == nil {
		o.Wake = func(string) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Desk{o}
}

// Subscribe subscribes the visitor's place, or changes its subscription, as far
// as the wish says. What it does not say, and no subscription says either, is
// asked for. A wish that says nothing shows the subscription that there is, and one
// that says "off" unsubscribes.
func (d *Desk) Subscribe(ctx context.Context, v Visitor, w Wish) (Page, error) {
	if w.Ends() {
		return d.Unsubscribe(ctx, v)
	}
	dr, wrong := v.read(w)
	return d.take(ctx, v, dr, wrong)
}

// SubscribeLine is Subscribe with the wish in one line, in any order: "8:30
// Warsaw weekdays only-new". A command before it is skipped.
func (d *Desk) SubscribeLine(ctx context.Context, v Visitor, line string) (Page, error) {
	words := lineWords(line)
	if saysOff(words) {
		return d.Unsubscribe(ctx, v)
	}
	dr, wrong := v.readLine(words)
	return d.take(ctx, v, dr, wrong)
}

// take does what a draft says, or asks for what it lacks.
func (d *Desk) take(ctx context.Context, v Visitor, dr draft, wrong mistakes) (Page, error) {
	s, ok, err := d.o.Store.Subscription(ctx, v.Place)
	if err != nil {
		return Page{}, err
	}
	subscribed := ok && s.Ended == ""
	switch {
	case len(wrong) > 0 && subscribed:
		return v.stays(dr.with(s, ok), wrong, s), nil
	case len(wrong) > 0:
		return v.mistaken(dr.with(s, ok), wrong), nil
	case subscribed && dr == (draft{}):
		return v.settings(s), nil
	}
	dr = dr.with(s, ok)
	switch {
	case !dr.hasTime:
		return v.askTime("", dr), nil
	case dr.zone == "":
		return v.askZone("", dr), nil
	}
	s, err = d.change(ctx, v.Place, v.Now, func(s *Subscription) bool {
		if s.Since.IsZero() {
			s.Since = v.Now
		}
		s.By, s.Language = v.User, v.language()
		s.Ended, s.EndedAt, s.Failing = "", time.Time{}, time.Time{}
		dr.fill(s)
		return true
	})
	switch {
	case errors.Is(err, schedule.ErrZone):
		zone := dr.zone
		dr.zone = ""
		return v.mistaken(dr, mistakes{{badZone, zone}}), nil
	case err != nil:
		return Page{}, err
	}
	d.o.Log.Info("subscribed", "platform", v.Place.Platform, "private", v.Place.Private(), "changed", subscribed)
	return v.confirmation(s, subscribed), nil
}

// Unsubscribe ends the subscription of the visitor's place.
func (d *Desk) Unsubscribe(ctx context.Context, v Visitor) (Page, error) {
	s, ok, err := d.o.Store.Subscription(ctx, v.Place)
	if err != nil {
		return Page{}, err
	}
	if !ok {
		return v.none(), nil
	}
	if err := d.o.Store.DeleteSubscription(ctx, v.Place); err != nil {
		return Page{}, err
	}
	d.o.Log.Info("unsubscribed", "platform", v.Place.Platform, "private", v.Place.Private())
	return v.unsubscribed(s), nil
}

// Settings shows the subscription of the visitor's place, with buttons that
// change it. ok is false when there is none, or one that has ended: then the page
// offers one.
func (d *Desk) Settings(ctx context.Context, v Visitor) (page Page, ok bool, err error) {
	s, ok, err := d.o.Store.Subscription(ctx, v.Place)
	switch {
	case err != nil:
		return Page{}, false, err
	case !ok:
		return v.none(), false, nil
	case s.Ended != "":
		return v.ended(s), false, nil
	}
	return v.settings(s), true, nil
}

// Briefing is the briefing now, for the visitor's place. The daily one comes
// nevertheless, as if this one had not been asked for.
func (d *Desk) Briefing(ctx context.Context, v Visitor) (briefing.Briefing, error) {
	s, ok, err := d.o.Store.Subscription(ctx, v.Place)
	if err != nil {
		return briefing.Briefing{}, err
	}
	zone, known := load(s.Plan.Zone)
	if !known {
		zone, _ = load(zones.Guess(v.Locale)[0])
	}
	br := briefing.Compose(briefing.Request{
		Base: d.o.Story.Now().Base, Date: schedule.DateOf(v.Now.In(zone)),
		Progress: s.Progress, Repeat: s.Repeat, Welcome: true,
	})
	br.Once = !ok || s.Ended != ""
	return br, nil
}

// Move gives a place a new name, when the platform says so: of a group that
// became a supergroup. What is being sent to it meanwhile counts for the new name.
func (d *Desk) Move(ctx context.Context, from, to Place) error {
	if from == to {
		return nil
	}
	return d.o.Store.Change(ctx, from, func(s *Subscription) bool {
		if !exists(*s) {
			return false
		}
		s.Place = to
		return true
	})
}

// End notes that a place gets nothing any more, when the platform says so.
func (d *Desk) End(ctx context.Context, place Place, r Reason) error {
	ended := false
	err := d.o.Store.Change(ctx, place, func(s *Subscription) bool {
		ended = exists(*s) && s.Ended == ""
		if ended {
			s.finish(r, d.o.Now())
		}
		return ended
	})
	if err == nil && ended {
		d.o.Log.Info("a subscription has ended", "platform", place.Platform, "private", place.Private(), "reason", string(r))
	}
	return err
}

// Forget deletes what a reader subscribed to alone, and takes their name off the
// subscriptions that they made for chats.
func (d *Desk) Forget(ctx context.Context, user string) error {
	places, err := d.o.Index.SubscribedBy(ctx, user)
	if err != nil {
		return err
	}
	for _, place := range places {
		if place.Private() {
			err = d.o.Store.DeleteSubscription(ctx, place)
		} else {
			err = d.o.Store.Change(ctx, place, func(s *Subscription) bool {
				mine := s.By == user
				if mine {
					s.By = ""
				}
				return mine
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
