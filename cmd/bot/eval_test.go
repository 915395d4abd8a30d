package main_test

import (
	"regexp"
	"strings"
	"testing"
)

var latency = regexp.MustCompile(`(?m)^latency: .*$`)

func TestEval(t *testing.T) {
	const set = "testdata/harbour.jsonl"
	const want = set + `
  how-many     1/  1  wrong 0  miss 0
  open         1/  1  wrong 0  miss 0
  what         1/  1  wrong 0  miss 0
  n=3 right=1.000 wrong=0.000 miss=0.000 median_answer_chars=N
latency: L
`
	for _, args := range [][]string{
		{"eval", set},
		{"eval", "--article", "testdata/harbour.txt", set},
		{"eval", set, "--misses", "--min-right", "1", "--max-wrong", "0"},
	} {
		r := run(t, nil, "", append([]string{"--story", harbour}, args...)...)
		got := latency.ReplaceAllString(r.stdout, "latency: L")
		got = regexp.MustCompile(`chars=\d+`).ReplaceAllString(got, "chars=N")
		if r.status != 0 || got != want || r.stderr != "" {
			t.Errorf("%q: got %d\n%s%s\nwant\n%s", args, r.status, r.stdout, r.stderr, want)
		}
	}
	r := run(t, nil, "", "--story", harbour, "eval", set, set)
	if !strings.Contains(r.stdout, "\ntotal\n  how-many     2/  2") {
		t.Errorf("got\n%s", r.stdout)
	}
}

func TestEvalFloors(t *testing.T) {
	set := file(t, "set.jsonl", `{"id":"1","text":"how long is the harbour closed","answerable":false,"kind":"when"}
{"id":"2","text":"","answerable":true,"kind":"open\u001b[31m","paragraphs":[1]}
`)
	tests := map[string]struct {
		flags  []string
		status int
		stderr string
	}{
		"none":     {nil, 0, ""},
		"reached":  {[]string{"--min-right", "0", "--max-wrong", "0.5"}, 0, ""},
		"wrong":    {[]string{"--max-wrong", "0.4"}, 1, "bot: 0.500 wrong is more than --max-wrong 0.4\n"},
		"right":    {[]string{"--min-right", "0.01"}, 1, "bot: 0.000 right is less than --min-right 0.01\n"},
		"both":     {[]string{"--min-right=1", "--max-wrong=0"}, 1, "bot: 0.000 right is less than --min-right 1\nbot: 0.500 wrong is more than --max-wrong 0\n"},
		"from env": {nil, 1, "bot: 0.000 right is less than --min-right 0.9\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			env := map[string]string{}
			if name == "from env" {
				env["DRAGOMAN_MIN_RIGHT"] = "0.9"
			}
			r := run(t, env, "", append([]string{"--story", harbour, "eval", "--misses", set}, tt.flags...)...)
			if r.status != tt.status || r.stderr != tt.stderr {
				t.Errorf("got %d %s", r.status, r.stderr)
			}
			if !strings.HasPrefix(r.stdout, "wrong 1            \"how long is the harbour closed\": answered the unanswerable; got: \"For a week.") ||
				!strings.Contains(r.stdout, "\nmiss  2            \"\": declined; got: ") ||
				strings.Contains(r.stdout, "\x1b") {
				t.Errorf("got\n%q", r.stdout)
			}
		})
	}
}

func TestEvalBrokenSet(t *testing.T) {
	set := file(t, "set.jsonl", "{\"id\":\"1\",\"text\":\"a\",\"answerable\":true,\"kind\":\"who\"}\nwho?\n{}\n")
	r := run(t, nil, "", "--story", harbour, "eval", set)
	want := "bot:\n" + set + ":2: not JSON: invalid character 'w' looking for beginning of value\n" + set + ":3: no \"id\"\n"
	if r.status != 1 || r.stderr != want {
		t.Errorf("got %+v", r)
	}
}

func TestEvalMisquote(t *testing.T) {
	article := file(t, "article.txt", "Another text altogether.\n")
	r := run(t, nil, "", "--story", harbour, "eval", "--article", article, "--misses", "testdata/harbour.jsonl")
	if !strings.Contains(r.stdout, "wrong H-2          \"what did Ruiz tell reporters\": misquotes: It will not be safe until the crane is gone;") {
		t.Errorf("got\n%s", r.stdout)
	}
}
