package extract

import "dragoman/knowledge"

// readWho notes the people of whom clauses with "who" tell what they do: "the main
// witness, Lukas Berg, a former manager at Norla, who testified".
func (r *reading) readWho(i, now int) {
	p := &r.d.paragraphs[i]
	for _, c := range r.clauses[now] {
		k := c.from - 1
		for k > 0 && p.words[k].tag == adverb {
			k--
		}
		if !c.relativeClause || !p.is(k, "who") || p.words[k].quote > 0 {
			continue
		}
		for n := len(r.mentions) - 1; n >= 0 && r.mentions[n].unit == now; n-- {
			m := &r.mentions[n]
			if m.to > k || r.c.all[m.entity].kind != knowledge.Person || m.how == byPronoun {
				continue
			}
			// Either "who" follows the name, or a description between commas does.
			if m.to == k || p.is(m.to, ",") && p.is(k-1, ",") {
				m.acts, m.speaks = true, p.words[c.main].use.forms&speechForm != 0 && plainSpeech[c.base(p)]
			}
			break
		}
	}
}
