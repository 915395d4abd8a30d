// Package article reads a news article and cuts it into pieces that can be
// quoted: paragraphs, sentences, tokens and quotations. Clauses, for which one has to
// know what is a verb, are found by package extract.
//
//	a, err := article.ReadFile("story.html")
//	...
//	for _, p := range a.Paragraphs {
//		for _, s := range article.Sentences(p.Text) {
//			fmt.Println(p.Number, s.In(p.Text))
//		}
//	}
//
// [Read] takes plain text, Markdown and HTML. Of a web page it takes the text of the
// whole page but for what is plainly no part of an article; package
// adapters/webpage has a [Reader] that looks for the main text. Paragraph 1 is the
// headline, and paragraph n of a plain text with a paragraph a line is its n-th line
// that is not blank.
//
// Every [Span] counts bytes of the Text of a paragraph. A piece is a part of that
// text to the letter: nothing is spelt, folded or composed anew. What Read itself
// changes, before it fills in Text, is this and no more:
//
//   - the encoding becomes UTF-8;
//   - CR, CR LF, vertical tabs, form feeds and the line and paragraph separators
//     of Unicode become line breaks;
//   - tabs, no-break spaces and the other spaces of Unicode become plain spaces,
//     and those around a paragraph go;
//   - soft hyphens, byte order marks, zero-width spaces, word joiners, marks of
//     direction, control characters, and zero-width joiners after Latin, Greek or
//     Cyrillic letters or punctuation go (other scripts spell with joiners);
//   - lines that were wrapped are joined by a space, or by nothing after a hyphen
//     between small letters;
//   - of Markdown and HTML the markup goes, character references become their
//     characters, and white space runs become one space. Code, tables, footnotes,
//     captions, scripts, forms, menus and reader comments are left out.
//
// Any bytes at all are safe as input. Work grows linearly with a text, and
// [MaxBytes] bounds it. The functions keep no state and may be called
// concurrently; an [Article] is plain data.
package article
