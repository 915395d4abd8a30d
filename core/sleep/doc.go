// Package sleep waits for a time to pass as long as a context lasts:
//
//	if err := sleep.For(ctx, time.Second); err != nil {
//		return err // the context's
//	}
package sleep
