package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// registry is Discord's side of registration: it keeps commands under a path,
// as Discord gives them back.
type registry struct {
	stored map[string][]map[string]any
	bodies [][]byte // of what was written
	paths  []string // likewise
	fail   error
}

func (r *registry) get(_ context.Context, path string, out any) error {
	path, localized := strings.CutSuffix(path, "?with_localizations=true")
	if r.fail != nil || !localized {
		return errors.Join(r.fail, errors.New("not read"))
	}
	data, err := json.Marshal(r.stored[path])
	if err != nil {
		return err
	}
	return json.Unmarshal(data, out)
}

func (r *registry) put(_ context.Context, path string, body, _ any) error {
	if r.fail != nil {
		return r.fail
	}
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r.bodies, r.paths = append(r.bodies, data), append(r.paths, path)
	var list []map[string]any
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for i, c := range list {
		fill(c, i, strings.Contains(path, "/guilds/"))
	}
	slices.Reverse(list)
	if r.stored == nil {
		r.stored = make(map[string][]map[string]any)
	}
	r.stored[path] = list
	return nil
}

// fill adds to a command what Discord does.
func fill(c map[string]any, i int, guild bool) {
	c["id"], c["application_id"], c["version"] = fmt.Sprint(1000+i), "7", "2000"
	c["nsfw"], c["dm_permission"] = false, true
	if bits, ok := c["default_member_permissions"]; ok {
		c["default_member_permissions"] = fmt.Sprint(bits)
	} else {
		c["default_member_permissions"] = nil
	}
	if c["description"] == nil {
		c["description"], c["description_localizations"] = "", nil
	}
	if guild {
		c["guild_id"], c["contexts"], c["integration_types"] = "9", nil, []any{0}
	} else {
		slices.Reverse(c["contexts"].([]any))
	}
	options, _ := c["options"].([]any)
	for _, o := range options {
		o := o.(map[string]any)
		if o["required"] == nil {
			o["required"] = false
		}
		if o["autocomplete"] == nil && o["type"] == 3.0 {
			o["autocomplete"] = false
		}
	}
}

func TestRegisterWritesWhatChanged(t *testing.T) {
	for _, c := range []struct{ name, guild, path string }{
		{"everywhere", "", "/applications/7/commands"},
		{"in one server", "9", "/applications/7/guilds/9/commands"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := new(registry)
			start := func(what string, writes int) {
				t.Helper()
				before := len(r.bodies)
				if err := register(t.Context(), r, "7", c.guild, commandList(true)); err != nil {
					t.Fatal(err)
				}
				if got := len(r.bodies) - before; got != writes {
					t.Errorf("%s: wrote %d times, not %d", what, got, writes)
				}
			}
			start("the first start", 1)
			if r.paths[0] != c.path {
				t.Errorf("wrote to %s", r.paths[0])
			}
			start("the second start", 0)

			ask := func() map[string]any {
				for _, c := range r.stored[c.path] {
					if c["name"] == "ask" {
						return c
					}
				}
				t.Fatal("there is no /ask")
				return nil
			}
			ask()["description"] = "Another description"
			start("a changed description", 1)
			ask()["name_localizations"].(map[string]any)["de"] = "wissen"
			start("a changed translation", 1)
			ask()["options"].([]any)[0].(map[string]any)["autocomplete"] = false
			start("a changed option", 1)
			ask()["default_member_permissions"] = "0"
			start("a permission more", 1)
			r.stored[c.path] = r.stored[c.path][1:]
			start("a missing command", 1)
			r.stored[c.path] = append(r.stored[c.path], map[string]any{"name": "old", "type": 1})
			start("a command of earlier days", 1)
			ask()["version"] = "2001"
			start("another version", 0)
		})
	}
}

func TestRegisterTellsWhatFailed(t *testing.T) {
	down := errors.New("down")
	if err := register(t.Context(), &registry{fail: down}, "7", "", commandList(true)); !errors.Is(err, down) {
		t.Errorf("got %v", err)
	}
}

func TestRegisterSendsWhatDiscordDescribes(t *testing.T) {
	schema := description(t)
	request, response := schema("ApplicationCommandUpdateRequest"), schema("ApplicationCommandResponse")
	for _, l := range locales {
		if err := schema("AvailableLocalesEnum").Validate(l.discord); err != nil {
			t.Error(err)
		}
	}
	for _, guild := range []string{"", "9"} {
		r := new(registry)
		if err := register(t.Context(), r, "7", guild, commandList(true)); err != nil {
			t.Fatal(err)
		}
		check := func(s *jsonschema.Schema, data []byte) {
			t.Helper()
			list, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range list.([]any) {
				if err := s.Validate(c); err != nil {
					t.Errorf("%v: %v", c.(map[string]any)["name"], err)
				}
				for key := range c.(map[string]any) {
					if s.Properties[key] == nil {
						t.Errorf("%v has the unknown key %s", c.(map[string]any)["name"], key)
					}
				}
			}
		}
		check(request, r.bodies[0])
		for _, list := range r.stored {
			data, err := json.Marshal(list)
			if err != nil {
				t.Fatal(err)
			}
			check(response, data)
		}
	}
}

// description returns the schemas of Discord's description of its API by name.
func description(t *testing.T) func(name string) *jsonschema.Schema {
	t.Helper()
	const path = "../../../shared/contracts/discord-openapi.json"
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("Discord's description of its API is not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	// Discord takes permissions as numbers and as texts of digits, as which its
	// documentation has them ("Application Commands": default_member_permissions).
	schemas := doc.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any)
	properties := schemas["ApplicationCommandUpdateRequest"].(map[string]any)["properties"].(map[string]any)
	properties["default_member_permissions"] = map[string]any{"type": "string", "pattern": "^[0-9]+$"}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("discord.json", doc); err != nil {
		t.Fatal(err)
	}
	return func(name string) *jsonschema.Schema {
		s, err := c.Compile("discord.json#/components/schemas/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}
