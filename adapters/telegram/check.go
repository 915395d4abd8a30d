package telegram

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// A token is two parts; a server of one's own may take others.
var tokenForm = regexp.MustCompile(`^[A-Za-z0-9_:-]{1,128}$`)

// CheckToken says what is wrong with a token, and does not show it.
func CheckToken(token string) error {
	switch {
	case token == "":
		return errors.New("there is no token")
	case !tokenForm.MatchString(token):
		return errors.New("the token holds characters that no token has")
	}
	return nil
}

// CheckAPI says what is wrong with the address of a Bot API server.
func CheckAPI(address string) error {
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("the address of the API server has to be like " + DefaultAPI)
	}
	if strings.ContainsAny(address, "?#") {
		return errors.New("the address of the API server has neither a query nor a fragment: no ? and no #")
	}
	return nil
}

// CheckWebhookURL says what is wrong with the address of a webhook. One without TLS
// passes: Telegram refuses it, a Bot API server of one's own does not.
func CheckWebhookURL(address string) error {
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New("the webhook's URL has to be like https://bot.example.org/telegram")
	}
	return nil
}

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// CheckWebhookSecret says what is wrong with the secret of a webhook, and does not
// show it. Source of the limits: Bot API, setWebhook.
func CheckWebhookSecret(secret string) error {
	if !secretForm.MatchString(secret) {
		return errors.New("the webhook's secret has to be 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	return nil
}
