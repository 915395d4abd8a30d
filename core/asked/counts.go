package asked

import (
	"slices"

	"dragoman/core/schedule"
)

// Count is how often something was on a day.
type Count struct {
	Day schedule.Date `json:"day"`
	N   int           `json:"n"`
}

// Counts are those of several days, each once, in order.
type Counts []Count

// Plus returns the counts with n more on a day. c is not to be used any more.
func (c Counts) Plus(day schedule.Date, n int) Counts {
	i, found := slices.BinarySearchFunc(c, day, func(x Count, day schedule.Date) int { return x.Day.Compare(day) })
	if found {
		c[i].N += n
		return c
	}
	return slices.Insert(c, i, Count{day, n})
}

// plusAll is Plus for all of others.
func (c Counts) plusAll(others Counts) Counts {
	for _, o := range others {
		c = c.Plus(o.Day, o.N)
	}
	return c
}

// Since returns the counts of a day and those after it.
func (c Counts) Since(day schedule.Date) Counts {
	i, _ := slices.BinarySearchFunc(c, day, func(x Count, day schedule.Date) int { return x.Day.Compare(day) })
	return c[i:]
}

// Total is the sum of all days.
func (c Counts) Total() (n int) {
	for _, x := range c {
		n += x.N
	}
	return n
}

// last is the last day; the zero Date of no counts.
func (c Counts) last() schedule.Date {
	if len(c) == 0 {
		return schedule.Date{}
	}
	return c[len(c)-1].Day
}
