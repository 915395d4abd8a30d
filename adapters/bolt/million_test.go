package bolt_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

var million = flag.Bool("million", false, "fill a state file with 1,000,000 subscriptions, and measure; takes some minutes and 2 GB")

// TestMillion is what the bot promises of a file with a million subscriptions:
// it opens in 5 seconds, what is due is found without looking at the rest, and
// while all of them are sent the process takes less than 300 MB.
//
//	go test ./adapters/bolt -run TestMillion -million -v -timeout 30m
func TestMillion(t *testing.T) {
	if !*million {
		t.Skip("only with -million")
	}
	const n = 1_000_000
	path := filepath.Join(t.TempDir(), "state.db")
	fill(t, path, n)
	var m measures
	for _, from := range []string{"the disk", "the system's cache"} {
		if from == "the disk" && !evict(path) {
			continue
		}
		opened := measure(t, "open million", path)
		t.Logf("opened from %s: %v", from, opened)
		if opened.Open > 5*time.Second {
			t.Errorf("opened from %s in %v", from, opened.Open)
		}
		m.Open = max(m.Open, opened.Open)
	}
	sent := measure(t, "send million", path)
	t.Logf("sent: %v", sent)
	sent.check(t, n, 300<<20)
	if sent.Due > 20*time.Millisecond {
		t.Errorf("the first 100 that are due took %v", sent.Due)
	}
	bolttest.Check(t, path)
}

// TestThousands is TestMillion in small.
func TestThousands(t *testing.T) {
	const n = 20_000
	path := filepath.Join(t.TempDir(), "state.db")
	fill(t, path, n)
	sent := measure(t, "send million", path)
	t.Logf("%v", sent)
	sent.check(t, n, 300<<20)
	bolttest.Check(t, path)
}

// measures are what a process of its own finds.
type measures struct {
	Bytes  int64         // of the file
	Open   time.Duration // Open
	Census time.Duration // Census
	Due    time.Duration // Due of the first 100
	Send   time.Duration // Due, Claim and Settle of all, without fsync
	Sent   int
	Opened memory // after Open
	Peak   memory // the most while sending
}

// memory is what the system counts for the process, in bytes; 0 where it is not
// known.
type memory struct{ RSS, Anon int64 }

func (m measures) String() string {
	s := fmt.Sprintf("file %d MB, open %v (RSS %d MB, of it anonymous %d MB)", m.Bytes>>20, m.Open.Round(time.Millisecond), m.Opened.RSS>>20, m.Opened.Anon>>20)
	if m.Sent > 0 {
		s += fmt.Sprintf(", census %v, first 100 due %v, %d sent in %v (RSS at most %d MB, of it anonymous %d MB)",
			m.Census.Round(time.Millisecond), m.Due, m.Sent, m.Send.Round(time.Millisecond), m.Peak.RSS>>20, m.Peak.Anon>>20)
	}
	return s
}

func (m measures) check(t *testing.T, sent int, rss int64) {
	t.Helper()
	if m.Sent != sent {
		t.Errorf("%d were due, want %d", m.Sent, sent)
	}
	if m.Peak.RSS > rss {
		t.Errorf("it took %d MB of memory", m.Peak.RSS>>20)
	}
}

func measure(t *testing.T, role, path string) (m measures) {
	t.Helper()
	cmd, stderr := child(t, role, path)
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &m)
	}
	if err != nil {
		t.Fatalf("%s: %v: %s", role, err, stderr)
	}
	return m
}

// fill makes a file of subscriptions as readers make them: in any order, most
// in the morning, each told about some days already.
func fill(t *testing.T, path string, n int) {
	t.Helper()
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const batch = 2000
	for from := 0; from < n; from += batch {
		var subs []subscriptions.Subscription
		for i := from; i < min(from+batch, n); i++ {
			subs = append(subs, oneOfMany(i))
		}
		if err := s.PutAll(t.Context(), subs); err != nil {
			t.Fatal(err)
		}
	}
}

// firstDue is when the first of the many are due, all within a day.
var firstDue = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

