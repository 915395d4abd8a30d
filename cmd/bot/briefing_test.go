package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBriefing(t *testing.T) {
	const court = "../../testdata/eval/other/3-court.txt"
	for name, tt := range map[string]struct {
		args      []string
		has, lack string
	}{
		"a day": {[]string{"--date", "2025-02-17"}, "Tomorrow, Tuesday, 18 February\n• Senior US and Russian officials hold talks in Riyadh\n", "---"},
		"several days": {
			[]string{"--date", "2025-02-17", "--days", "60"},
			"\n--- Wednesday, 2025-02-19 ---\n\nRussia and US officials to meet in Riyadh", "Thursday, 2025-04-10",
		},
		"nothing in the end": {[]string{"--date", "2025-03-01", "--days", "60"}, "to 2025-04-29: nothing to say, no briefing ---\n", ""},
		"nothing at all":     {[]string{"--date", "2025-03-01", "--only-new"}, "--- 2025-03-01: nothing to say, no briefing ---\n", "Riyadh"},
		"again":              {[]string{"--date", "2025-03-01", "--days", "30", "--repeat"}, "--- Sunday, 2025-03-30 ---", "nothing to say"},
		"headings":           {[]string{"--date", "2025-02-17", "--language", "de-AT"}, "\nHeute, Montag, 17. Februar\n", "Today"},
		"telegram":           {[]string{"--date", "2025-02-17", "--platform", "telegram"}, "[telegram, message 1 of 1, ", ""},
		"discord":            {[]string{"--date", "2025-02-17", "--platform", "discord"}, " of 2000 characters]\nRussia and US officials", ""},
		"an article":         {[]string{"--story", court, "--date", "2025-02-17", "--days", "2"}, "\nEsnart Phiri\n“The accused did not merely bend the rules; he put them up for sale,” Phiri told", ""},
	} {
		r := run(t, nil, "", append([]string{"briefing"}, tt.args...)...)
		if r.status != 0 || r.stderr != "" || !strings.Contains(r.stdout, tt.has) || tt.lack != "" && strings.Contains(r.stdout, tt.lack) {
			t.Errorf("%s: got %d\n%s%s", name, r.status, r.stdout, r.stderr)
		}
	}
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"no day":      {[]string{"--date", "tomorrow"}, "bot: --date: \"tomorrow\" is no day; write it as in 2025-02-17\n"},
		"no days":     {[]string{"--days", "0"}, "bot: --days: 0 is not a number from 1 to 1000\n"},
		"no language": {[]string{"--language", "tlh"}, "bot: --language: there are no phrases in \"tlh\", only in en, "},
	} {
		if r := run(t, nil, "", append([]string{"briefing"}, tt.args...)...); r.status != 2 || r.stdout != "" || !strings.HasPrefix(r.stderr, tt.want) {
			t.Errorf("%s: got %d\n%s%s", name, r.status, r.stdout, r.stderr)
		}
	}
}

func TestBriefingCard(t *testing.T) {
	file := filepath.Join(t.TempDir(), "card.png")
	if r := run(t, nil, "", "briefing", "--date", "2025-02-17", "--card", file); r.status != 0 || !strings.Contains(r.stdout, "Riyadh") {
		t.Errorf("got %d\n%s%s", r.status, r.stdout, r.stderr)
	}
	if png, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Errorf("%d bytes, %v", len(png), err)
	}
	if r := run(t, nil, "", "briefing", "--card", filepath.Join(file, "in")); r.status != 1 || !strings.HasPrefix(r.stderr, "bot: writing the picture: ") {
		t.Errorf("got %d\n%s", r.status, r.stderr)
	}
}
