package knowledge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// object is a YAML mapping of which the keys are known. Reading a key that has
// a value of the wrong type reports a problem and returns the zero value.
type object struct {
	r        *reader
	subject  string // as in `person "trump"`, for messages
	at       position
	fields   []field
	reported []string // keys of which the value is reported as missing
	broken   bool     // not a mapping at all, which is reported
}

// object reads a mapping and reports keys that are unknown or written twice.
// Its result is usable, and empty, when the node is no mapping.
func (r *reader) object(n node, subject string, keys ...string) *object {
	o := &object{r: r, subject: subject, at: n.at}
	fields, ok := r.fields(n, subject)
	o.broken = !ok
	o.fields = slices.DeleteFunc(fields, func(f field) bool {
		if slices.Contains(keys, f.key) {
			null := f.value.kind == nullNode
			if null {
				r.report(f.at, "write a value or leave the key out", "key %q in %s has no value", f.key, subject)
				o.reported = append(o.reported, f.key)
			}
			return null
		}
		advice := "leave it out"
		if near := Closest(f.key, keys); near != "" {
			advice = fmt.Sprintf("write %q", near)
		} else if len(keys) < 16 {
			advice = "the keys are " + strings.Join(keys, ", ")
		}
		r.report(f.at, advice, "unknown key %q in %s", f.key, subject)
		return true
	})
	return o
}

// fields returns the keys and values of a mapping, without keys that stand in
// it for the second time. It reports and returns false when the node is none.
func (r *reader) fields(n node, subject string) ([]field, bool) {
	if n.kind != mapNode {
		r.report(n.at, "write key: value", "%s is %s, not keys and values", subject, n.kind)
		return nil, false
	}
	if len(n.fields) > maxKeys {
		r.report(n.at, "", "%s has more than %d keys", subject, maxKeys)
		return nil, false
	}
	fields := make([]field, 0, len(n.fields))
	for _, f := range n.fields {
		if i := slices.IndexFunc(fields, func(g field) bool { return g.key == f.key }); i >= 0 {
			r.report(f.at, "write it once", "key %q in %s stands in line %d already", f.key, subject, fields[i].at.line)
			continue
		}
		fields = append(fields, f)
	}
	return fields, true
}

// field returns a key and its value, or nil when it is missing.
func (o *object) field(key string) *field {
	for i := range o.fields {
		if f := &o.fields[i]; f.key == key {
			return f
		}
	}
	return nil
}

// need reports keys that are missing.
func (o *object) need(keys ...string) {
	for _, key := range keys {
		if !o.broken && o.field(key) == nil && !slices.Contains(o.reported, key) {
			o.r.report(o.at, "write "+key+": ...", "%s has no key %q", o.subject, key)
		}
	}
}

// where returns the position of a key's value, or of the object.
func (o *object) where(key string) position {
	if f := o.field(key); f != nil {
		return f.value.at
	}
	return o.at
}

// text reads a text; "" when the key is missing.
func (o *object) text(key string) string {
	f := o.field(key)
	if f == nil {
		return ""
	}
	s, _ := o.r.text(f.value, fmt.Sprintf("%q in %s", key, o.subject))
	return s
}

// texts reads a list of texts; nil when the key is missing.
func (o *object) texts(key string) []string {
	texts, _ := o.textsAt(key)
	return texts
}

// textsAt reads a list of texts and tells where each of them is.
func (o *object) textsAt(key string) ([]string, []position) {
	nodes := o.list(key)
	if len(nodes) == 0 {
		return nil, nil
	}
	texts, at := make([]string, 0, len(nodes)), make([]position, 0, len(nodes))
	what := fmt.Sprintf("%q in %s", key, o.subject)
	for _, n := range nodes {
		if s, ok := o.r.text(n, what); ok {
			texts, at = append(texts, s), append(at, n.at)
		}
	}
	return texts, at
}

// paragraphs reads a list of paragraph numbers, ascending, each once; nil when
// the key is missing. An empty list is a problem.
func (o *object) paragraphs(key string) []int {
	var numbers []int
	if o.isEmpty(key) {
		o.r.report(o.where(key), "write the numbers of the paragraphs it comes from, as in cites: [3]", "%s cites no paragraph", o.subject)
	}
	for _, n := range o.list(key) {
		number, err := strconv.Atoi(n.text)
		switch {
		case n.kind != numberNode || err != nil:
			o.r.report(n.at, "write a number", "%q in %s lists %s, not a paragraph number", key, o.subject, n.kind)
		case number < 1 || number > o.r.paragraphs:
			o.r.report(n.at, fmt.Sprintf("the paragraphs are 1 to %d", o.r.paragraphs),
				"%s cites paragraph %d, which the story does not have", o.subject, number)
		default:
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// list reads a list; nil when the key is missing.
func (o *object) list(key string) []node {
	f := o.field(key)
	if f == nil {
		return nil
	}
	if f.value.kind != listNode {
		o.r.report(f.at, fmt.Sprintf("write %s: [...]", key), "%q in %s is %s, not a list", key, o.subject, f.value.kind)
		return nil
	}
	return f.value.list
}

// isEmpty tells whether the key holds the empty list.
func (o *object) isEmpty(key string) bool {
	f := o.field(key)
	return f != nil && f.value.kind == listNode && len(f.value.list) == 0
}

// text reads a text and reports one that is empty or that nobody could read.
func (r *reader) text(n node, what string) (string, bool) {
	switch n.kind {
	case textNode, numberNode, boolNode: // "2022" and "true" are texts where texts belong
	case mapNode:
		r.report(n.at, "put a text with a colon between quotes", "%s is %s, not a text", what, n.kind)
		return "", false
	default:
		r.report(n.at, "write a text", "%s is %s, not a text", what, n.kind)
		return "", false
	}
	s := strings.TrimSpace(n.text)
	if s == "" {
		r.report(n.at, "write a text or leave it out", "%s is empty", what)
		return "", false
	}
	if !r.printable(s, n.at, what) {
		return "", false
	}
	return s, true
}

// printable tells whether a text has no control characters, and reports one.
func (r *reader) printable(s string, at position, what string) bool {
	for _, c := range s {
		if unicode.IsControl(c) && c != '\n' {
			r.report(at, "delete it", "%s holds the control character U+%04X", what, c)
			return false
		}
	}
	return true
}
