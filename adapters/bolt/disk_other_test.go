//go:build !linux

package bolt_test

// diskRole knows no roles: the tests of full and read-only disks need Linux's
// mount namespaces.
func diskRole(string) func(path string) error { return nil }

// evict does not know how to take a file out of the system's cache.
func evict(string) bool { return false }
