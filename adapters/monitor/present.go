package monitor

import (
	"context"
	"encoding/hex"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dragoman/core/subscriptions"
)

// present collects what is so at the moment of asking.
type present struct{ m *Monitor }

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

var (
	descConnected  = describe("dragoman_platform_connected", "1 while the bot is connected to the platform.", "platform")
	descEnded      = describe("dragoman_platform_ended", "1 when the bot does not answer on the platform any more, for good.", "platform")
	descQueue      = describe("dragoman_queue_requests", "Requests of readers that wait for others of the same chat, or are being handled.", "platform", "state")
	descStory      = describe("dragoman_story_info", "Always 1; the labels say which edition of the story is served.", "version", "as_of")
	descLoaded     = describe("dragoman_story_loaded_timestamp_seconds", "When the present edition of the story was loaded, Unix time.")
	descArticles   = describe("dragoman_story_articles", "Articles of the story.")
	descItems      = describe("dragoman_story_items", "Items of the story that can be answered from.")
	descStateUp    = describe("dragoman_state_up", "1 while the state file can be used.")
	descSessions   = describe("dragoman_sessions", "Conversations in the state file.")
	descBytes      = describe("dragoman_state_bytes", "Size of the state file.")
	descSubscribed = describe("dragoman_subscriptions", "Subscriptions to the daily briefing, by platform and by whom: a user or a chat.", "platform", "kind")
	descOver       = describe("dragoman_subscriptions_ended", "Subscriptions that have ended and are still in the state file, by reason.", "reason")
	descFailing    = describe("dragoman_subscriptions_failing", "Subscriptions whose briefings cannot be delivered now.")
	descPaused     = describe("dragoman_briefings_paused", "1 while an operator has stopped all briefings.")
	descNext       = describe("dragoman_briefings_next_timestamp_seconds", "When the next briefing is due, Unix time; not there when none is.")
)

// Describe implements prometheus.Collector.
func (present) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		descConnected, descEnded, descQueue, descStory, descLoaded, descArticles, descItems, descStateUp,
		descSessions, descBytes, descSubscribed, descOver, descFailing, descPaused, descNext,
	} {
		ch <- d
	}
}

// sizeWithin bounds how long the state file is waited for.
const sizeWithin = 2 * time.Second

// Collect implements prometheus.Collector.
func (c present) Collect(ch chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	for _, p := range c.m.all() {
		connected, ended, _, queue := p.state()
		gauge(descConnected, number(connected), p.name)
		gauge(descEnded, number(ended), p.name)
		if queue != nil {
			waiting, running := queue()
			gauge(descQueue, float64(waiting), p.name, "waiting")
			gauge(descQueue, float64(running), p.name, "running")
		}
	}
	if c.m.o.Story != nil {
		e := c.m.o.Story.Now()
		digest := e.Base.Digest()
		asOf := ""
		if day := e.Base.Story().Published; !day.IsZero() {
			asOf = day.Format(time.DateOnly)
		}
		gauge(descStory, 1, hex.EncodeToString(digest[:6]), asOf)
		gauge(descLoaded, seconds(e.Opened))
		gauge(descArticles, float64(len(e.Base.Articles())))
		gauge(descItems, float64(len(e.Base.Items())))
	}
	if c.m.o.Size != nil {
		ctx, cancel := context.WithTimeout(context.Background(), sizeWithin)
		size, err := c.m.o.Size(ctx)
		cancel()
		gauge(descStateUp, number(err == nil))
		if err == nil {
			gauge(descSessions, float64(size.Sessions))
			gauge(descBytes, float64(size.Bytes))
		}
	}
	if census := c.m.census.Load(); census != nil {
		counted(census, gauge)
	}
}

// counted gives out a count of subscriptions.
func counted(c *subscriptions.Census, gauge func(*prometheus.Desc, float64, ...string)) {
	for place, n := range c.ByPlace {
		platform, kind, _ := strings.Cut(place, " ")
		gauge(descSubscribed, float64(n), platform, kind)
	}
	for reason, n := range c.Ended {
		gauge(descOver, float64(n), string(reason))
	}
	gauge(descFailing, float64(c.Failing))
	gauge(descPaused, number(c.Paused))
	if !c.Earliest.IsZero() {
		gauge(descNext, seconds(c.Earliest))
	}
}

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

func number(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
