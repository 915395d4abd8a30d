package match

import (
	"dragoman/core/match/passage"
	"dragoman/core/query"
)

// Candidates returns the sentences of an extracted base that may answer a
// question.
func (ix *Index) Candidates(q *query.Query) []passage.Candidate {
	return ix.passages.index.Search(q, "")
}

// HitsOf returns the hits that candidates lead to.
func (ix *Index) HitsOf(q *query.Query, found []passage.Candidate) []Hit {
	return ix.passages.hits(q, found, Bias{})
}
