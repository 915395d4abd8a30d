package bolt_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

// TestKilledFanOut starts a process that claims and settles briefings and prints
// what it has done when it is on the disk; it is killed at some moment, several
// times over the same file. Then each place is as it says itself: settled up to
// its date in the ledger and in the subscription alike, claimed after it at most
// once, and no further behind than what was printed.
func TestKilledFanOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	const places = 12
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range places {
		subscribe(t, s, subscriptions.Subscription{Place: substest.Reader("telegram", n), Date: fanOutBegins, Next: day})
	}
	s.Close()
	const rounds = 5
	total := 0
	printed := make(map[string]bool)
	for range rounds {
		for _, line := range printAndKill(t, path, 1+rand.IntN(200)) {
			printed[line] = true
		}
		bolttest.Check(t, path)
		if s, err = bolt.Open(path, bolt.Options{}); err != nil {
			t.Fatal(err)
		}
		total = 0
		for n := range places {
			total += settledUpTo(t, s, substest.Reader("telegram", n), n, printed)
		}
		s.Close()
	}
	t.Logf("%d briefings settled over %d kills", total, rounds)
}

var fanOutBegins = date(2026, 3, 14)

// settledUpTo checks the ledger of a place against its subscription, and what
// was printed against the ledger. It returns how many are settled.
func settledUpTo(t *testing.T, s *bolt.Store, place subscriptions.Place, n int, printed map[string]bool) (settled int) {
	t.Helper()
	sub, ok, err := s.Subscription(t.Context(), place)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	for d := fanOutBegins; ; d = d.AddDays(1) {
		e, err := s.Entry(t.Context(), place, d)
		if err != nil {
			t.Fatal(err)
		}
		if order := d.Compare(sub.Date); order < 0 != (e.State == subscriptions.Sent) || order > 0 && e.State != subscriptions.Unknown {
			t.Fatalf("place %d on %v: %v, but the next is of %v", n, d, e.State, sub.Date)
		}
		for state, word := range map[subscriptions.State]string{subscriptions.Claimed: "claimed", subscriptions.Sent: "sent"} {
			if printed[fmt.Sprint(word, " ", n, " ", d)] && e.State < state {
				t.Fatalf("place %d on %v: %v, but it was %s", n, d, e.State, word)
			}
		}
		if e.State != subscriptions.Sent {
			break
		}
		settled++
	}
	if len(sub.Progress.Parts) != 1 && settled > 0 || settled > 0 && sub.Progress.Parts[0] != fmt.Sprint(settled) {
		t.Fatalf("place %d: %v after %d", n, sub.Progress.Parts, settled)
	}
	return settled
}

// printAndKill lets a child print some lines, kills it and returns all that it
// had printed by then.
func printAndKill(t *testing.T, path string, lines int) (printed []string) {
	t.Helper()
	cmd, stderr := child(t, "fan out", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(out)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			break // killed, and the rest of the pipe read
		}
		printed = append(printed, strings.TrimSpace(line))
		if len(printed) == lines {
			cmd.Process.Kill()
		}
	}
	cmd.Wait()
	if len(printed) < lines {
		t.Fatalf("it ended after %d lines: %s", len(printed), stderr)
	}
	return printed
}

// fanOutForEver is the child.
func fanOutForEver(path string) error {
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			defer cancel()
			place := substest.Reader("telegram", n)
			for ctx.Err() == nil {
				sub, _, err := s.Subscription(ctx, place)
				if err != nil {
					return
				}
				if _, err := s.Claim(ctx, place, sub.Date, day); err != nil {
					return
				}
				if !say("claimed", n, sub.Date) {
					return
				}
				err = s.Settle(ctx, place, sub.Date, subscriptions.Sent, day, func(now *subscriptions.Subscription) bool {
					now.Date = now.Date.AddDays(1)
					settled := 1
					if len(now.Progress.Parts) == 1 {
						fmt.Sscan(now.Progress.Parts[0], &settled)
						settled++
					}
					now.Progress.Parts = []string{fmt.Sprint(settled)}
					return true
				})
				if err != nil || !say("sent", n, sub.Date) {
					return
				}
			}
		})
	}
	all.Wait()
	return fmt.Errorf("no more could be settled")
}

func say(word string, n int, d schedule.Date) bool {
	_, err := fmt.Fprintln(os.Stdout, word, n, d)
	return err == nil
}
