// Package match finds what a base says that a question asks for. It compares
// the words of the question with the ways in which readers ask for each item
// and with the item's own texts, and then checks the item itself: does it hold
// every name, day and number of the question, and the kind of answer it needs?
//
//	ix := match.NewIndex(base, analyzer)
//	for _, hit := range ix.Search(&q, match.Bias{}) {
//		fmt.Println(hit.Item.ID, match.Probability(hit.Logit))
//	}
//
// An [Index] is immutable and may be used concurrently. Work per question is
// bounded by the size of the base.
package match
