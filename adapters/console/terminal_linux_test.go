package console_test

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"dragoman/adapters/console"
)

// openTerminal returns a terminal of the given width.
func openTerminal(t *testing.T, columns uint16) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals here:", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("there are no pseudo-terminals here:", err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Skip("there are no pseudo-terminals here:", err)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals here:", err)
	}
	t.Cleanup(func() { tty.Close() })
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	return tty
}

func TestNewScreenOfATerminal(t *testing.T) {
	tests := map[string]struct {
		env    map[string]string
		colour bool
	}{
		"colour":            {map[string]string{"TERM": "xterm"}, true},
		"NO_COLOR":          {map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, false},
		"NO_COLOR is empty": {map[string]string{"TERM": "xterm", "NO_COLOR": ""}, true},
		"dumb":              {map[string]string{"TERM": "dumb"}, false},
	}
	tty := openTerminal(t, 72)
	if !console.IsTerminal(tty) {
		t.Fatal("a terminal is none")
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := console.NewScreen(tty, func(name string) (string, bool) {
				value, ok := tt.env[name]
				return value, ok
			})
			if s.Colour != tt.colour {
				t.Errorf("colour is %v", s.Colour)
			}
			if w := s.Width(); w != 72 {
				t.Errorf("width is %d", w)
			}
		})
	}
	if w := console.NewScreen(openTerminal(t, 400), os.LookupEnv).Width(); w != 100 {
		t.Errorf("width of a wide terminal is %d", w)
	}
}
