package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// secrets are the flags whose values nobody is to see. Each can come from a file, the
// one of the flag with "-file" behind its name.
var secrets = []string{"telegram-token", "telegram-webhook-secret", "discord-token"}

// maxSecret bounds a file with a secret, in bytes.
const maxSecret = 4 << 10

// secret returns the value of a secret flag, "" for none: what is given, or what the
// file that is given holds, or the credential of the flag's name that systemd hands
// over. tried tells whether there is one that cannot be used: that is noted.
func (p *process) secret(flag, value, path string) (secret string, tried bool) {
	inFile := flag + "-file"
	switch {
	case value != "" && path != "":
		p.refuse(inFile, "--%s and --%s contradict each other: there are %s and %s; give one of them", flag, inFile, p.origin(flag), p.origin(inFile))
		return value, true
	case value != "":
		return value, false
	case path == "":
		if path = p.credential(flag); path == "" {
			return "", false
		}
	}
	secret, err := readSecret(path)
	if err != nil {
		p.refuseFor(inFile, err)
		return "", true
	}
	if readableByAll(path) {
		p.doubtful = append(p.doubtful, fmt.Sprintf("everybody on this machine may read the secret in %q: chmod 600", path))
	}
	p.settings[flag] = setting{from: fmt.Sprintf("the file %q", path)}
	return secret, false
}

// credential is the file of a credential that systemd hands over, "" for none.
// Source: systemd.exec(5), LoadCredential.
func (p *process) credential(name string) string {
	dir, _ := p.lookupEnv("CREDENTIALS_DIRECTORY")
	if !filepath.IsAbs(dir) {
		return ""
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil && errors.Is(err, os.ErrNotExist) {
		return ""
	}
	return path
}

// readSecret reads a file that holds one secret, perhaps with the end of its line.
func readSecret(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fileError(path, "the one that holds the secret", err)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil {
		return "", fileError(path, "the one that holds the secret", err)
	}
	if len(src) > maxSecret {
		return "", fmt.Errorf("the file %q holds more than a secret: it has more than %d KiB", path, maxSecret>>10)
	}
	secret := strings.TrimRight(string(src), "\r\n")
	if secret == "" {
		return "", fmt.Errorf("the file %q is empty; put the secret in it", path)
	}
	return secret, nil
}

// mounts are where Docker puts secrets, readable for all of a container and for
// nobody else.
const mounts = "/run/secrets/"

// readableByAll tells whether a file may be read by every user of the machine.
func readableByAll(path string) bool {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || strings.HasPrefix(path, mounts) {
		return false
	}
	return info.Mode().IsRegular() && info.Mode().Perm()&0o004 != 0
}
