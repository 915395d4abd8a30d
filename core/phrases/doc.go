// Package phrases is what the bot says of itself: commands, buttons, settings,
// in the languages of readers' interfaces. Answers are not here: they are in
// the language of the story.
package phrases
