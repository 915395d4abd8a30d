package console

import (
	"os"

	"golang.org/x/sys/windows"
)

// understandsColour makes a terminal obey escape sequences, and reports
// whether it does: the console of Windows before version 10 does not.
func understandsColour(f *os.File) bool {
	handle := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(handle, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(handle, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
