package rest_test

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/rest"
)

// pictured is a message with a file.
type pictured struct {
	message
	Attachments []map[string]string `json:"attachments"`
}

func withFiles(names ...string) pictured {
	p := pictured{message: message{Content: "hi", Nonce: "n", Enforce: true}}
	for i, name := range names {
		p.Attachments = append(p.Attachments, map[string]string{"id": string(rune('0' + i)), "filename": name, "description": "What it shows: “a”"})
	}
	return p
}

// Files go along with the body, also when the call is repeated, and with a nonce the
// message is there once.
func TestFiles(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		d.Fail(discordtest.Fault{Route: create, Status: 502, Times: 1})
		d.Fail(discordtest.Fault{Route: create, Drop: true, After: true, Times: 1}) // it works, the answer is lost
		one := bytes.Repeat([]byte("\r\n--x\x00"), 50_000)
		files := []rest.File{{Name: "a.png", Type: "image/png", Data: one}, {Name: "b-2.txt", Type: "text/plain", Data: []byte("b")}}
		err := c.Do(t.Context(), http.MethodPost, at+"/messages", withFiles("a.png", "b-2.txt"), nil, rest.Repeatable(), rest.Files(files...))
		if err != nil {
			t.Fatal(err)
		}
		sent := d.Sent("")
		if len(sent) != 1 || d.Count(create) != 3 || len(sent[0].Attachments) != 2 {
			t.Fatalf("%d calls, sent %+v", d.Count(create), sent)
		}
		for i, a := range sent[0].Attachments {
			if a.Name != files[i].Name || a.File.Type != files[i].Type || !bytes.Equal(a.File.Data, files[i].Data) || a.Description != "What it shows: “a”" {
				t.Errorf("%d: %s %s, %d bytes, %q", i, a.Name, a.File.Type, len(a.File.Data), a.Description)
			}
		}
	})
}

// What Discord would not take is not sent.
func TestFilesThatBreakALimit(t *testing.T) {
	file := func(name string, size int) rest.File {
		return rest.File{Name: name, Type: "image/png", Data: make([]byte, size)}
	}
	for name, files := range map[string][]rest.File{
		"too large":     {file("a.png", rest.MaxFileBytes/2), file("b.png", rest.MaxFileBytes/2+1)},
		"too many":      make([]rest.File, rest.MaxFiles+1),
		"no name":       {file("", 1)},
		"a long name":   {file(strings.Repeat("a", 101), 1)},
		"quotes":        {file(`a";x="`, 1)},
		"a line":        {file("a\r\nX: y", 1)},
		"a folder":      {file("../a.png", 1)},
		"other letters": {file("ж.png", 1)},
		"no type":       {{Name: "a.png", Data: []byte("a")}},
	} {
		refused := func(t *testing.T, d *discordtest.Server, c *rest.Client) {
			err := c.Do(t.Context(), http.MethodPost, channel(d)+"/messages", withFiles("a.png"), nil, rest.Files(files...))
			if !errors.Is(err, rest.ErrFiles) || rest.IsTemporary(err) || d.Count("") != 0 {
				t.Errorf("%v, %d calls", err, d.Count(""))
			}
		}
		t.Run(name, func(t *testing.T) { bubble(t, refused) })
	}
	t.Run("just so large", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
			err := c.Do(t.Context(), http.MethodPost, channel(d)+"/messages", withFiles("a.png"), nil, rest.Files(file("a.png", rest.MaxFileBytes)))
			if err != nil {
				t.Error(err)
			}
		})
	})
}
