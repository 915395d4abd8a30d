// Package bolt is the bot's one state file, kept with bbolt. A [Store] is a
// core.SessionStore, settings.Store, feedback.Store, asked.Store, delivery.Log,
// delivery.Shelf, forget.Store, and what package subscriptions calls Store,
// Queue, Ledger, Index and Switch, and outlives the process:
//
//	store, err := bolt.Open("state/dragoman.db", bolt.Options{Idle: 30 * time.Minute})
//	if err != nil {
//		return err // names the file and says what to do
//	}
//	defer store.Close()
//	go store.Run(ctx) // sweeps what has expired, until ctx ends
//	bot, err := core.New(base, core.Options{Sessions: store})
//
// # Concurrency
//
// All methods of a Store may be called concurrently. One process at a time
// holds the file; a second Open waits a second and fails with [ErrLocked].
// Reads do not wait for commits. Writes are committed in groups: those that come
// while a commit is under way share the next one, so that many readers talking
// at once cost a few fsyncs, and a lone one waits for nobody.
//
// # Promises
//
//   - When a method that writes returns nil (PutSession, Change, Claim, Settle
//     and the others), the change is on the disk and survives a crash of the
//     process or of the machine.
//   - When it returns an error, nothing is half changed. The change was not
//     made, except that it may have been when the context ended or the disk
//     failed at the last moment.
//   - A session lives Options.Idle after its Seen, to the millisecond; then
//     Session returns a zero one, swept or not. A session without Seen, or with
//     one in the future, counts from when it was stored.
//   - There are at most Options.MaxSessions sessions of at most [MaxValue]
//     bytes. One more makes the one that would expire first give way. The file
//     grows to what these need and no further, however many readers come once.
//   - Any bytes may stand in a conversation's or a user's name, of any length,
//     and no two names share a session.
//   - Text of a session that is not UTF-8 comes back with U+FFFD for its bad
//     bytes.
//   - What is due is found at the cost of reading that. With a million
//     subscriptions, a file of half a gigabyte, Open takes about a second, and
//     the process some tens of megabytes, with the pages that it has mapped about
//     a hundred (TestMillion).
//   - DeleteSession, DeleteSubscription, ForgetUser and TrimAsked leave nothing in the file
//     of what they delete, nor of what was deleted earlier.
//   - A damaged file is an error ([ErrCorrupt]), not a panic: Open reads every
//     page, and damage that is met later ends the use of the Store: every
//     later call returns the same error.
//
// Names are stored as hashes, but for those in subscriptions, which are needed to
// send; what readers asked is plain text. What is deleted otherwise than for a
// reader who wants it, as by a sweep, stays in the file's free pages until they
// are used again. The file is created for its owner alone.
//
// # Backup
//
// [Store.Backup] writes a copy while the Store is used. To restore one, stop the
// program, put the copy in the file's place, and open it: Open reads every page of
// it first. Briefings that were sent after the copy was made are not noted in it;
// what is due within subscriptions.Grace is sent once more.
package bolt
