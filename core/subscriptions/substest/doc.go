// Package substest tests what keeps subscriptions against the contract of package
// subscriptions:
//
//	func TestContract(t *testing.T) {
//		substest.Run(t, func(t *testing.T) substest.Keeper { return new(subscriptions.Memory) })
//	}
package substest
