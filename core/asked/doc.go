// Package asked gathers what readers ask, for those who look after a story: the
// questions that it did not answer, how often each of its facts served, and how
// much was asked on which day and platform. It never learns who asked, nor where.
//
//	gatherer := asked.New(asked.Options{Story: stand, Store: store, Keep: 30})
//	bot := telegram.New(telegram.Options{Answerer: gatherer.On("telegram", stand), ...})
//	go gatherer.Run(ctx)
//	defer gatherer.Flush(ctx)
//	...
//	report, err := gatherer.Report(ctx, since)
//	err = report.Markdown(os.Stdout)
//
// # What is kept
//
// Of a question that was not answered: its wording, the commonest of those that ask
// the same, and how often it was asked on which day. What looks like an e-mail
// address, a phone number, a name with an @, a link, a long number or a key is taken
// out of a wording first ([Redact]). Of one that was answered: that the fact served,
// once more that day. Of every message: the day, the platform, and whether it was
// answered. A question that one reader alone asked may still tell who they are, by
// what it asks: nothing is kept that would say who or where, but the wording is kept
// as any other. What is being typed into a search box is not gathered.
//
// # Bounds
//
// There are at most [MaxQuestions] groups of questions and [MaxFacts] facts: of more,
// those asked least, and of these the oldest, give way. A wording has [MaxText] runes at
// most. Days are those of UTC and are kept for Options.Keep of them.
//
// # Promises
//
// These are statistics: they are gathered in memory and stored every some seconds.
// What a crash loses is the last of them, and a message that is answered twice
// around a crash counts twice. Gathering never delays or fails an answer but by
// what it takes to read the question once more.
package asked
