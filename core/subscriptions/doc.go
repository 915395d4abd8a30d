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
// its settling comes twice. That is the one window that a platform leaves open.
//
// # Concurrency
//
// All methods of a Desk and a Runner may be called concurrently; Runner.Run once
// at a time.
package subscriptions
