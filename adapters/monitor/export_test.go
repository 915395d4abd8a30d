package monitor

import "net/http"

// Handler serves the pages of a monitor.
func Handler(m *Monitor, loopback, profiles bool) http.Handler { return m.handler(loopback, profiles) }
