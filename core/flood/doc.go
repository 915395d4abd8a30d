// Package flood keeps one reader from using up what is there for all.
//
//	limit := flood.New(flood.Options{})
//	switch limit.Ask("user 7", "", time.Now()) {
//	case flood.Tell:
//		say("Please wait a moment.")
//	case flood.Drop:
//		return
//	}
//
// Each user, and each chat with many users, has a bucket of tokens that fills
// slowly: a burst is served at once, a stream at the pace of the filling. Who
// runs dry is told once, until the bucket has been full again. Memory is
// bounded: those silent longest are forgotten, and so are full. A [Limiter] may
// be used concurrently.
package flood
