package discreet

import "log/slog"

// ID is the id of a reader, chat, server or message in a log line. Where no
// [Handler] makes a hash of it, it is not shown at all.
type ID string

// LogValue implements slog.LogValuer.
func (ID) LogValue() slog.Value { return slog.StringValue("[id]") }
