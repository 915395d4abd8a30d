package zones_test

import (
	"fmt"

	"dragoman/core/zones"
)

func ExampleFind() {
	for _, query := range []string{"Europe/Kiev", "NYC", "Warszawa", "UTC+2", "Austin, TX", "Canada"} {
		zone, ok := zones.Find(query)
		fmt.Println(zone, ok)
	}
	// Output:
	// Europe/Kyiv true
	// America/New_York true
	// Europe/Warsaw true
	// Etc/GMT-2 true
	// America/Chicago true
	//  false
}

func ExampleComplete() {
	for _, s := range zones.Complete("san", 2) {
		fmt.Printf("%s, %s (%s)\n", s.City, s.Country, s.Zone)
	}
	// Output:
	// San Francisco, United States (America/Los_Angeles)
	// San Diego, United States (America/Los_Angeles)
}

func ExampleGuess() {
	fmt.Println(zones.Guess("pl"))
	fmt.Println(zones.Guess("de"))
	// Output:
	// [Europe/Warsaw UTC]
	// [Europe/Berlin Europe/Vienna Europe/Zurich UTC]
}

func ExampleOf() {
	s, _ := zones.Of("Etc/GMT-2")
	fmt.Println(s.City)
	// Output: UTC+2
}