func oneOfMany(i int) subscriptions.Subscription {
	rnd := rand.New(rand.NewPCG(uint64(i), 7))
	s := subscriptions.Subscription{
		Language: []string{"en", "de", "uk", "ar"}[rnd.IntN(4)],
		Plan:     schedule.Plan{At: schedule.Clock(60 * (6 + rnd.IntN(5))), Zone: []string{"Europe/Warsaw", "America/New_York", "Asia/Riyadh"}[rnd.IntN(3)]},
		Since:    firstDue.Add(-time.Duration(rnd.IntN(1e9)) * time.Millisecond),
		Date:     date(2026, 11, 24),
		Progress: briefing.Progress{Story: "riyadh-talks-2025", AsOf: firstDue},
	}
	id := fmt.Sprint(1_000_000_000 + rnd.IntN(6_000_000_000))
	switch rnd.IntN(10) {
	case 0, 1, 2:
		s.Place = subscriptions.Place{Platform: subscriptions.Discord, User: fmt.Sprint(i) + "00" + id}
		s.By = "discord " + s.Place.User
	case 3:
		s.Place = subscriptions.Place{Platform: subscriptions.Telegram, Chat: "-100" + id + fmt.Sprint(i), Topic: "17"}
		s.By = "telegram " + id
	default:
		s.Place = subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(i) + id}
		s.By = "telegram " + s.Place.User
	}
	for d := range 1 + rnd.IntN(8) {
		s.Progress.Parts = append(s.Progress.Parts, fmt.Sprint("part-", d))
		s.Progress.Quotes = append(s.Progress.Quotes, fmt.Sprintf("%08x", rnd.Uint32()))
	}
	s.Next = firstDue.Add(time.Duration(s.Plan.At)*time.Minute + time.Duration(rnd.IntN(60_000))*time.Millisecond)
	return s
}

func openMillion(path string) error {
	s, m, err := openMeasured(path)
	if err != nil {
		return err
	}
	return m.report(s)
}

func openMeasured(path string) (*bolt.Store, *measures, error) {
	begin := time.Now()
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	m := &measures{Open: time.Since(begin), Opened: resident()}
	return s, m, err
}

func (m *measures) report(s *bolt.Store) error {
	info, err := os.Stat(s.Path())
	if err != nil {
		return err
	}
	m.Bytes = info.Size()
	if err := s.Close(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(m)
}

// sendMillion sends all that is due in a day, some hundreds at a time.
func sendMillion(path string) error {
	s, m, err := openMeasured(path)
	if err != nil {
		return err
	}
	ctx, now := context.Background(), firstDue.Add(24*time.Hour)
	begin := time.Now()
	c, err := s.Census(ctx, now)
	if err != nil {
		return err
	}
	m.Census, m.Peak = time.Since(begin), resident()
	begin = time.Now()
	if _, err := s.Due(ctx, subscriptions.Telegram, c.Earliest.Add(time.Hour), 100); err != nil {
		return err
	}
	m.Due = time.Since(begin)
	begin = time.Now()
	for _, platform := range []string{subscriptions.Telegram, subscriptions.Discord} {
		for {
			due, err := s.Due(ctx, platform, now, 500)
			if err != nil {
				return err
			}
			if len(due) == 0 {
				break
			}
			if err := sendAll(s, due); err != nil {
				return err
			}
			m.Sent += len(due)
			at := resident()
			m.Peak = memory{max(m.Peak.RSS, at.RSS), max(m.Peak.Anon, at.Anon)}
		}
	}
	m.Send = time.Since(begin)
	return m.report(s)
}

// sendAll claims and settles, all at once.
func sendAll(s *bolt.Store, due []subscriptions.Subscription) error {
	var all sync.WaitGroup
	errs := make([]error, len(due))
	for i, sub := range due {
		all.Go(func() { errs[i] = sendOne(s, sub) })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func sendOne(s *bolt.Store, sub subscriptions.Subscription) error {
	ctx := context.Background()
	before, err := s.Claim(ctx, sub.Place, sub.Date, sub.Next)
	if err != nil {
		return err
	}
	if before.State > subscriptions.Claimed {
		return fmt.Errorf("%s is due, and was %v", sub.Place.Name(), before)
	}
	return s.Settle(ctx, sub.Place, sub.Date, subscriptions.Sent, sub.Next, func(now *subscriptions.Subscription) bool {
		now.Next, now.Date = now.Next.Add(24*time.Hour), now.Date.AddDays(1)
		now.Progress.Parts = append(now.Progress.Parts, "one-more")
		return true
	})
}

// resident is the memory of this process.
func resident() (m memory) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return m // not Linux
	}
	for line := range strings.Lines(string(status)) {
		var kb int64
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kb); err == nil {
			m.RSS = kb << 10
		}
		if _, err := fmt.Sscanf(line, "RssAnon: %d kB", &kb); err == nil {
			m.Anon = kb << 10
		}
	}
	return m
}
