package schedule_test

import (
	"fmt"
	"time"

	"dragoman/core/schedule"
)

func ExampleParseClock() {
	for _, typed := range []string{"8", "7.30 pm", "quarter to nine", "8 Uhr 30", "٨:٣٠"} {
		c, err := schedule.ParseClock(typed)
		fmt.Println(c, err)
	}
	_, err := schedule.ParseClock("25:00")
	fmt.Println(err)
	// Output:
	// 08:00 <nil>
	// 19:30 <nil>
	// 08:45 <nil>
	// 08:30 <nil>
	// 08:30 <nil>
	// no day has such a time: please write one from 0:00 to 23:59, such as 8:30
}

func ExampleParseDays() {
	for _, typed := range []string{"mon-fri", "every day but Sunday", "Mon, Wed"} {
		d, _ := schedule.ParseDays(typed)
		fmt.Println(d)
	}
	// Output:
	// weekdays
	// Mon, Tue, Wed, Thu, Fri, Sat
	// Mon, Wed
}

func ExamplePlan_Next() {
	plan := schedule.Plan{At: 2*60 + 30, Zone: "Europe/Warsaw"}
	now := time.Date(2027, 3, 27, 12, 0, 0, 0, time.UTC)
	for range 2 {
		next, err := plan.Next(now)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(next.Date, next.At)
		now = next.At
	}
	// Output:
	// 2027-03-28 2027-03-28 03:00:00 +0200 CEST
	// 2027-03-29 2027-03-29 02:30:00 +0200 CEST
}
