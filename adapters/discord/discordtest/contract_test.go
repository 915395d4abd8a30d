package discordtest_test

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"

	"dragoman/adapters/discord/discordtest"
)

// described skips a test when Discord's description is not at hand.
func described(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("../../../../shared/contracts/discord-openapi.json"); errors.Is(err, os.ErrNotExist) {
		t.Skip("Discord's description is not at hand")
	}
}

// The server finds what is wrong with a request.
func TestContractFindsProblems(t *testing.T) {
	t.Parallel()
	described(t)
	const none = `"allowed_mentions":{"parse":[]}`
	for _, tt := range []struct{ body, want string }{
		{`{"content":"hi",` + none + `}`, ""},
		{`{"content":"hi",` + none + `,"embeds":[],"components":[],"flags":4,"nonce":"a","enforce_nonce":true}`, ""},
		{`{"content":"hi"}`, "no allowed_mentions"},
		{`{"content":"hi","allowed_mentions":{"parse":["users"]}}`, "no allowed_mentions"},
		{`{"content":"hi","allowed_mentions":{"replied_user":false}}`, "no allowed_mentions"},
		{`{"contents":"hi",` + none + `}`, "contents"},
		{`{"content":7,` + none + `}`, "want"},
		{`{"content":"` + strings.Repeat("é", 2000) + `",` + none + `}`, ""},
		{`{"content":"` + strings.Repeat("🎉", 2000) + `",` + none + `}`, ""},
		{`{"content":"` + strings.Repeat("é", 2001) + `",` + none + `}`, "2000 or fewer"},
		{`{"content":"",` + none + `}`, "empty message"},
		{`{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"a"}]}],` + none + `}`, "empty message"},
		{`{"content":"hi","nonce":"` + strings.Repeat("n", 26) + `",` + none + `}`, "nonce"},
		{`{"embeds":[{"title":"` + strings.Repeat("t", 257) + `"}],` + none + `}`, "256"},
		{`{"embeds":[{"description":"` + strings.Repeat("t", 4097) + `"}],` + none + `}`, "4,096"},
		{`{"embeds":[{"description":"` + strings.Repeat("t", 4000) + `"},{"description":"` + strings.Repeat("t", 2001) + `"}],` + none + `}`, "maximum size of 6000, is 6001"},
		{`{"embeds":[{"title":"a","fields":[` + strings.Repeat(`{"name":"a","value":"b"},`, 25) + `{"name":"a","value":"b"}]}],` + none + `}`, "fields"},
		{`{"embeds":[{"title":"a","fields":[{"name":"a","value":""}]}],` + none + `}`, "required"},
		{`{"embeds":[{"title":"a","fields":[{"name":"a","value":"` + strings.Repeat("t", 1025) + `"}]}],` + none + `}`, "1,024"},
		{`{"embeds":[{"title":"a","footer":{"text":"` + strings.Repeat("t", 2049) + `"}}],` + none + `}`, "2,048"},
		{`{"embeds":[{"title":"a","colour":1}],` + none + `}`, "colour"},
		{`{"embeds":[{}],` + none + `}`, "must not be empty"},
		{rows(`{"type":2,"style":1,"label":"a","custom_id":"a"}`), ""},
		{rows(`{"type":2,"style":1,"label":"a"}`), "custom_id"},
		{rows(`{"type":2,"style":5,"label":"a"}`), "url"},
		{rows(`{"type":2,"style":5,"label":"a","url":"https://example.org/"}`), ""},
		{rows(`{"type":2,"style":1,"custom_id":"a"}`), "label or an emoji"},
		{rows(`{"type":2,"style":1,"label":"a","custom_id":"` + strings.Repeat("c", 101) + `"}`), "custom_id"},
		{rows(`{"type":2,"style":1,"label":"a","custom_id":"a"}`, `{"type":2,"style":1,"label":"b","custom_id":"a"}`), "duplicated"},
		{rows(strings.Repeat(`{"type":2,"style":5,"label":"a","url":"https://example.org/"},`, 5) + `{"type":2,"style":5,"label":"a","url":"https://example.org/"}`), "components"},
		{rows(row, row, row, row, row, row), "5 or fewer"},
		{`{"content":"hi","components":[{"type":2,"style":5,"label":"a","url":"https://example.org/"}],` + none + `}`, "components"},
	} {
		d := discordtest.New(t, "x")
		channel := d.AddChannel(discordtest.Channel{})
		status, _ := call(t, d, http.MethodPost, "/channels/"+channel+"/messages", tt.body)
		got := strings.Join(d.TakeProblems(), "; ")
		if tt.want == "" && (got != "" || status != 200) || !strings.Contains(got, tt.want) {
			t.Errorf("%.150s: got %d %q, want %q", tt.body, status, got, tt.want)
		}
	}
}

const row = `{"type":2,"style":5,"label":"a","url":"https://example.org/"}`

// rows is a message with a row for each of the lists.
func rows(lists ...string) string {
	var all []string
	for _, l := range lists {
		all = append(all, `{"type":1,"components":[`+l+`]}`)
	}
	return `{"content":"hi","components":[` + strings.Join(all, ",") + `],"allowed_mentions":{"parse":[]}}`
}

// The server finds what is wrong with commands.
func TestCommandRules(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ body, want string }{
		{`[{"name":"ask","description":"d","contexts":[0,1,2],"integration_types":[0,1],"default_member_permissions":"32","options":[{"type":3,"name":"question","description":"d","required":true,"autocomplete":true}]}]`, ""},
		{`[{"name":"вопрос","description":"d","name_localizations":{"ru":"вопрос"}}]`, ""},
		{`[{"name":"Ask","description":"d"}]`, "pattern"},
		{`[{"name":"ask me","description":"d"}]`, "pattern"},
		{`[{"name":"ask","description":"d","name_localizations":{"de":"Frage"}}]`, "pattern"},
		{`[{"name":"ask"}]`, "description"},
		{`[{"name":"ask","description":"d"},{"name":"ask","description":"e"}]`, "two commands"},
		{`[{"name":"Ask about this","type":3}]`, ""},
		{`[{"name":"Ask about this","type":3,"description":"d"}]`, "menu"},
		{`[{"name":"ask","description":"d","options":[{"type":5,"name":"a","description":"d"},{"type":3,"name":"b","description":"d","required":true}]}]`, "required options"},
	} {
		d := discordtest.New(t, "x")
		call(t, d, http.MethodPut, "/applications/"+d.App()+"/commands", tt.body)
		got := strings.Join(d.TakeProblems(), "; ")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.body, got, tt.want)
		}
	}
}
