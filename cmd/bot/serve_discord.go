package main

import (
	"dragoman/adapters/discord"
	"dragoman/core/subscriptions"
)

// discordFlags are the flags of the bot on Discord.
type discordFlags struct {
	Token     string `name:"discord-token" placeholder:"TOKEN" help:"The Discord bot's token. Better in the environment than on the command line, which others can see; $$DISCORD_TOKEN does too."`
	TokenFile string `name:"discord-token-file" placeholder:"FILE" help:"File that holds the token instead; $$DISCORD_TOKEN_FILE does too."`
	API       string `name:"discord-api" placeholder:"URL" help:"Address of the API, of a proxy or a compatible server (https://discord.com/api)."`
	Guild     string `name:"discord-guild" placeholder:"ID" help:"Register the commands for this server only, at once: for development."`
	Shards    int    `name:"discord-shards" placeholder:"N" help:"Connections to Discord (as many as it recommends)."`
}

// platform returns the bot on Discord.
func (f *discordFlags) platform(s *service) (platform, error) {
	seen := s.monitor.Platform(subscriptions.Discord)
	o := discord.Options{
		Token: f.Token, API: f.API, Guild: f.Guild, Shards: f.Shards,
		Story: s.stand, Answerer: seen.Answerer(s.answerer(subscriptions.Discord)), Sessions: s.sessions, Log: s.log, Flood: s.flood,
		Subscriptions: s.readersDesk(),
		Report:        s.report(subscriptions.Discord), Admins: s.admins[subscriptions.Discord],
		Ready:     func() { s.log.Info("the bot answers on Discord") },
		Transport: seen.Transport(discord.NewTransport(), discord.Route), Connected: seen.Connected,
	}
	if s.store != nil {
		o.Settings, o.Feedback, o.Deliveries, o.Forgetter = s.store, s.store, s.store, s.store
	}
	bot, err := discord.New(o)
	if err != nil {
		return platform{}, err
	}
	seen.Queue(bot.Queue)
	return platform{name: "Discord", answer: bot.Run, runner: s.runner(bot.Sender()), seen: seen}, nil
}
