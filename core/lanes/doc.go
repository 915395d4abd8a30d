// Package lanes runs jobs: those of one key in the order of their ids, those of
// different keys side by side.
//
//	var l lanes.Lanes
//	l.Add("chat 7", lanes.Job{ID: update.ID, Run: func(bool) { handle(update) }})
//	...
//	l.Wait()
package lanes
