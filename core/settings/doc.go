// Package settings is what a chat has chosen about the bot, on any platform.
package settings
