package main

import "dragoman/adapters/discord"

// check notes what is wrong with the flags of the bot on Discord, and reads its token.
// It returns whether the bot is to be there.
func (f *discordFlags) check(p *process) bool {
	token, tried := p.secret("discord-token", f.Token, f.TokenFile)
	f.Token = token
	if token != "" {
		if err := discord.CheckToken(token); err != nil {
			p.refuse("discord-token", "%v; copy it anew from the developer portal, page Bot", err)
		}
	}
	if f.API != "" {
		p.refuseFor("discord-api", discord.CheckAPI(f.API))
	}
	if f.Guild != "" {
		if err := discord.CheckGuild(f.Guild); err != nil {
			p.refuse("discord-guild", "--discord-guild %q: %v", f.Guild, err)
		}
	}
	p.refuseFor("discord-shards", discord.CheckShards(f.Shards))
	return token != "" || tried
}
