package main

import (
	"dragoman/adapters/discord"
)

// discordFlags are the flags of the bot on Discord.
type discordFlags struct {
	Token  string `name:"discord-token" placeholder:"TOKEN" help:"The Discord bot's token. Better in the environment than on the command line, which others can see; $$DISCORD_TOKEN does too."`
	API    string `name:"discord-api" placeholder:"URL" help:"Address of the API, of a proxy or a compatible server (https://discord.com/api)."`
	Guild  string `name:"discord-guild" placeholder:"ID" help:"Register the commands for this server only, at once: for development."`
	Shards int    `name:"discord-shards" placeholder:"N" help:"Connections to Discord (as many as it recommends)."`
}

// platform returns the bot on Discord.
func (f *discordFlags) platform(s *service) (platform, error) {
	o := discord.Options{
		Token: f.Token, API: f.API, Guild: f.Guild, Shards: f.Shards,
		Story: s.stand, Answerer: s.stand, Sessions: s.sessions, Log: s.log, Flood: s.flood,
		Ready: func() { s.log.Info("the bot answers on Discord") },
	}
	if s.store != nil {
		o.Settings, o.Feedback, o.Deliveries = s.store, s.store, s.store
	}
	bot, err := discord.New(o)
	if err != nil {
		return platform{}, err
	}
	return platform{"Discord", bot.Run}, nil
}
