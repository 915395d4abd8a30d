// Package feedback counts which answers helped. Who voted is stored as a hash,
// to count nobody twice, and to take their votes back when they want to be
// forgotten.
package feedback
