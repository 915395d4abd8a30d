// Package eval scores a bot's replies to sets of questions about a story.
//
//	set, err := eval.ReadSet("plain.jsonl", file)
//	...
//	run := eval.Run{Bot: bot, Article: eval.NewArticle(text)}
//	result, err := run.Set(ctx, set)
//	...
//	report := eval.Report{result}
//	report.WriteTo(os.Stdout)
//
// A set is a file of JSON Lines, one turn a line: id; session (turns that
// share it are one conversation, in order); text, as typed; answerable; kind;
// must (groups of alternatives: the answer holds one of each); must_not;
// paragraphs (citing any one of them is right; the headline is 1); note.
//
// A reply is right when
//   - the question is not answerable and the bot declined, or
//   - the question is answerable, the bot answered, every group of must has an
//     alternative in the answer (whole words; case, accents and curly quotes
//     folded), nothing of must_not is in it, it cites one of the paragraphs,
//     all that it puts between curly double quotes stands in the article to the
//     letter, and it is brief.
//
// A reply is wrong when it asserts something and is not right; a miss when it
// declines an answerable question.
//
// An [Article] and a [Set] may be used by any number of goroutines; a [Run]
// asks one question at a time.
package eval
