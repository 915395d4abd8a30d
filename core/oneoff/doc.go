// Package oneoff answers questions that belong to no conversation, such as
// those of a search box, with a bot that remembers all others.
package oneoff
