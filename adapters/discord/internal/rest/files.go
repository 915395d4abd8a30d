package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"
)

// File is one that goes along with a call. What the body says of attachments is
// the caller's: the n-th file is the attachment with the id n, from 0 (Discord,
// "Uploading Files").
type File struct {
	Name string // "timeline.png": letters, digits, ".", "-" and "_", at most 100 bytes
	Type string // "image/png"
	Data []byte // is not changed by anybody while the call is made
}

// Files sends files along with the body. A call that is repeated sends them again.
func Files(files ...File) Option { return func(c *call) { c.files = files } }

// Limits of the files of a call (Discord, "Uploading Files": 10 MiB for a message,
// "Create Message": files[n]; ten attachments, by its description of the API).
const (
	MaxFiles     = 10
	MaxFileBytes = 10 << 20 // over all
)

// ErrFiles is wrapped by the error of a call whose files break a limit. Nothing
// was sent.
var ErrFiles = errors.New("files that Discord does not take")

// encode returns the body of a request and its type.
func encode(body any, files []File) (data []byte, kind string, err error) {
	if body != nil {
		if data, err = json.Marshal(body); err != nil {
			return nil, "", err
		}
	}
	if len(files) == 0 {
		return data, "application/json", nil
	}
	if err := checkFiles(files); err != nil {
		return nil, "", err
	}
	size := len(data) + 1024
	for _, f := range files {
		size += len(f.Data) + 1024
	}
	var out bytes.Buffer
	out.Grow(size)
	w := multipart.NewWriter(&out) // its boundary is random: no file holds it
	part := func(disposition, kind string, data []byte) error {
		p, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {kind}})
		if err == nil {
			_, err = p.Write(data)
		}
		return err
	}
	err = part(`form-data; name="payload_json"`, "application/json", data)
	for i, f := range files {
		err = errors.Join(err, part(fmt.Sprintf(`form-data; name="files[%d]"; filename="%s"`, i, f.Name), f.Type, f.Data))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, "", err
	}
	return out.Bytes(), w.FormDataContentType(), nil
}

func checkFiles(files []File) error {
	if len(files) > MaxFiles {
		return fmt.Errorf("%w: %d of them", ErrFiles, len(files))
	}
	total := 0
	for _, f := range files {
		total += len(f.Data)
		if !plain(f.Name, "") || !plain(f.Type, "/") {
			return fmt.Errorf("%w: the name %q of type %q", ErrFiles, f.Name, f.Type)
		}
	}
	if total > MaxFileBytes {
		return fmt.Errorf("%w: %d bytes", ErrFiles, total)
	}
	return nil
}

// plain tells whether a text can stand in a header as it is, and is the name that
// Discord gives the file.
func plain(s, also string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
	return s != "" && len(s) <= 100 && strings.Trim(s, allowed+also) == ""
}
