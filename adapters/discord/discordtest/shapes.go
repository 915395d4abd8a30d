package discordtest

import "time"

// Shapes of what Discord answers with and sends.

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }

// user is one as messages and interactions name them.
func (s *Server) user(id string) map[string]any {
	name := "user" + id[max(0, len(id)-6):]
	u := map[string]any{
		"id": id, "username": name, "avatar": nil, "discriminator": "0", "public_flags": 0, "flags": 0,
		"global_name": "User " + id[max(0, len(id)-6):], "primary_guild": nil,
	}
	if id == s.app {
		u["username"], u["global_name"], u["bot"], u["discriminator"] = "Story", nil, true, "0001"
	}
	return u
}

// shown is a message as Discord shows it.
func (s *Server) shown(m *Message) map[string]any {
	mentions := []any{}
	for _, id := range m.mentioned {
		mentions = append(mentions, s.user(id))
	}
	embeds := []any{}
	for _, e := range m.Embeds {
		e.Type = "rich"
		if e.Image != nil {
			e.Image = &EmbedImage{URL: e.Image.URL, Description: e.Image.Description}
			for _, a := range m.Attachments {
				if e.Image.URL == "attachment://"+a.Name {
					e.Image.URL = a.url(m)
				}
			}
		}
		embeds = append(embeds, e)
	}
	v := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "author": s.user(m.Author), "content": m.Content,
		"timestamp": stamp(m.Time), "edited_timestamp": nil, "tts": false, "pinned": false,
		"mention_everyone": false, "mentions": mentions, "mention_roles": []any{}, "attachments": m.attachmentShapes(),
		"embeds": embeds, "components": shownComponents(m.Components), "flags": m.Flags, "type": 0,
	}
	if m.Loading {
		v["flags"] = m.Flags | FlagLoading
	}
	if m.Edits > 0 {
		v["edited_timestamp"] = stamp(m.Edited)
	}
	for _, ping := range m.Pings {
		if ping == "everyone" || ping == "here" {
			v["mention_everyone"] = true
		}
	}
	if m.Nonce != "" {
		v["nonce"] = m.Nonce
	}
	if m.ReplyTo != "" {
		v["type"] = 19
		v["message_reference"] = map[string]any{"type": 0, "channel_id": m.Channel, "message_id": m.ReplyTo}
		if to, ok := s.messages[m.ReplyTo]; ok {
			first := *to
			first.ReplyTo = "" // one message deep
			v["referenced_message"] = s.shown(&first)
		}
	}
	if i, ok := s.interactions[m.Interaction]; ok {
		v["application_id"], v["webhook_id"] = s.app, s.app
		about := map[string]any{
			"id": i.ID, "type": i.Kind, "user": s.user(i.User),
			"authorizing_integration_owners": map[string]any{"1": i.User},
		}
		if i.Kind == kindComponent && i.on != "" {
			about["interacted_message_id"] = i.on
		}
		if i.Kind == kindModal {
			about["triggering_interaction_metadata"] = map[string]any{
				"id": i.ID, "type": kindCommand, "user": s.user(i.User),
				"authorizing_integration_owners": map[string]any{"1": i.User},
			}
		}
		if i.Kind == kindCommand {
			v["type"] = 20
		}
		v["interaction_metadata"] = about
	}
	if thread, ok := s.channels[m.Thread]; ok {
		v["thread"] = s.channelShape(thread)
	}
	return v
}

// shownComponents adds what Discord's answers always have.
func shownComponents(list []Component) []any {
	all := []any{}
	for _, c := range list {
		v := map[string]any{"type": c.Type, "id": c.ID}
		switch c.Type {
		case componentRow:
			v["components"] = shownComponents(c.Components)
		case componentButton:
			v["style"] = c.Style
			set(v, "label", c.Label)
			set(v, "custom_id", c.CustomID)
			set(v, "url", c.URL)
			if c.Emoji != nil {
				v["emoji"] = c.Emoji
			}
			if c.Disabled {
				v["disabled"] = true
			}
		default:
			set(v, "custom_id", c.CustomID)
			set(v, "placeholder", c.Placeholder)
			v["min_values"], v["max_values"] = or(c.MinValues, 1), or(c.MaxValues, 1)
			v["disabled"] = c.Disabled
			if c.Type == componentStringSelect {
				v["options"] = c.Options
			}
			if len(c.Types) > 0 {
				v["channel_types"] = c.Types
			}
			if len(c.Defaults) > 0 {
				v["default_values"] = c.Defaults
			}
		}
		all = append(all, v)
	}
	return all
}

func set(v map[string]any, key, value string) {
	if value != "" {
		v[key] = value
	}
}

func or(n *int, otherwise int) int {
	if n == nil {
		return otherwise
	}
	return *n
}

// channelShape is a channel, thread or direct messages.
func (s *Server) channelShape(c *Channel) map[string]any {
	v := map[string]any{"id": c.ID, "type": c.Type, "flags": 0, "last_message_id": nil}
	switch {
	case c.Type == TypeDM:
		v["recipients"] = []any{s.user(c.Recipient)}
	case c.thread():
		v["guild_id"], v["name"], v["parent_id"], v["owner_id"] = c.Guild, c.Name, c.Parent, s.app
		v["message_count"], v["member_count"], v["total_message_sent"] = 0, 1, 0
		v["rate_limit_per_user"] = 0
		v["thread_metadata"] = map[string]any{
			"archived": c.archived, "archive_timestamp": stamp(c.made), "auto_archive_duration": c.archive,
			"locked": c.locked, "create_timestamp": stamp(c.made),
		}
	default:
		v["guild_id"], v["name"], v["position"] = c.Guild, c.Name, 0
		v["parent_id"], v["topic"], v["nsfw"] = nil, nil, false
		v["permission_overwrites"] = []any{}
	}
	return v
}

func (s *Server) getGateway(r *request) (int, any, *apiError) {
	url := "ws" + s.URL[len("http"):] + "/gateway/"
	return 200, map[string]any{
		"url": url, "shards": s.shards,
		"session_start_limit": map[string]any{"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1},
	}, nil
}

func (s *Server) getSelf(*request) (int, any, *apiError) {
	self := s.user(s.app)
	self["mfa_enabled"], self["locale"] = false, "en-US"
	return 200, self, nil
}

func (s *Server) getApplication(*request) (int, any, *apiError) {
	owner := "1" + s.app[1:]
	return 200, map[string]any{
		"id": s.app, "name": "Story", "icon": nil, "description": "", "type": nil, "bot": s.user(s.app),
		"bot_public": true, "bot_require_code_grant": false, "verify_key": "00", "flags": 0, "flags_new": "0",
		"redirect_uris": []any{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil,
		"owner": s.user(owner), "approximate_guild_count": 1, "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil,
		"eligible_oauth2_scopes": []any{},
	}, nil
}

// guildShape is a guild that the bot is in.
func (s *Server) guildShape(id string) map[string]any {
	v := map[string]any{
		"id": id, "name": "Readers", "features": []any{}, "owner_id": "1" + s.app[1:], "region": "deprecated",
		"afk_timeout": 300, "system_channel_flags": 0, "widget_enabled": false, "verification_level": 0,
		"roles": []any{}, "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0,
		"max_members": 500_000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
		"premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "en-US",
		"premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": []any{}, "stickers": []any{},
	}
	for _, none := range []string{
		"icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id", "afk_channel_id",
		"system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code", "rules_channel_id",
		"safety_alerts_channel_id", "public_updates_channel_id", "incidents_data",
	} {
		v[none] = nil
	}
	return v
}
