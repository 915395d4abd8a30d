package core

// Finding is what became of one question of a message. Readers do not see it: it
// tells those who look after a story what is asked.
type Finding struct {
	// Answered is true when the story answers the question.
	Answered bool

	// Item is the id of the item that answers, or else is nearest; "" for none.
	Item string

	// Unsaid is the id of the unsaid item that says what the story does not
	// tell, where that is surely what is asked; "" for none.
	Unsaid string

	// Entity is the id of who or what the answer tells about, where that is no
	// item's: "who is Kallas?". "" for none.
	Entity string

	// Asked are the ids of the entities that the question is about, with what
	// "he" or "they" stand for.
	Asked []string

	// Elsewhere is true when nothing in the question is of the story.
	Elsewhere bool
}

// finding is that of an outcome.
func finding(o outcome) Finding {
	f := Finding{Answered: o.reply.Answered, Item: o.turn.Item, Unsaid: o.unsaid, Asked: o.turn.Asked}
	if f.Answered && f.Item == "" && len(o.turn.Answered) > 0 {
		f.Entity = o.turn.Answered[0]
	}
	return f
}
