package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// replyLine is a line of "bot ask --json".
type replyLine struct {
	ID       any    `json:"id"`
	Session  any    `json:"session"`
	Answered *bool  `json:"answered"`
	Answer   string `json:"answer"`
	Error    string `json:"error"`
}

// replies parses the lines of out and checks their shape.
func replies(t *testing.T, out string) []replyLine {
	t.Helper()
	var lines []replyLine
	for line := range strings.Lines(out) {
		var r replyLine
		var keys map[string]json.RawMessage
		dec := json.NewDecoder(strings.NewReader(line))
		dec.UseNumber()
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if err := json.Unmarshal([]byte(line), &keys); err != nil {
			t.Fatal(err)
		}
		if r.Error == "" {
			for _, key := range []string{"id", "session", "answered", "answer", "quotes", "evidence", "confidence", "suggestions"} {
				if _, ok := keys[key]; !ok {
					t.Errorf("no %q in %s", key, line)
				}
			}
			for _, key := range []string{"quotes", "evidence", "suggestions"} {
				if !strings.HasPrefix(string(keys[key]), "[") {
					t.Errorf("%q is no array in %s", key, line)
				}
			}
		}
		lines = append(lines, r)
	}
	return lines
}

func TestAskOneQuestion(t *testing.T) {
	r := run(t, nil, "not read", "--story", harbour, "ask", "how", "long", "is", "the", "harbour", "closed?")
	if r.status != 0 || !strings.Contains(r.stdout, "For a week.") || r.stderr != "" {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "--story", harbour, "ask", "--json", "how often did the fishermen ask for help?")
	lines := replies(t, r.stdout)
	if len(lines) != 1 || lines[0].ID != nil || lines[0].Answered == nil || !*lines[0].Answered {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "--story", harbour, "ask", "--", "--json", "is", "what?")
	if r.status != 0 || strings.HasPrefix(r.stdout, "{") {
		t.Errorf("got %+v", r)
	}
}

