package asked

import "dragoman/core/schedule"

// Place is a platform on a day.
type Place struct {
	Day      schedule.Date
	Platform string // "telegram", "discord"
}

// Traffic counts messages.
type Traffic struct {
	Answered   int `json:"answered"`
	Declined   int `json:"declined"`   // put a question that was not answered
	Courtesies int `json:"courtesies"` // greetings, thanks, opinions wanted, and such
}

// Plus is the sum of both.
func (t Traffic) Plus(o Traffic) Traffic {
	return Traffic{t.Answered + o.Answered, t.Declined + o.Declined, t.Courtesies + o.Courtesies}
}

// All is the number of messages.
func (t Traffic) All() int { return t.Answered + t.Declined + t.Courtesies }
