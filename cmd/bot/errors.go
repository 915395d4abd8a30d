package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"syscall"

	"dragoman/adapters/console"
)

// usageError is something wrong with the command line, the environment or the
// config file: exit status 2.
type usageError string

func (e usageError) Error() string { return string(e) }

// errFailed ends the program with status 1 when all has been said.
var errFailed = errors.New("failed")

// tokenLike is what looks like the token of a bot on Telegram (its number, a
// colon and 35 characters) or on Discord (three parts with dots between), also
// one that is not all there.
var tokenLike = regexp.MustCompile(`[0-9]{3,}:[A-Za-z0-9_-]{8,}|[0-9]{6,}:[A-Za-z0-9_-]+|[A-Za-z0-9_-]{18,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{8,}`)

// withoutTokens is a text that may hold a piece of the command line, where a
// token may have gone astray. What reads a number quotes what follows it.
func withoutTokens(text string) string {
	for _, token := range tokenLike.FindAllString(text, -1) {
		text = strings.ReplaceAll(text, token, "[token]")
		if _, secret, ok := strings.Cut(token, ":"); ok {
			text = strings.ReplaceAll(text, ":"+secret, "[token]")
		}
	}
	return text
}

// complain writes an error for people: a sentence, or several lines below the
// program's name. It shows nothing that looks like a token.
func complain(w io.Writer, err error) {
	text := withoutTokens(strings.TrimSpace(console.Plain(err.Error())))
	if strings.Contains(text, "\n") {
		text = "\n" + text
	} else {
		text = " " + text
	}
	fmt.Fprintf(w, "bot:%s\n", text)
}

// readFile reads a file that the user named; what says what it is to be, as in
// "an article".
func readFile(path, what string) ([]byte, error) {
	src, err := readAtMost(path, maxFile)
	if err == nil && len(src) > maxFile {
		return nil, fmt.Errorf("the file %q has more than %d MiB; name %s", path, maxFile>>20, what)
	}
	return src, fileError(path, what, err)
}

// maxFile bounds a file that readFile reads, in bytes: more than articles and
// overlays may have, so that those who check them say what they may.
const maxFile = 16 << 20

// readAtMost reads a file, and no more than one byte beyond a limit.
func readAtMost(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// fileError says what to do about a file that cannot be read.
func fileError(path, what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %q; name %s", path, what)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the file %q may not be read; check its permissions", path)
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%q is a directory; name %s in it", path, what)
	}
	return fmt.Errorf("the file %q cannot be read: %w", path, err)
}

// fileErrorOr is fileError for an error that may not be the file system's.
func fileErrorOr(path, what string, err error) error {
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return fileError(path, what, err)
	}
	return err
}
