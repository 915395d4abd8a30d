package console

import "strings"

// command is something that the reader types with a slash before it.
type command struct {
	name string
	help string
	run  func(*chat) error // errQuit ends the chat
}

// commands are listed by /help in this order. It is a function because /help
// is one of them.
func commands() []command {
	return []command{
		{"help", "list the commands", (*chat).help},
		{"sources", "show the paragraphs that the last answer comes from", (*chat).sources},
		{"forget", "forget this chat and what was typed", (*chat).forget},
		{"quit", "end the chat (also Ctrl-D)", (*chat).quit},
	}
}

// Commands returns the commands, each with its slash.
func Commands() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, "/"+c.name)
	}
	return names
}

// parseCommand returns the command that a line calls, and its name as typed;
// "" when the line is no command. Quit and exit need no slash.
func parseCommand(line string) (c command, name string) {
	name, slash := strings.CutPrefix(strings.ToLower(line), "/")
	if slash {
		name, _, _ = strings.Cut(name, " ")
	}
	switch name {
	case "exit":
		name = "quit"
	case "quit":
	default:
		if !slash {
			return command{}, ""
		}
	}
	for _, c := range commands() {
		if c.name == name {
			return c, "/" + name
		}
	}
	return command{}, "/" + name
}

// completer completes the names of commands.
func completer(names []string) func(string) []string {
	return func(line string) []string {
		var found []string
		for _, name := range names {
			if line != "" && strings.HasPrefix(name, line) {
				found = append(found, name)
			}
		}
		return found
	}
}
