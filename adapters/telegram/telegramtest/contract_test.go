package telegramtest_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

// The server finds what is wrong with a call.
func TestContractFindsProblems(t *testing.T) {
	c, err := telegramtest.LoadContract("../../../../shared/contracts/telegram-bot-api.json")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the description of the Bot API is not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ call, want string }{
		{"sendMessage?chat_id=7&text=hi", ""},
		{"sendMesage?chat_id=7", "no such method"},
		{"sendMessage?text=hi", "chat_id is missing"},
		{"sendMessage?chat_id=7&text=hi&preview=1", "no parameter preview"},
		{"sendMessage?chat_id=7&text=hi&message_thread_id=x", "not Integer"},
		{"sendMessage?chat_id=7&text=", "0 characters"},
		{"sendMessage?chat_id=7&text=" + strings.Repeat("x", 4097), "4097 characters"},
		{"sendMessage?chat_id=7&text=x&reply_markup=" + url.QueryEscape(`{"inline_keyboard":[[{"text":"a","callback_data":"`+strings.Repeat("x", 65)+`"}]]}`), "reply_markup"},
		{"sendMessage?chat_id=7&text=x&link_preview_options=" + url.QueryEscape(`{"off":true}`), "no field off"},
	} {
		api := telegramtest.New("1:x")
		api.Obey(c)
		req, _ := http.NewRequest("GET", "http://api.test/bot1:x/"+tt.call, nil)
		if _, err := api.Transport().RoundTrip(req); err != nil {
			t.Fatal(err)
		}
		got := strings.Join(api.Problems(), "; ")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%.80s: got %q, want %q", tt.call, got, tt.want)
		}
		api.Close()
	}
}
