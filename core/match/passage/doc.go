// Package passage finds the sentences of an article that answer a question,
// where nobody wrote down ways of asking: by the words that they share with it,
// or that lie near each other in meaning; by what stands around them; and by
// whether they hold what is asked for: a name, a day, a number of the right
// things.
//
//	ix := passage.NewIndex(base, analyzer)
//	for _, c := range ix.Search(&q, "") {
//		fmt.Println(c.Item.Gist, c.Logit)
//	}
//
// An [Index] is immutable and may be used concurrently. Work per question
// grows with how often the question's words occur, not with the length of the
// story.
package passage
