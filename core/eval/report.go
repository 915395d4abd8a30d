package eval

import (
	"bytes"
	"fmt"
	"io"
	"time"
)

// Report is what came of several sets.
type Report []Result

// Total is all outcomes as if they were of one set.
func (r Report) Total() Result {
	total := Result{Set: "total"}
	for _, res := range r {
		total.Outcomes = append(total.Outcomes, res.Outcomes...)
	}
	return total
}

// WriteTo writes the scores of each set and kind and, for more than one set,
// their total, and how long the answers took.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	sections := r
	if len(r) > 1 {
		sections = append(sections[:len(r):len(r)], r.Total())
	}
	for _, res := range sections {
		t := res.Tally()
		right, wrong, miss := t.Rates()
		fmt.Fprintf(&b, "%s\n", res.Set)
		for _, k := range res.Kinds() {
			fmt.Fprintf(&b, "  %-10s %3d/%3d  wrong %d  miss %d\n", k.Kind, k.Right, k.N(), k.Wrong, k.Miss)
		}
		fmt.Fprintf(&b, "  n=%d right=%.3f wrong=%.3f miss=%.3f median_answer_chars=%d\n",
			t.N(), right, wrong, miss, res.MedianAnswer())
	}
	l := r.Total().Latency()
	fmt.Fprintf(&b, "latency: median %s, p90 %s, p99 %s, max %s\n",
		short(l.Median), short(l.P90), short(l.P99), short(l.Max))
	return b.WriteTo(w)
}

// WriteMisses writes the outcomes that are not right, one a line.
func (r Report) WriteMisses(w io.Writer) error {
	for _, res := range r {
		for _, o := range res.Outcomes {
			if o.Verdict == Right {
				continue
			}
			_, err := fmt.Fprintf(w, "%-5s %-12s %q: %s; got: %q\n",
				o.Verdict, o.Question.ID, clip(o.Question.Text, 90), o.Why, clip(o.Reply.Answer, 140))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// clip cuts s to n characters.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// short rounds a duration to what matters in reading.
func short(d time.Duration) time.Duration {
	if d < time.Millisecond {
		return d.Round(time.Microsecond)
	}
	return d.Round(10 * time.Microsecond)
}
