// Package briefing composes the daily briefing on a story for one subscriber:
// what is on, what is new since the last one or else the next part of the story,
// a quote, a question worth asking.
//
//	b := briefing.Compose(briefing.Request{Base: base, Date: today, Progress: s.Progress})
//	if !b.Empty() {
//		send(b.Blocks(phrases.For("de")))
//	}
//	s.Progress = b.Progress // once it is sent
//
// A story is cut into parts, each a reply that is read on a phone, none of which says
// what another said. Of a story that somebody wrote these are its topics, with what
// its events and statements say besides; of articles, their sentences to the letter,
// as they stand there, but for one that is the quote of its day. A [Composer] keeps
// the parts of a story for many briefings.
//
// It says nothing that the story does not: each section is a reply with its
// evidence, and quotes are to the letter. The same request gives the same
// briefing. Functions may be called concurrently.
package briefing
