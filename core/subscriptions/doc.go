// Package subscriptions is who gets the daily briefing, where, when and how far
// they are, and sees to it that each is sent once:
//
//	Desk    what readers do: subscribe, change, stop, on any platform
//	Store   keeps subscriptions, and finds those that are due
//	Ledger  notes which briefing is being sent and which was
//	Runner  sends what is due, at the pace of a platform's Sender
//
// # Once
//
// A briefing is claimed in the ledger, on the disk, before it is sent, and
// settled after. One that a crash left claimed is sent again with the same nonce:
// Discord then shows it once, as long as it knows the nonce (some minutes);
// Telegram has no nonce, so what was sent in the instant between its sending and
// its settling comes twice, and so does what Telegram took while its answer was
// lost. Those are the windows that the platform leaves open.
//
// A place may get a new name at any moment, as a group on Telegram does that becomes a
// supergroup. What the ledger has on it goes with the subscription, in one
// transaction, and leaves Elsewhere behind: who is sending to the old name settles
// the new one, and who has not claimed yet does not. The new one waits for what is
// being sent to the old.
//
// # Late
//
// What a Runner could not send at its time is sent up to Grace after it; then it is
// skipped, and the next briefing says so. It goes by the wall clock, which it looks
// at every half minute, so that a machine may sleep and a clock be set. A clock
// that was ahead for a while and is set back makes it plan anew; what was sent the
// ledger knows. Only when the clock was ahead by more than the ledger keeps,
// MaxLedger, may a briefing of a day that comes again be sent again.
//
// # Concurrency
//
// All methods of a Desk and a Runner may be called concurrently; Runner.Run once
// at a time.
package subscriptions