func TestAskLines(t *testing.T) {
	huge := strings.Repeat("why ", 5<<18) // 5 MiB
	type want struct {
		id, session any
		err         string
	}
	tests := []struct {
		line string
		want want
	}{
		{`{"id":"a","session":"s","text":"how often did the fishermen ask for help?"}`, want{"a", "s", ""}},
		{`{"id":"b","session":"s","text":"and why?","lang":"en","text2":[1]}`, want{"b", "s", ""}},
		{`{"text":"who is Ruiz?"}`, want{nil, nil, ""}},
		{`{"id":17,"session":1.50,"text":"who is Ruiz?"}`, want{json.Number("17"), json.Number("1.50"), ""}},
		{`{"id":123456789012345678901234567890,"text":""}`, want{json.Number("123456789012345678901234567890"), nil, ""}},
		{`{"id":"<é&“>","text":"\ud800 <b>"}`, want{"<é&“>", nil, ""}},
		{`{"id":null,"session":null,"text":"x"}`, want{nil, nil, ""}},
		{"\t" + `{"ID":"no","id":"yes","Text":"no","text":"x"}` + " \r", want{"yes", nil, ""}},
		{`{"id":"h","text":"` + huge + `"}`, want{"h", nil, ""}},
		{`{"id":"n","text":"\u0000\u202e\u001b[31m"}`, want{"n", nil, ""}},
		{"{\"id\":\"u\",\"text\":\"\xff\xfe\"}", want{"u", nil, ""}},

		{`who is Ruiz?`, want{nil, nil, "not JSON: invalid character 'w' looking for beginning of value (at byte 1)"}},
		{`{"id":"c","text":"cut`, want{nil, nil, "not JSON: unexpected end of JSON input (at byte 21)"}},
		{`{"text":"a"} {"text":"b"}`, want{nil, nil, "not JSON: invalid character '{' after top-level value (at byte 14)"}},
		{`["text"]`, want{nil, nil, "not a JSON object"}},
		{`"text"`, want{nil, nil, "not a JSON object"}},
		{`null`, want{nil, nil, "not a JSON object"}},
		{`{"id":"d"}`, want{"d", nil, `no "text"`}},
		{`{"id":"e","session":"s","text":null}`, want{"e", "s", `no "text"`}},
		{`{"id":"f","text":["x"]}`, want{"f", nil, `"text" is not a string`}},
		{`{"id":{"a":1},"text":"x"}`, want{nil, nil, `"id" is neither a string nor a number`}},
		{`{"id":"g","session":true,"text":"x"}`, want{"g", nil, `"session" is neither a string nor a number`}},
		{strings.Repeat("[", 20_000), want{nil, nil, "not JSON: invalid character '[' exceeded max depth (at byte 10001)"}},

		{`{"id":"last","text":"who is Ruiz?"}`, want{"last", nil, ""}},
	}
	in := "\ufeff"
	for _, tt := range tests {
		in += tt.line + "\n \n" // blank lines count, and give nothing
	}
	r := run(t, nil, in, "--story", harbour, "ask", "--json")
	if r.status != 0 || r.stderr != "" {
		t.Errorf("got %d %s", r.status, r.stderr)
	}
	lines := replies(t, r.stdout)
	if len(lines) != len(tests) {
		t.Fatalf("%d replies to %d lines", len(lines), len(tests))
	}
	for i, tt := range tests {
		got := want{lines[i].ID, lines[i].Session, lines[i].Error}
		if tt.want.err != "" {
			tt.want.err = "line " + itoa(2*i+1) + ": " + tt.want.err
		}
		if got != tt.want {
			t.Errorf("%.80s: got %q, want %q", tt.line, got, tt.want)
		}
	}
	if !strings.Contains(r.stdout, "<é&“>") {
		t.Error("text is escaped")
	}
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

// A line of 100 MB is an error of its own.
func TestAskEndlessLine(t *testing.T) {
	in := io.MultiReader(
		strings.NewReader(`{"id":1,"text":"`),
		io.LimitReader(letters{}, 100<<20),
		strings.NewReader("\"}\n{\"id\":2,\"text\":\"who is Ruiz?\"}\n"),
		io.LimitReader(letters{}, 17<<20),
	)
	lines := replies(t, runOn(t, nil, in, "--story", harbour, "ask", "--json").stdout)
	if len(lines) != 3 || lines[0].Error != "line 1: longer than 16 MiB" || lines[1].ID != json.Number("2") || lines[2].Error != "line 3: longer than 16 MiB" {
		t.Errorf("got %+v", lines)
	}
}

// letters never ends.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// Each reply is there before the next question is asked.
func TestAskStreams(t *testing.T) {
	in, questions := io.Pipe()
	answers, out := io.Pipe()
	status := make(chan int)
	go func() {
		defer out.Close()
		status <- program(t, nil).Run(context.Background(), []string{"--story", harbour, "ask", "--json"}, in, out, io.Discard)
	}()
	lines := bufio.NewReader(answers)
	for _, id := range []string{`"a"`, `"b"`, `3`} {
		io.WriteString(questions, `{"id":`+id+`,"session":"s","text":"who is Ruiz?"}`+"\n{") // and half a line
		line, err := lines.ReadString('\n')
		if err != nil || !strings.HasPrefix(line, `{"id":`+id+`,"session":"s",`) {
			t.Fatalf("got %q, %v", line, err)
		}
		io.WriteString(questions, "}\n")
		if line, err = lines.ReadString('\n'); err != nil || !strings.Contains(line, "error") {
			t.Fatalf("got %q, %v", line, err)
		}
	}
	questions.Close()
	if s := <-status; s != 0 {
		t.Errorf("status %d", s)
	}
}

// Turns of a session are a conversation, those of others are not.
func TestAskSessions(t *testing.T) {
	ask := func(lines ...string) []replyLine {
		return replies(t, run(t, nil, strings.Join(lines, "\n"), "--story", harbour, "ask", "--json").stdout)
	}
	const first, second = `"text":"who is Ana Ruiz?"}`, `"text":"what did she tell reporters?"}`
	together := ask(`{"session":"a",`+first, `{"session":"b",`+`"text":"who is Tom Bell?"}`, `{"session":"a",`+second)
	numbers := ask(`{"session":1,`+first, `{"session":"1",`+`"text":"who is Tom Bell?"}`, `{"session":1,`+second)
	if together[2].Answer != numbers[2].Answer {
		t.Errorf("got %q and %q", together[2].Answer, numbers[2].Answer)
	}
}

func TestAskPlainLines(t *testing.T) {
	in := `{"text":"how often did the fishermen ask for help?"}` + "\nnonsense\n" + `{"text":"how long is the harbour closed?"}`
	r := run(t, nil, in, "--story", harbour, "ask")
	if r.status != 0 || r.stderr != "bot: line 2: not JSON: invalid character 'o' in literal null (expecting 'u') (at byte 2)\n" {
		t.Errorf("got %d %s", r.status, r.stderr)
	}
	parts := strings.Split(r.stdout, "\n\n")
	if len(parts) != 2 || !strings.Contains(parts[0], "Twice") || !strings.Contains(parts[1], "week") {
		t.Errorf("got %q", parts)
	}
}

func TestAskInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, questions := io.Pipe()
	defer questions.Close()
	answers, out := io.Pipe()
	var stderr strings.Builder
	status := make(chan int)
	go func() {
		status <- program(t, nil).Run(ctx, []string{"--story", harbour, "ask", "--json"}, in, out, &stderr)
	}()
	io.WriteString(questions, `{"id":1,"text":"who is Ruiz?"}`+"\n")
	if _, err := bufio.NewReader(answers).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	cancel()
	if s := <-status; s != 1 || stderr.String() != "bot: interrupted\n" {
		t.Errorf("got %d %s", s, stderr.String())
	}
}

