package telegram_test

import (
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/phrases"
)

// Each scope and language has its menu: set once, in peace, and then only looked
// at.
func TestMenus(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		want := 4 * len(phrases.Languages())
		start := func() {
			looks := len(api.Calls("getMyCommands"))
			r := run(t, api, nil)
			time.Sleep(time.Minute) // virtual
			synctest.Wait()
			if n := len(api.Calls("getMyCommands")) - looks; n != want {
				t.Errorf("looked at %d menus, want %d", n, want)
			}
			r.check(api)
		}
		start()
		set := api.Calls("setMyCommands")
		if len(set) != want {
			t.Errorf("set %d menus, want %d", len(set), want)
		}
		different := make(map[string]bool)
		for i, c := range set {
			different[c.Params["scope"]+c.Params["language_code"]] = true
			if i > 0 && c.Time.Sub(set[i-1].Time) < 100*time.Millisecond {
				t.Errorf("menu %d is set %v after the one before", i, c.Time.Sub(set[i-1].Time))
			}
		}
		if len(different) != want {
			t.Errorf("%d different menus", len(different))
		}
		start() // nothing has changed
		if again := len(api.Calls("setMyCommands")); again != want {
			t.Errorf("set %d times in all", again)
		}
	})
}

// What a start could not set, the next one does.
func TestMenusGoOn(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		want := 4 * len(phrases.Languages())
		api.Fail(telegramtest.Fault{Method: "setMyCommands", Times: 1}) // the first works
		api.Fail(telegramtest.TooManyRequests("setMyCommands", 0, 60, 3))
		for range 2 {
			r := run(t, api, nil)
			time.Sleep(10 * time.Minute) // virtual
			synctest.Wait()
			r.check(api)
		}
		set := make(map[string]int)
		for _, c := range api.Calls("setMyCommands") {
			set[c.Params["scope"]+c.Params["language_code"]]++
		}
		if len(set) != want {
			t.Errorf("set %d menus, want %d", len(set), want)
		}
	})
}
