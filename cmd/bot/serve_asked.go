package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dragoman/core/asked"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// askedFlags are the flags about what readers ask.
type askedFlags struct {
	Keep   keptDays `name:"keep-questions" default:"30d" placeholder:"DAYS" help:"How long to keep which questions the story did not answer, and how often its facts served: days as in 30d, 366d at most; 0 gathers nothing and deletes what there is (${default})."`
	Admins []string `name:"admin" placeholder:"PLATFORM:ID" help:"Who sees /report in a private chat: telegram:ID or discord:ID, with the user's number on the platform, not a name. May be given several times, or with commas."`
}

// keptDays is a number of days, as in "30d".
type keptDays int

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *keptDays) UnmarshalText(text []byte) error {
	n, err := parseDays(string(text))
	if err != nil || n > asked.MaxKeep {
		return fmt.Errorf("write a number of days as in 30d, %dd at most, or 0", asked.MaxKeep)
	}
	*k = keptDays(n)
	return nil
}

// parseDays reads "30d"; of 0 the letter may be missing.
func parseDays(s string) (int, error) {
	if s == "0" {
		return 0, nil
	}
	number, ok := strings.CutSuffix(s, "d")
	n, err := strconv.ParseUint(number, 10, 16)
	if !ok || err != nil {
		return 0, errors.New("no number of days")
	}
	return int(n), nil
}

// anID is a user's number on a platform: Telegram's have 52 bits, Discord's 64.
var anID = regexp.MustCompile(`^[1-9][0-9]{0,19}$`)

// admins returns the ids of those who see reports, by platform. The error says all
// that is wrong.
func (f *askedFlags) admins() (map[string][]string, error) {
	ids := make(map[string][]string)
	var wrong []error
	for _, admin := range f.Admins {
		platform, id, _ := strings.Cut(strings.TrimSpace(admin), ":")
		switch {
		case platform != subscriptions.Telegram && platform != subscriptions.Discord:
			wrong = append(wrong, fmt.Errorf("--admin %q: write telegram:ID or discord:ID", admin))
		case !anID.MatchString(id):
			wrong = append(wrong, fmt.Errorf("--admin %q: after the colon comes the user's number on the platform, not a name", admin))
		default:
			ids[platform] = append(ids[platform], id)
		}
	}
	return ids, errors.Join(wrong...)
}

// flushWithin is how long the last of what was asked may take to be stored.
const flushWithin = 2 * time.Second

// openAsked begins to gather what readers ask. The function that it returns stores
// the last of it.
func (s *service) openAsked(ctx context.Context, keep keptDays, now func() time.Time) (flush func()) {
	if keep == 0 {
		if s.store != nil {
			if err := s.store.TrimAsked(ctx, schedule.Date{Year: 9999, Month: time.December, Day: 31}); err != nil {
				s.log.Warn("what readers asked was not deleted", "error", err)
			}
		}
		return func() {}
	}
	o := asked.Options{Story: s.stand, Store: new(asked.Memory), Keep: int(keep), Now: now, Log: s.log}
	if s.store != nil {
		o.Store, o.Feedback = s.store, s.store
	}
	s.gatherer = asked.New(o)
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushWithin)
		defer cancel()
		if err := s.gatherer.Flush(ctx); err != nil {
			s.log.Warn("the last of what readers asked was not stored", "error", err)
		}
	}
}

// answerer answers on a platform.
func (s *service) answerer(platform string) asked.Answerer {
	if s.gatherer == nil {
		return s.stand
	}
	return s.gatherer.On(platform, s.stand)
}

// inChat is how many days a report in a chat is about.
const inChat = 7

// report makes the text of /report on a platform, nil where nobody may see it.
func (s *service) report(platform string) func(context.Context) (string, error) {
	if s.gatherer == nil || len(s.admins[platform]) == 0 {
		return nil
	}
	return func(ctx context.Context) (string, error) {
		r, err := s.gatherer.Report(ctx, s.gatherer.LastDays(inChat))
		if err != nil {
			return "", err
		}
		return r.Brief(), nil
	}
}

// lastDays is the first of the last n days, in UTC.
func lastDays(n int, now time.Time) schedule.Date {
	return schedule.DateOf(now.UTC()).AddDays(1 - n)
}
