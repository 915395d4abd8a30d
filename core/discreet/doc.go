// Package discreet keeps out of the log who the readers are.
//
//	key := discreet.NewKey(secret) // of this installation
//	log := slog.New(discreet.NewHandler(slog.NewTextHandler(w, nil), key))
//	log.Info("a permission is missing", "channel", discreet.ID(channel), "error", err)
//	// ... channel=#5f0c3a1b9d error="discord: POST /channels/#5f0c3a1b9d/messages: ..."
//
// An id becomes a hash with a secret key: lines about the same channel are found
// together, and nobody without the key can tell which channel it is, nor try out
// all there are. Adapters give ids as [ID]; for the errors of others, which quote
// ids, every run of nine digits or more in a text is taken for one. Texts and
// names of readers cannot be told from other words: what calls the log leaves them
// out.
//
// All of it may be used concurrently.
package discreet
