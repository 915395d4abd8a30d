package knowledge

import (
	"fmt"
	"strconv"
	"time"
)

// schema is the version of the format that this package reads.
const schema = 1

// reader makes a base from a YAML tree and gathers the problems on the way.
type reader struct {
	file       string
	problems   Problems
	paragraphs int  // number of paragraphs of the story
	extracted  bool // a program made the file

	references []reference
	asks       []askUse
	ways       map[string]wayUse // by way, folded
}

func newReader(file string) *reader {
	return &reader{file: file, ways: make(map[string]wayUse)}
}

func (r *reader) report(at position, advice, format string, args ...any) {
	r.problems = append(r.problems, Problem{
		File: r.file, Line: at.line, Column: at.column,
		Message: fmt.Sprintf(format, args...), Advice: advice,
	})
}

// base reads the whole file. What it returns is sound only when no problem was
// reported.
func (r *reader) base(root node) *Base {
	o := r.object(root, "the file", "schema", "story", "paragraphs",
		"people", "organisations", "places", "groups",
		"events", "statements", "facts", "topics", "unsaid")
	o.need("schema", "story", "paragraphs")
	r.schema(o)
	b := &Base{
		file:       r.file,
		entityByID: make(map[string]int),
		itemByID:   make(map[string]int),
	}
	b.story = r.story(o)
	b.paragraphs, b.paragraphsAt = r.labels(o)
	r.paragraphs = len(b.paragraphs)
	for _, s := range entitySections {
		r.entities(b, o, s)
	}
	for _, s := range itemSections {
		r.items(b, o, s)
	}
	return b
}

func (r *reader) schema(o *object) {
	if f := o.field("schema"); f != nil {
		if f.value.kind != numberNode || f.value.text != strconv.Itoa(schema) {
			r.report(f.value.at, fmt.Sprintf("write schema: %d", schema), "this schema is not known")
		}
	}
}

func (r *reader) story(file *object) Story {
	f := file.field("story")
	if f == nil {
		return Story{}
	}
	o := r.object(f.value, "the story", "title", "publisher", "published", "url", "language", "extracted")
	o.at = f.at
	r.extracted = o.choice("extracted", []string{"true", "false"}, "false") == "true"
	o.need("title")
	if !r.extracted { // an article may say neither
		o.need("publisher", "published")
	}
	s := Story{
		Extracted: r.extracted,
		Title:     o.text("title"),
		Publisher: o.text("publisher"),
		URL:       o.text("url"),
		Language:  o.text("language"),
	}
	if s.Language == "" {
		s.Language = "en"
	}
	if date := o.text("published"); date != "" {
		s.Published = r.day(o, date)
	}
	return s
}

// day reads the day of publication.
func (r *reader) day(o *object, date string) time.Time {
	from, to, err := days(date)
	if err == nil && !from.Equal(to) {
		err = fmt.Errorf("%q is more than one day", date)
	}
	if err != nil {
		r.report(o.where("published"), "write a day, as in 2025-02-17", "%q in %s: %v", "published", o.subject, err)
	}
	return from
}

// labels reads the paragraphs, which are numbered from 1 without gaps.
func (r *reader) labels(file *object) ([]string, position) {
	f := file.field("paragraphs")
	if f == nil {
		return nil, file.at
	}
	paragraphs, _ := r.fields(f.value, "the list of paragraphs")
	labels := make([]string, 0, len(paragraphs))
	next := 1
	for _, p := range paragraphs {
		if p.key != strconv.Itoa(next) {
			r.report(p.at, fmt.Sprintf("write %d, for the paragraphs are numbered from 1 without gaps", next), "paragraph %q is out of order", p.key)
			if n, err := strconv.Atoi(p.key); err == nil {
				next = n // and go on from there, to report a gap once
			}
		}
		next++
		label, _ := r.text(p.value, "the label of paragraph "+p.key)
		labels = append(labels, label)
	}
	return labels, f.at
}
