package extract

// forget takes back what is in doubt, once the article is read: who speaks where
// nothing but a doubtful pronoun tells it, or where a quotation stands alone and it is
// not the sentence before whose speaker goes on; and who such a pronoun is in its
// clause. A name that is asserted there would be a guess.
func (r *reading) forget() {
	r.guessed = make([]int, len(r.at))
	n := 0
	for now, at := range r.at {
		r.guessed[now] = -1
		p := &r.d.paragraphs[at.paragraph]
		by := r.speaker[now]
		doubtful, named := false, false
		for ; n < len(r.mentions) && r.mentions[n].unit == now; n++ {
			m := r.mentions[n]
			if !m.doubtful {
				named = named || m.entity == by
				continue
			}
			doubtful = doubtful || m.entity == by
			for c := range r.clauses[now] {
				if clause := &r.clauses[now][c]; clause.subject == m.from && clause.upTo == m.to {
					clause.entity = -1
				}
			}
		}
		if by >= 0 && r.onlyQuoted(p, p.units[at.unit]) {
			doubtful, named = now == 0 || r.speaker[now-1] != by, false
		}
		if by >= 0 && doubtful && !named {
			r.speaker[now], r.guessed[now] = -1, by
		}
	}
}
