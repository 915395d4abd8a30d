// Command bot answers questions about a news story.
//
//	bot                                   chat in the terminal
//	TELEGRAM_TOKEN=... bot serve          answer on Telegram
//	bot ask who will attend the talks     one answer
//	bot ask --json <questions.jsonl       an answer a line
//	bot eval --min-right 0.9 SET.jsonl    score question sets
//	bot subscribers                       count who gets the daily briefing
//	bot backup FILE                       copy the state, also while the bot runs
//	bot story check FILE                  find what is wrong in a story file
//	bot story show [FILE]                 what the bot knows
//	bot config example                    a config file with all settings
//	bot config check                      find what is wrong with them
//
// "bot help" lists all commands and flags. A flag's value is the first there
// is of: the command line; the environment, where --min-right is
// DRAGOMAN_MIN_RIGHT; the config file; its default.
//
// The exit status is 0 when the program did what it was asked to, 1 when it
// could not or when a check or a floor failed, and 2 when the command line,
// the environment or the config file is wrong.
package main
