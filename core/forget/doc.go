// Package forget is what a store does for a reader who wants to be forgotten.
package forget
