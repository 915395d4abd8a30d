// Package console is the chat in the terminal.
//
//	screen := console.NewScreen(os.Stdout, os.LookupEnv)
//	input := console.NewInput(os.Stdin, os.Stdout, console.InputOptions{History: path})
//	err := console.Chat(ctx, bot, input, screen, console.Options{Story: source})
//
// A line that the reader types is a question, the number of a suggestion, or a
// command (/help lists them). Where input and output are a terminal, lines are
// edited, remembered and recalled; otherwise they are read as they come, and
// each is repeated before its answer, so that the output reads as a chat.
//
// Nothing that a reader, a story or a bot says reaches the terminal with its
// control characters: see [Plain]. Colour is used where the output is a
// terminal and NO_COLOR is unset or empty; text is wrapped to the terminal's
// width, and left as it is where there is none.
//
// [Chat] is for one goroutine; it ends when the input does, when the reader
// says /quit, or when the context is done.
package console
