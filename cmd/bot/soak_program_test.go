package main_test

import (
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// soaked is a program that serves in a soak. As in TestServeSurvivesKills each has an
// address of its own at Telegram.
type soaked struct {
	*process
	number int
	front  *httptest.Server
	url    string // of its health and figures
	first  int64  // the first message that it may send
}

// builtBefore is the binary that other tests use too.
func builtBefore(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("short: the real binary is not built")
	}
	markBuilt()
	path, err := build()
	if err != nil {
		t.Skip("the binary cannot be built here:", err)
	}
	return path
}

// buildForRaces makes one that looks for data races, where it can be built.
func (s *soak) buildForRaces() {
	path := filepath.Join(s.home, "bot")
	out, err := exec.Command("go", "build", "-race", "-o", path, ".").CombinedOutput()
	if err != nil {
		s.t.Logf("it cannot be built with the race detector: %v: %s", err, out)
		return
	}
	s.binary, s.races = path, true
}

// start starts a program, which gets Telegram's updates by webhook or asks for them.
// It gets the latest of the one before again.
func (s *soak) start(webhook bool) *soaked {
	s.t.Helper()
	p := &soaked{number: len(s.programs), front: httptest.NewServer(s.telegram), first: s.telegram.NextMessage()}
	args := []string{
		"--story", s.story, "--state", s.state, "serve", "--user-burst", "1000000", "--chat-burst", "1000000",
		"--telegram-api", p.front.URL, "--discord-api", s.discord.URL + "/api", "--listen", "127.0.0.1:0", "--pprof",
	}
	if webhook {
		address := freeAddress(s.t)
		args = append(args, "--telegram-webhook", "http://"+address+"/hook", "--telegram-webhook-listen", address)
	} else {
		args = append(args, "--telegram-drop-webhook")
	}
	p.process = &process{cmd: exec.Command(s.binary, args...), log: newBuffer(), done: make(chan error, 1)}
	p.cmd.Env = []string{"DISCORD_TOKEN=" + discordToken, "TELEGRAM_TOKEN=" + botToken, "HOME=" + s.home, "PATH=" + os.Getenv("PATH")}
	p.cmd.Stderr, p.cmd.Stdout = p.log, io.Discard
	s.telegram.Again(20)
	s.programs = append(s.programs, p)
	s.program.Store(int64(p.number))
	if err := p.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	s.t.Cleanup(p.kill)
	p.url = monitored(s.t, p.log)
	p.log.await("the bot answers on Telegram") // or later: it may be a storm
	p.log.await("the bot answers on Discord")
	s.weather.serves()
	return p
}

// stop ends a program, and looks at what it has done. Gently is with SIGTERM, else it
// is killed.
func (s *soak) stop(p *soaked, gently bool) {
	s.t.Helper()
	s.weather.stopped()
	s.count(p)
	if gently {
		s.stops++
		if status, took := p.status(s.t); status != 0 || took > 10*time.Second {
			s.t.Errorf("ended with %d after %v:\n%s", status, took, tail(p.log.String()))
		}
	} else {
		s.kills++
		p.kill()
	}
	s.readers.ended(p)
	p.front.CloseClientConnections()
	p.front.Close() // when the last call is done
	s.briefings.look(s.t, p)
	for line := range strings.Lines(p.log.String()) {
		if strings.Contains(line, "AAsecret") || strings.Contains(line, "panic") || strings.Contains(line, "DATA RACE") {
			s.t.Errorf("the log of program %d:\n%s", p.number, p.log)
			break
		}
		if found := logged.FindStringSubmatch(line); found != nil {
			s.logged[found[1]]++
		}
	}
}

var logged = regexp.MustCompile(`level=((?:WARN|ERROR) msg=(?:"[^"]*"|\S*))`)

// tail is the end of a text.
func tail(text string) string { return text[max(0, len(text)-5000):] }

// figures are what a program holds.
type figures struct {
	goroutines int // without those of connections that HTTP keeps open
	heap       int // bytes in use after a collection of garbage
	resident   int // bytes of memory that the system gave it
	sessions   int
	file       int // bytes of the state file
}

// settled waits until no more than so many goroutines are left of a program that has
// nothing to do, for half a minute at most, and returns its figures.
func (s *soak) settled(p *soaked, most int) figures {
	s.t.Helper()
	limit, tick := time.NewTimer(30*time.Second), time.NewTicker(100*time.Millisecond)
	defer limit.Stop()
	defer tick.Stop()
	for before := -1; ; {
		f := look(s.t, p.url)
		if f.goroutines == before && f.goroutines <= most {
			return f
		}
		before = f.goroutines
		select {
		case <-tick.C:
		case <-limit.C:
			return f
		}
	}
}

var (
	stackOf  = regexp.MustCompile(`(?m)^(\d+) @`)
	keptOpen = regexp.MustCompile(`net/http\.\(\*(persistConn|conn|connReader)\)`)
)

// look asks a program for its figures.
func look(t *testing.T, url string) (f figures) {
	t.Helper()
	seen(t, url+"/debug/pprof/heap?gc=1")
	_, stacks := seen(t, url+"/debug/pprof/goroutine?debug=1")
	for stack := range strings.SplitSeq(stacks, "\n\n") {
		found := stackOf.FindStringSubmatch(stack)
		if number, err := strconv.Atoi(strings.Join(found[min(1, len(found)):], "")); err == nil && !keptOpen.MatchString(stack) {
			f.goroutines += number
		}
	}
	_, text := seen(t, url+"/metrics")
	m := metrics(text)
	f.heap, f.resident = int(m["go_memstats_heap_alloc_bytes"]), int(m["process_resident_memory_bytes"])
	f.sessions, f.file = int(m["dragoman_sessions"]), int(m["dragoman_state_bytes"])
	return f
}

// metrics reads a page of figures, by name and labels.
func metrics(text string) map[string]float64 {
	all := make(map[string]float64)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		space := strings.LastIndexByte(line, ' ')
		if n, err := strconv.ParseFloat(line[space+1:], 64); err == nil && space > 0 {
			all[line[:space]] = n
		}
	}
	return all
}

var callsOf = regexp.MustCompile(`^dragoman_platform_calls_total\{code="(\w+)",platform="(\w+)",route=`)

// count adds what a program has counted, before it ends.
func (s *soak) count(p *soaked) {
	s.t.Helper()
	_, text := seen(s.t, p.url+"/metrics")
	for name, n := range metrics(text) {
		if found := callsOf.FindStringSubmatch(name); found != nil {
			s.calls[found[2]+" "+found[1]] += int(n)
		}
	}
	s.reloads += strings.Count(p.log.String(), "the story has a new edition")
}
