package monitor

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"dragoman/core/edition"
	"dragoman/core/subscriptions"
)

// Options say what a monitor looks at. The zero value looks at nothing but the
// process.
type Options struct {
	Version string         // of the program
	Story   *edition.Stand // nil for none
	// Size tells how much is in the state file; an error means that it cannot be
	// used. nil: there is none.
	Size func(context.Context) (Size, error)
	// Census counts subscriptions. It may take long, so that it is called in the
	// background of [Monitor.Count] alone. nil: they are not counted.
	Census func(ctx context.Context, now time.Time) (subscriptions.Census, error)
	Now    func() time.Time // the wall clock; nil for time.Now
}

// Size is how much is in the state file.
type Size struct {
	Sessions int
	Bytes    int64
}

// Monitor gathers what there is to see.
type Monitor struct {
	o        Options
	registry *prometheus.Registry

	questions *prometheus.CounterVec   // platform, outcome
	latency   *prometheus.HistogramVec // platform
	calls     *prometheus.CounterVec   // platform, route, code
	briefings *prometheus.CounterVec   // platform, event
	late      *prometheus.HistogramVec // platform

	mu        sync.Mutex
	platforms []*Platform
	census    atomic.Pointer[subscriptions.Census]
	stopping  atomic.Bool
}

// New returns a monitor with a registry of its own.
func New(o Options) *Monitor {
	if o.Now == nil {
		o.Now = time.Now
	}
	m := &Monitor{
		o: o, registry: prometheus.NewRegistry(),
		questions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dragoman_questions_total", Help: "Messages that the bot was asked to answer, by what became of them.",
		}, []string{"platform", "outcome"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dragoman_answer_seconds", Help: "Time to find an answer, without waiting in the queue and without sending it.",
			Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5},
		}, []string{"platform"}),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dragoman_platform_calls_total", Help: "Calls to a platform, each attempt, by HTTP status; \"none\" without an answer, \"canceled\" when the bot gave it up.",
		}, []string{"platform", "route", "code"}),
		briefings: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "dragoman_briefings_total", Help: "Daily briefings, by what became of them.",
		}, []string{"platform", "event"}),
		late: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "dragoman_briefing_late_seconds", Help: "How long after its time a briefing was sent.",
			Buckets: []float64{1, 5, 15, 30, 60, 120, 300, 900, 1800, 3600, 7200},
		}, []string{"platform"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "dragoman_build_info", Help: "Always 1; the label is the version of the program.",
		ConstLabels: prometheus.Labels{"version": o.Version},
	})
	build.Set(1)
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		build, m.questions, m.latency, m.calls, m.briefings, m.late, present{m},
	)
	return m
}

// Platform is what is seen of one platform.
type Platform struct {
	m    *Monitor
	name string

	mu        sync.Mutex
	connected bool
	since     time.Time // when that changed
	ended     bool      // for good
	queue     func() (waiting, running int)
}

// Platform begins to look at a platform: the bot is to answer there. The name, as
// in "telegram", is a label.
func (m *Monitor) Platform(name string) *Platform {
	p := &Platform{m: m, name: name, since: m.o.Now()}
	for _, outcome := range outcomes {
		m.questions.WithLabelValues(name, outcome)
	}
	for _, event := range events {
		m.briefings.WithLabelValues(name, string(event))
	}
	m.latency.WithLabelValues(name)
	m.late.WithLabelValues(name)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.platforms = append(m.platforms, p)
	return p
}

// Stopping notes that the bot takes on nothing more: it is not ready any more,
// though well.
func (m *Monitor) Stopping() { m.stopping.Store(true) }

func (m *Monitor) all() []*Platform {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.platforms)
}

// Connected notes whether the bot is connected: whether what readers write
// reaches it.
func (p *Platform) Connected(is bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.connected != is {
		p.connected, p.since = is, p.m.o.Now()
	}
}

// Ended notes that the bot does not answer there any more, for good.
func (p *Platform) Ended() {
	p.Connected(false)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
}

// Queue says where to ask how many requests wait and how many are being handled.
func (p *Platform) Queue(size func() (waiting, running int)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = size
}

// state is what Connected, Ended and Queue noted.
func (p *Platform) state() (connected, ended bool, since time.Time, queue func() (waiting, running int)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.connected, p.ended, p.since, p.queue
}
