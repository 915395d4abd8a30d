package passage

var negation = set(`no not never without neither nor nobody none cannot unlikely refused declined`)

// negatedWithin is how many words after a negation it reaches.
const negatedWithin = 4

// negated is the weight of the question's words that stand after a negation.
func (ix *Index) negated(s *scratch, p *passage) float64 {
	sum := 0.0
	for i := range s.units {
		if s.units[i].entity != "" {
			continue
		}
		most := 0.0
		for _, k := range p.content {
			a := s.alike(i, k.word)
			if a <= most {
				continue
			}
			for j := k.at - 1; j >= max(0, k.at-negatedWithin) && p.words[j] >= 0; j-- {
				if negation[ix.words[p.words[j]].form] {
					most = a
				}
			}
		}
		sum += s.units[i].weight * most
	}
	return sum
}
