package discord

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
)

// caller makes the calls that registration needs.
type caller interface {
	get(ctx context.Context, path string, out any) error
	put(ctx context.Context, path string, body, out any) error
}

// register makes the commands of an application those wanted: everywhere, or, when guild is not "", in that server alone, where changes show
// at once. It writes only when something changed: Discord limits how many
// commands a bot may create a day.
func register(ctx context.Context, c caller, app, guild string, want []command) error {
	path := "/applications/" + app + "/commands"
	if guild != "" {
		path = "/applications/" + app + "/guilds/" + guild + "/commands"
	}
	var have []command
	if err := c.get(ctx, path+"?with_localizations=true", &have); err != nil {
		return fmt.Errorf("reading the commands: %w", err)
	}
	if guild != "" {
		dropGlobal(have)
		want = slices.Clone(want)
		dropGlobal(want)
	}
	if bytes.Equal(canonical(have), canonical(want)) {
		return nil
	}
	if err := c.put(ctx, path, want, nil); err != nil {
		return fmt.Errorf("setting the commands: %w", err)
	}
	return nil
}

// isRegistered tells whether an application has commands everywhere.
func isRegistered(ctx context.Context, c caller, app string) bool {
	var have []command
	return c.get(ctx, "/applications/"+app+"/commands", &have) == nil && len(have) > 0
}

// dropGlobal leaves out what only commands have that are not of one server.
func dropGlobal(list []command) {
	for i := range list {
		list[i].Contexts, list[i].Installs = nil, nil
	}
}

// canonical writes commands so that the same ones are the same bytes, whatever
// Discord adds, fills in and reorders: reading them has left out what the bot
// does not set, and writing leaves out what is empty.
func canonical(list []command) []byte {
	list = slices.Clone(list)
	for i := range list {
		list[i].Contexts = slices.Sorted(slices.Values(list[i].Contexts))
		list[i].Installs = slices.Sorted(slices.Values(list[i].Installs))
	}
	slices.SortFunc(list, func(a, b command) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name))
	})
	return marshal(list)
}
