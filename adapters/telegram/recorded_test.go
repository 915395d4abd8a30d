package telegram_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
)

// Updates as Telegram sends them, with fields newer than the library's, go
// through the whole bot; what it calls is in the file beside. UPDATE=1 writes
// that anew.
func TestRecordedUpdates(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no recorded updates", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var updates []json.RawMessage
			if err := json.Unmarshal(raw, &updates); err != nil {
				t.Fatal(err)
			}
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, func(o *telegram.Options) { o.Answerer, o.Sessions = real(t) })
				for _, u := range updates {
					api.Push(u)
					api.AwaitConfirmed(t)
				}
				r.check(api)
				var got strings.Builder
				for _, c := range api.Calls("") {
					switch c.Method {
					case "sendMessage", "editMessageText", "answerCallbackQuery", "answerInlineQuery", "getChatMember":
						// Which words answer is the engine's: only where and how.
						fmt.Fprintf(&got, "%s chat=%s thread=%s reply=%s preview=%s callback=%s\n", c.Method, c.Params["chat_id"],
							c.Params["message_thread_id"], c.Params["reply_parameters"], c.Params["link_preview_options"], c.Params["callback_query_id"])
					}
				}
				golden := strings.TrimSuffix(file, ".json") + ".calls"
				if os.Getenv("UPDATE") != "" {
					if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if got.String() != string(want) {
					t.Errorf("got\n%swant\n%s", got.String(), want)
				}
			})
		})
	}
}