func TestAskCannotWrite(t *testing.T) {
	var stderr strings.Builder
	status := program(t, nil).Run(t.Context(), []string{"--story", harbour, "ask", "--json", "hi"}, strings.NewReader(""), full{}, &stderr)
	if status != 1 || !strings.Contains(stderr.String(), "no space") || strings.Count(stderr.String(), "\n") != 1 {
		t.Errorf("got %d %s", status, stderr.String())
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errNoSpace }

// The order of replies is that of the lines, however many there are.
func TestAskOrder(t *testing.T) {
	var in strings.Builder
	var want []string
	for i := range 2000 {
		in.WriteString(`{"id":` + itoa(i) + `,"text":"who is Ruiz?"}` + "\n")
		want = append(want, itoa(i))
	}
	var got []string
	for _, r := range replies(t, run(t, nil, in.String(), "--story", harbour, "ask", "--json").stdout) {
		got = append(got, r.ID.(json.Number).String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// Whatever comes in, each line that is not blank has a line of JSON.
func FuzzAsk(f *testing.F) {
	f.Add(`{"id":1,"session":"s","text":"who is Ruiz?"}` + "\n\nx\r\n[1]\n{\"text\":\"\xff\"}")
	f.Fuzz(func(t *testing.T, in string) {
		want := 0
		for line := range strings.SplitSeq(strings.TrimPrefix(in, "\ufeff"), "\n") {
			if len(bytes.TrimSpace([]byte(line))) > 0 {
				want++
			}
		}
		r := run(t, nil, in, "--story", harbour, "ask", "--json")
		if got := len(replies(t, r.stdout)); r.status != 0 || got != want {
			t.Errorf("status %d, %d replies to %d lines", r.status, got, want)
		}
		if !utf8.ValidString(r.stdout) {
			t.Errorf("not UTF-8: %q", r.stdout)
		}
	})
}
