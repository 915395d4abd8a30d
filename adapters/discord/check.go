package discord

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

var (
	tokenForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,200}$`)
	idForm    = regexp.MustCompile(`^[0-9]{1,20}$`)
)

// maxShards is more than one process can serve: 1,000 servers a shard.
const maxShards = 1000

// bareToken is a token without the word that is often copied with it.
func bareToken(token string) string { return strings.TrimPrefix(token, "Bot ") }

// CheckToken says what is wrong with a token, and does not show it.
func CheckToken(token string) error {
	switch token = bareToken(token); {
	case token == "":
		return errors.New("there is no token")
	case !tokenForm.MatchString(token):
		return errors.New("the token holds characters that no token has")
	}
	return nil
}

// CheckAPI says what is wrong with the address of the API.
func CheckAPI(address string) error {
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("the address of the API has to be like " + DefaultAPI)
	}
	return nil
}

// CheckGuild says what is wrong with the id of a server.
func CheckGuild(id string) error {
	if !idForm.MatchString(id) {
		return errors.New("the id of a server is a number, as \"Copy Server ID\" gives it")
	}
	return nil
}

// CheckShards says what is wrong with a number of connections.
func CheckShards(n int) error {
	if n < 0 || n > maxShards {
		return fmt.Errorf("%d shards are not 0 to %d", n, maxShards)
	}
	return nil
}
