package discord

import (
	"errors"

	"dragoman/adapters/discord/internal/gateway"
)

// Errors that end Run: waiting does not mend them.
var (
	// ErrToken is returned when Discord does not know the token: it is
	// mistyped, or was reset.
	ErrToken = gateway.ErrToken

	// ErrIntents is returned when Discord refuses the events that the bot asks
	// for, though it asks for none that need leave.
	ErrIntents = gateway.ErrIntents

	// ErrSharding is returned when the number of shards is too small.
	ErrSharding = gateway.ErrSharding

	// ErrVersion is returned when Discord has given up the version of its
	// gateway that the bot speaks.
	ErrVersion = gateway.ErrVersion
)

// errNoUser is of a name that no user of Discord has.
var errNoUser = errors.New("discord: that is no user's name")
