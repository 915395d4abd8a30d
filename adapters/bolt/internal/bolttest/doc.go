// Package bolttest opens state files for tests, and checks each when its test
// ends: bbolt's own check of the pages, then the layout that schema.go
// describes, read here without that package's code.
package bolttest
