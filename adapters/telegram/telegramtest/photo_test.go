package telegramtest_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func contains(s, part string) bool { return strings.Contains(s, part) }

// call makes a call and returns the answer.
func call(t *testing.T, api *telegramtest.Server, method string, form url.Values) string {
	t.Helper()
	return do(t, api, method, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
}

func do(t *testing.T, api *telegramtest.Server, method string, body io.Reader, kind string) string {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, "http://api.test/bot1:x/"+method, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	resp, err := api.Transport().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// upload sends a file as a photo.
func upload(t *testing.T, api *telegramtest.Server, file []byte, caption string) string {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range map[string]string{"chat_id": "7", "caption": caption, "parse_mode": "HTML"} {
		if err := form.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("photo", "a.png")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return do(t, api, "sendPhoto", &body, form.FormDataContentType())
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// Photos are taken within the limits, and again by the name of the largest size.
func TestPhotos(t *testing.T) {
	api := telegramtest.New("1:x")
	defer api.Close()
	for _, tt := range []struct {
		file    []byte
		caption string
		want    string
	}{
		{picture(t, 1080, 720), "<b>hi</b>", `"caption":"hi"`},
		{picture(t, 1080, 720), strings.Repeat("&amp;", 1024), `"ok":true`},
		{picture(t, 1080, 720), strings.Repeat("x", 1025), "message caption is too long"},
		{picture(t, 1080, 720), "<b>", "can't parse entities"},
		{picture(t, 9000, 1001), "", "PHOTO_INVALID_DIMENSIONS"},
		{picture(t, 2100, 100), "", "PHOTO_INVALID_DIMENSIONS"},
		{[]byte("no picture"), "", "IMAGE_PROCESS_FAILED"},
	} {
		if got := upload(t, api, tt.file, tt.caption); !contains(got, tt.want) {
			t.Errorf("got %.200s, want %s", got, tt.want)
		}
	}
	if n := len(api.Problems()); n != 5 || api.Uploads() != 2 {
		t.Errorf("%d uploads; problems: %q", api.Uploads(), api.Problems())
	}
	again := func(id string) string {
		return call(t, api, "sendPhoto", url.Values{"chat_id": {"7"}, "photo": {id}})
	}
	if got := again("photo1"); !contains(got, `"file_id":"photo1"`) {
		t.Errorf("got %s", got)
	}
	if got := again("photo1-s"); !contains(got, "wrong file identifier") {
		t.Errorf("got %s", got)
	}
	api.LosePhotos()
	if got := again("photo1"); !contains(got, "wrong file identifier") {
		t.Errorf("got %s", got)
	}
	if got := call(t, api, "editMessageText", url.Values{"chat_id": {"7"}, "message_id": {"1"}, "text": {"x"}}); !contains(got, "there is no text in the message to edit") {
		t.Errorf("got %s", got)
	}
}
