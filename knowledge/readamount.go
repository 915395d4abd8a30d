package knowledge

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// amounts reads the key amounts.
func (r *reader) amounts(item *object) []Amount {
	var out []Amount
	for i, n := range item.list("amounts") {
		o := r.object(n, fmt.Sprintf("amount %d of %s", i+1, item.subject), "said", "kind", "value", "unit", "at")
		o.need("said", "kind", "value")
		a := Amount{
			Said: o.text("said"), Unit: o.text("unit"),
			Kind: AmountKind(max(0, slices.Index(amountKinds, o.choice("kind", amountKinds, Count.String())))),
		}
		if f := o.field("value"); f != nil {
			var err error
			if a.Value, err = strconv.ParseFloat(f.value.text, 64); f.value.kind != numberNode || err != nil || math.IsInf(a.Value, 0) || math.IsNaN(a.Value) {
				r.report(f.value.at, "write a number in digits, as in 2610000", "the value of amount %d of %s is none", i+1, item.subject)
			}
		}
		r.amountAt(o, &a)
		out = append(out, a)
	}
	return out
}

// amountAt reads the key at: the paragraph and the bytes there.
func (r *reader) amountAt(o *object, a *Amount) {
	if o.field("at") == nil {
		return
	}
	var at [3]int
	nodes := o.list("at")
	ok := len(nodes) == len(at)
	for i := 0; ok && i < len(at); i++ {
		var err error
		at[i], err = strconv.Atoi(nodes[i].text)
		ok = nodes[i].kind == numberNode && err == nil
	}
	if !ok || at[0] < 1 || at[0] > r.paragraphs || at[1] < 0 || at[2] <= at[1] {
		r.report(o.where("at"), "write the paragraph and the first and last byte there, as in at: [3, 120, 131], or leave it out", "%s is at no place of the story", o.subject)
		return
	}
	a.Cite, a.From, a.To = at[0], at[1], at[2]
}
