package control

import "time"

// Hurry lets a server wait no longer than this for who asks.
func (s *Server) Hurry(ask, read time.Duration) { s.patience = patience{ask, read} }
