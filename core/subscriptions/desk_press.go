package subscriptions

import (
	"cmp"
	"context"
	"errors"

	"dragoman/core/schedule"
)

// Press does what a button is for, and returns the page that takes the place of
// the pressed one. Buttons say what shall be, not what to change, so that one that
// is pressed twice does no harm. Data that is not understood shows the settings.
func (d *Desk) Press(ctx context.Context, v Visitor, data string) (Page, error) {
	if data == "" || len(data) > MaxData {
		data = dataSettings
	}
	switch kind, rest := data[:1], data[1:]; kind {
	case dataDraft:
		if dr, ok := parseDraft(rest); ok {
			return d.take(ctx, v, dr, nil)
		}
	case dataStop:
		return d.Unsubscribe(ctx, v)
	case dataAskTime, dataAskZone, dataAskDays:
		return d.showChange(ctx, v, kind)
	default:
		if dr, ok := parseChange(kind, rest); ok {
			return d.changeOne(ctx, v, dr, kind == dataMoreDays)
		}
	}
	p, _, err := d.Settings(ctx, v)
	return p, err
}

// showChange shows the choices for one setting.
func (d *Desk) showChange(ctx context.Context, v Visitor, kind string) (Page, error) {
	s, ok, err := d.o.Store.Subscription(ctx, v.Place)
	switch {
	case err != nil:
		return Page{}, err
	case !ok:
		return v.none(), nil
	case s.Ended != "":
		return v.ended(s), nil
	case kind == dataAskTime:
		return v.changeTime(), nil
	case kind == dataAskZone:
		return v.changeZone(s), nil
	}
	return v.changeDays(s), nil
}

// parseChange reads a button of the settings: a draft that says one thing.
func parseChange(kind, rest string) (dr draft, ok bool) {
	flag := map[string]answer{"0": no, "1": yes}
	switch kind {
	case dataTime:
		dr.at, dr.hasTime = parseClockData(rest)
		return dr, dr.hasTime
	case dataZone:
		dr.zone, ok = findZone(rest)
		return dr, ok
	case dataDays, dataMoreDays:
		dr.days, dr.hasDays = parseDaysData(rest)
		return dr, dr.hasDays
	case dataOnlyNew:
		dr.onlyNew = flag[rest]
		return dr, dr.onlyNew != unsaid
	case dataRepeat:
		dr.repeat = flag[rest]
		return dr, dr.repeat != unsaid
	}
	return dr, false
}

// changeOne changes one setting of a subscription; where there is none any more,
// it is subscribed anew.
func (d *Desk) changeOne(ctx context.Context, v Visitor, dr draft, moreDays bool) (Page, error) {
	found := false
	s, err := d.change(ctx, v.Place, v.Now, func(s *Subscription) bool {
		found = exists(*s) && s.Ended == ""
		if found {
			dr.fill(s)
		}
		return found
	})
	switch {
	case errors.Is(err, schedule.ErrZone):
		unknown := cmp.Or(dr.zone, s.Plan.Zone)
		dr.zone = ""
		return v.mistaken(dr, mistakes{{badZone, unknown}}), nil
	case err != nil:
		return Page{}, err
	case !found:
		return d.take(ctx, v, dr, nil)
	case moreDays:
		return v.changeDays(s), nil
	}
	return v.settings(s), nil
}
