package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// askKinds are the words for an AskKind, in its order.
var askKinds = []string{
	What.String(), Who.String(), WhenAsk.String(), WhereAsk.String(), Why.String(),
	How.String(), HowMany.String(), Yes.String(), No.String(),
}

// askPositions tells where the texts of an ask are, for messages.
type askPositions struct{ ask, answer, ground position }

func (r *reader) readAsks(item *object, it *Item) ([]Ask, []askPositions) {
	nodes := item.list("asks")
	asks, at := make([]Ask, 0, len(nodes)), make([]askPositions, 0, len(nodes))
	for i, node := range nodes {
		o := r.object(node, fmt.Sprintf("ask %d of %s", i+1, item.subject), "kind", "answer", "ground", "cites", "asked")
		o.need("kind", "asked")
		a := Ask{
			Kind:   AskKind(max(0, slices.Index(askKinds, o.choice("kind", askKinds, What.String())))),
			Answer: o.text("answer"),
			Ground: o.text("ground"),
			Cites:  it.Cites,
		}
		if o.field("cites") != nil {
			a.Cites = o.paragraphs("cites")
		}
		if a.Ground != "" && a.Answer == "" {
			r.report(o.where("ground"), "write the answer, or leave the ground out", `%s has a "ground" but no "answer"`, o.subject)
		}
		a.Ways = r.readWays(o, directAnswer(a, it.Gist))
		if o.isEmpty("asked") && a.Answer == "" {
			r.report(o.where("asked"), "write the ways in which readers ask, or an answer", "%s has no way of asking and no answer", o.subject)
		}
		asks = append(asks, a)
		at = append(at, askPositions{o.at, o.where("answer"), o.where("ground")})
	}
	return asks, at
}

func (r *reader) unsaidAsk(o *object, say string) (Ask, askPositions) {
	a := Ask{Kind: What, Ways: r.readWays(o, say)}
	if o.isEmpty("asked") {
		r.report(o.where("asked"), "write the ways in which readers ask", "%s has no way of asking", o.subject)
	}
	return a, askPositions{ask: o.at}
}

// directAnswer is what a reader is told, to compare asks by.
func directAnswer(a Ask, gist string) string {
	answer := a.Answer
	if answer == "" {
		answer = gist
	}
	if a.Kind == Yes || a.Kind == No {
		return a.Kind.String() + ": " + answer
	}
	return answer
}

// askUse is an ask that was read, to tell those that share a way of asking apart.
type askUse struct {
	subject string
	answer  string
}

// wayUse is where a way of asking stands for the first time.
type wayUse struct{ ask, line int32 }

// readWays reads the key asked and reports ways that stand there twice, or
// elsewhere with another answer: nobody could say which is right.
func (r *reader) readWays(o *object, answer string) []string {
	ask := int32(len(r.asks))
	r.asks = append(r.asks, askUse{o.subject, answer})
	ways, at := o.textsAt("asked")
	for i, way := range ways {
		folded := foldWay(way)
		first, taken := r.ways[folded]
		switch {
		case !taken:
			r.ways[folded] = wayUse{ask, int32(at[i].line)}
		case first.ask == ask:
			r.report(at[i], "write it once", "%s is asked %q twice", o.subject, way)
		case r.asks[first.ask].answer != answer:
			r.report(at[i], "keep it in one of them",
				"%s is asked %q, and so is %s in line %d, with another answer", o.subject, way, r.asks[first.ask].subject, first.line)
		}
	}
	return ways
}

// foldWay makes ways that differ only in case, in spaces or in punctuation at
// the end the same.
func foldWay(way string) string {
	way = strings.TrimRightFunc(way, func(c rune) bool { return unicode.IsPunct(c) || unicode.IsSpace(c) })
	way = strings.ToLower(way)
	if strings.Contains(way, "  ") || strings.ContainsFunc(way, func(c rune) bool { return c != ' ' && unicode.IsSpace(c) }) {
		way = strings.Join(strings.Fields(way), " ")
	}
	return way
}
