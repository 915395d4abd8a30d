package monitor_test

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// names are the metrics of a page, by the names that queries may use.
func names(t testing.TB, page string) (all map[string]bool, ours []string) {
	t.Helper()
	all = make(map[string]bool)
	for l := range strings.Lines(page) {
		words := strings.Fields(l)
		if len(words) != 4 || words[1] != "TYPE" {
			continue
		}
		name := words[2]
		if strings.HasPrefix(name, "dragoman_") {
			ours = append(ours, name)
		}
		all[name] = true
		if words[3] == "histogram" {
			all[name+"_bucket"], all[name+"_sum"], all[name+"_count"] = true, true, true
		}
	}
	if len(ours) < 20 {
		t.Fatalf("got %q", ours)
	}
	return all, ours
}

// metric is a name of a metric in a query.
var metric = regexp.MustCompile(`\b(?:dragoman|go|process)_[a-z0-9_]+\b`)

// asks checks the metrics of a query, and returns them.
func asks(t *testing.T, where, query string, all map[string]bool) []string {
	t.Helper()
	found := metric.FindAllString(query, -1)
	if len(found) == 0 && !strings.Contains(query, "up{") {
		t.Errorf("%s: no metric in %q", where, query)
	}
	for _, name := range found {
		if strings.HasPrefix(name, "process_") && runtime.GOOS != "linux" {
			continue // fewer are there on other systems
		}
		if !all[name] {
			t.Errorf("%s: there is no %s", where, name)
		}
	}
	if strings.Count(query, "(") != strings.Count(query, ")") || strings.Count(query, "{") != strings.Count(query, "}") {
		t.Errorf("%s: brackets of %q", where, query)
	}
	return found
}

// page is that of a monitor of which every number is there.
func page(t *testing.T) string {
	t.Helper()
	_, url := full(t)
	_, text := get(t, url+"/metrics")
	return text
}

func TestDashboard(t *testing.T) {
	src, err := os.ReadFile("../../deploy/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	type panel struct {
		ID      int    `json:"id"`
		Title   string `json:"title"`
		Type    string `json:"type"`
		GridPos struct{ H, W, X, Y int }
		Targets []struct{ RefID, Expr string }
	}
	var dashboard struct {
		UID, Title string
		Panels     []panel
		Templating struct {
			List []struct{ Name, Query string }
		}
	}
	if err := json.NewDecoder(bytes.NewReader(src)).Decode(&dashboard); err != nil {
		t.Fatal(err)
	}
	all, ours := names(t, page(t))
	ids := make(map[int]bool)
	cells := make(map[[2]int]string)
	shown := make(map[string]bool)
	for _, p := range dashboard.Panels {
		if p.ID == 0 || ids[p.ID] || p.Title == "" {
			t.Errorf("panel %d %q: its id is not its own, or it has no title", p.ID, p.Title)
		}
		ids[p.ID] = true
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other := cells[[2]int{x, y}]; other != "" || x >= 24 {
					t.Fatalf("%q is not beside %q", p.Title, other)
				}
				cells[[2]int{x, y}] = p.Title
			}
		}
		if p.Type != "row" && len(p.Targets) == 0 {
			t.Errorf("%q shows nothing", p.Title)
		}
		for _, target := range p.Targets {
			for _, name := range asks(t, p.Title, target.Expr, all) {
				shown[name] = true
			}
		}
	}
	for _, v := range dashboard.Templating.List {
		if v.Name == "instance" {
			asks(t, v.Name, v.Query, all)
		}
	}
	for _, name := range ours {
		rare := []string{"dragoman_build_info", "dragoman_platform_ended", "dragoman_briefings_paused", "dragoman_briefings_next_timestamp_seconds", "dragoman_story_articles", "dragoman_story_items"}
		if !shown[name] && !shown[name+"_bucket"] && !slices.Contains(rare, name) {
			t.Errorf("no panel shows %s", name)
		}
	}
}

func TestAlerts(t *testing.T) {
	src, err := os.ReadFile("../../deploy/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules struct {
		Groups []struct {
			Name  string
			Rules []struct {
				Alert, Expr, For    string
				Labels, Annotations map[string]string
			}
		}
	}
	if err := yaml.UnmarshalWithOptions(src, &rules, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	all, _ := names(t, page(t))
	seen := make(map[string]bool)
	for _, g := range rules.Groups {
		for _, r := range g.Rules {
			if r.Alert == "" || seen[r.Alert] || r.Annotations["summary"] == "" || r.Labels["severity"] == "" {
				t.Errorf("%q: its name is not its own, or it lacks a summary or a severity", r.Alert)
			}
			seen[r.Alert] = true
			asks(t, r.Alert, r.Expr, all)
		}
	}
	if len(seen) < 10 {
		t.Errorf("got %d alerts", len(seen))
	}
	var scrape struct {
		RuleFiles     []string         `yaml:"rule_files"`
		ScrapeConfigs []map[string]any `yaml:"scrape_configs"`
	}
	if src, err = os.ReadFile("../../deploy/prometheus.yaml"); err == nil {
		err = yaml.UnmarshalWithOptions(src, &scrape, yaml.Strict())
	}
	if err != nil || len(scrape.RuleFiles) != 1 || len(scrape.ScrapeConfigs) != 1 || scrape.ScrapeConfigs[0]["job_name"] != "dragoman" {
		t.Errorf("got %+v, %v", scrape, err)
	}
}

// docs/OPERATIONS.md has each metric with its labels, and no other.
func TestTable(t *testing.T) {
	src, err := os.ReadFile("../../docs/OPERATIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	text := page(t)
	_, ours := names(t, text)
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(dragoman_[a-z_]+)` \\|([^|]*)\\|").FindAllStringSubmatch(string(src), -1) {
		documented = append(documented, m[1])
		var labels []string
		for _, l := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(m[2], -1) {
			labels = append(labels, l[1])
		}
		slices.Sort(labels)
		if got := labelsOf(text, m[1]); !slices.Equal(got, labels) {
			t.Errorf("%s has the labels %q, documented are %q", m[1], got, labels)
		}
	}
	slices.Sort(documented)
	slices.Sort(ours)
	if !slices.Equal(documented, ours) {
		t.Errorf("documented are %q\nthere are %q", documented, ours)
	}
}

// labelsOf are the labels of a metric on a page, sorted.
func labelsOf(page, name string) []string {
	var found []string
	for l := range strings.Lines(page) {
		rest, ok := strings.CutPrefix(l, name)
		for _, part := range []string{"_bucket", "_sum", "_count"} {
			rest = strings.TrimPrefix(rest, part)
		}
		if !ok || !strings.HasPrefix(rest, "{") {
			continue
		}
		for _, m := range regexp.MustCompile(`([a-z_]+)="`).FindAllStringSubmatch(rest, -1) {
			if m[1] != "le" && !slices.Contains(found, m[1]) {
				found = append(found, m[1])
			}
		}
	}
	slices.Sort(found)
	return found
}
