// Package delivery is the memory that lets an adapter handle what a platform
// delivers once, even when the process ends at the worst moment: which updates
// are handled, which message answered which question, and updates that are set
// aside because they take long.
//
//	if done, _ := store.Handled(ctx, source, id); done {
//		return // delivered again
//	}
//	answer := handle(update)
//	err := store.Mark(ctx, delivery.Receipt{Source: source, ID: id, ...})
package delivery
