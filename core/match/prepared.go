package match

import (
	"bytes"
	"encoding/binary"

	"dragoman/core/lexicon"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// An embedded story comes with what understanding its texts led to, so that the
// program starts in a fraction of the time; a test keeps it up to date. The
// format: the digest of the story's file and of the lexicon, a table of
// strings, the vocabulary, then the parsed texts; numbers are uvarints.

// Prepare returns what understanding the texts of a base leads to, for
// [knowledge.Base.Prepared].
func Prepare(base *knowledge.Base) []byte {
	read, vocabulary := understand(base, query.NewAnalyzer(base))
	e := encoder{index: make(map[string]uint64)}
	e.strings(vocabulary)
	e.number(len(read))
	for _, p := range read {
		e.number(len(p.terms))
		for _, t := range p.terms {
			e.string(t.stem)
			flags := 0
			if len(t.groups) > 0 {
				flags |= 1
			}
			if t.phrase {
				flags |= 2
			}
			e.number(flags)
		}
		e.strings(p.entities)
		e.strings(p.days)
		e.strings(p.quoted)
		flags := int(p.kind)<<3 | int(p.measure)<<9
		if p.passive {
			flags |= 4
		}
		if p.denied {
			flags |= 1
		}
		if p.only {
			flags |= 2
		}
		e.number(flags)
		e.body = binary.LittleEndian.AppendUint64(e.body, p.wording)
	}
	digest := preparedFor(base)
	table := binary.AppendUvarint(digest[:], uint64(len(e.table)))
	for _, s := range e.table {
		table = binary.AppendUvarint(table, uint64(len(s)))
		table = append(table, s...)
	}
	return append(table, e.body...)
}

// preparedFor names what a preparation depends on besides the code.
func preparedFor(base *knowledge.Base) [64]byte {
	var d [64]byte
	story, words := base.Digest(), lexicon.Digest()
	copy(d[:32], story[:])
	copy(d[32:], words[:])
	return d
}

// restore returns what understanding the texts of the base led to when it was
// prepared; ok is false when it was not, or from other files.
func restore(base *knowledge.Base) (read []parsed, vocabulary []string, ok bool) {
	data := base.Prepared()
	if len(data) < 64 {
		return nil, nil, false
	}
	digest := preparedFor(base)
	if !bytes.Equal(data[:64], digest[:]) {
		return nil, nil, false
	}
	d := decoder{rest: data[64:]}
	d.table = make([]string, d.number())
	all := string(d.rest)
	for i := range d.table {
		n := d.number()
		at := len(all) - len(d.rest)
		d.table[i] = all[at : at+n]
		d.rest = d.rest[n:]
	}
	vocabulary = d.strings()
	read = make([]parsed, d.number())
	for i := range read {
		p := &read[i]
		p.terms = make([]parsedTerm, d.number())
		for k := range p.terms {
			t := &p.terms[k]
			t.stem = d.string()
			flags := d.number()
			if flags&1 != 0 {
				t.groups = lexicon.Groups(t.stem)
			}
			t.phrase = flags&2 != 0
		}
		p.entities, p.days, p.quoted = d.strings(), d.strings(), d.strings()
		flags := d.number()
		p.denied, p.only = flags&1 != 0, flags&2 != 0
		p.passive = flags&4 != 0
		p.kind, p.measure = query.Kind(flags>>3&63), query.Measure(flags>>9)
		p.wording = binary.LittleEndian.Uint64(d.rest)
		d.rest = d.rest[8:]
	}
	return read, vocabulary, true
}

type encoder struct {
	table []string
	index map[string]uint64
	body  []byte
}

func (e *encoder) number(n int) { e.body = binary.AppendUvarint(e.body, uint64(n)) }

func (e *encoder) string(s string) {
	n, ok := e.index[s]
	if !ok {
		n = uint64(len(e.table))
		e.index[s] = n
		e.table = append(e.table, s)
	}
	e.body = binary.AppendUvarint(e.body, n)
}

func (e *encoder) strings(list []string) {
	e.number(len(list))
	for _, s := range list {
		e.string(s)
	}
}

// decoder reads what encoder wrote; its input is part of the program, so that
// it may trust it.
type decoder struct {
	rest  []byte
	table []string
}

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.rest)
	d.rest = d.rest[size:]
	return int(n)
}

func (d *decoder) string() string { return d.table[d.number()] }

func (d *decoder) strings() []string {
	n := d.number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = d.string()
	}
	return list
}
