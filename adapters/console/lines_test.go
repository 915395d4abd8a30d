package console_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"dragoman/adapters/console"
)

// readAll returns the lines of r; one that is too long is "!".
func readAll(t *testing.T, r io.Reader, limit int) []string {
	t.Helper()
	var lines []string
	in := console.NewLineReader(r, limit)
	for {
		line, err := in.Next()
		switch {
		case err == io.EOF:
			return lines
		case errors.Is(err, console.ErrTooLong):
			lines = append(lines, "!")
		case err != nil:
			t.Fatal(err)
		default:
			lines = append(lines, string(line))
		}
	}
}

func TestLineReader(t *testing.T) {
	long := strings.Repeat("x", 200_000) // more than a buffer
	tests := map[string]struct {
		in   string
		want []string
	}{
		"nothing":             {"", nil},
		"one line":            {"a\n", []string{"a"}},
		"last without an end": {"a\nb", []string{"a", "b"}},
		"blank lines":         {"\n\na\n\n", []string{"", "", "a", ""}},
		"CR LF":               {"a\r\nb\r\n\r\n", []string{"a", "b", ""}},
		"CR within":           {"a\rb\n", []string{"a\rb"}},
		"mark":                {"\ufeffa\n\ufeffb\n", []string{"a", "\ufeffb"}},
		"at the limit":        {"12345678\r\n12345678\n12345678", []string{"12345678", "12345678", "12345678"}},
		"above the limit":     {"123456789\na\n123456789\r\nb\n123456789", []string{"!", "a", "!", "b", "!"}},
		"far above the limit": {long + "\na\n" + long, []string{"!", "a", "!"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := readAll(t, strings.NewReader(tt.in), 8); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := readAll(t, iotest.OneByteReader(strings.NewReader(tt.in)), 8); !slices.Equal(got, tt.want) {
				t.Errorf("byte by byte: got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestLineReaderError(t *testing.T) {
	broken := errors.New("unplugged")
	in := console.NewLineReader(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), 8)
	if line, err := in.Next(); string(line) != "a" || err != nil {
		t.Errorf("got %q, %v", line, err)
	}
	if _, err := in.Next(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func FuzzLineReader(f *testing.F) {
	f.Add("a\r\nbb\n\nccccccccc\nd")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimPrefix(text, "\ufeff")
		var want []string
		if text != "" {
			for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
				want = append(want, line)
			}
		}
		got := readAll(t, strings.NewReader(text), 8)
		if len(got) != len(want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		for i, line := range want {
			ended := i < len(want)-1 || strings.HasSuffix(text, "\n")
			if ended {
				line = strings.TrimSuffix(line, "\r")
			}
			if len(line) > 8 {
				line = "!"
			}
			if got[i] != line {
				t.Errorf("line %d: got %q, want %q", i, got[i], line)
			}
		}
	})
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.history")
	if lines, err := console.LoadHistory(path); err != nil || lines != nil {
		t.Errorf("got %q, %v of no file", lines, err)
	}
	write := func(text string) func(io.Writer) (int, error) {
		return func(w io.Writer) (int, error) { return io.WriteString(w, text) }
	}
	if err := console.SaveHistory(path, write("one\n\n\x1b[31mtwo\n"+strings.Repeat("x", 5000)+"\nthree\n")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		t.Errorf("others may use the history: %v", mode)
	}
	lines, err := console.LoadHistory(path)
	if want := []string{"one", "[31mtwo", "three"}; err != nil || !slices.Equal(lines, want) {
		t.Errorf("got %q, %v", lines, err)
	}
	if err := console.SaveHistory(path, write("")); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 0 {
		t.Errorf("left %v", files)
	}
	if err := console.RemoveHistory(path); err != nil {
		t.Errorf("removing nothing: %v", err)
	}
	if err := console.SaveHistory(filepath.Join(path, "nowhere"), write("x\n")); err == nil {
		t.Error("a history in no directory was kept")
	}
	if err := console.SaveHistory("", write("x\n")); err != nil {
		t.Error(err)
	}
}

// A line above the limit is not kept while it is read.
func TestLineReaderMemory(t *testing.T) {
	const limit = 1 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := readAll(t, io.MultiReader(io.LimitReader(zeros{}, 100<<20), strings.NewReader("\na\n")), limit)
	runtime.ReadMemStats(&after)
	if !slices.Equal(got, []string{"!", "a"}) {
		t.Errorf("got %d lines", len(got))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16*limit {
		t.Errorf("100 MB took %d bytes", used)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
