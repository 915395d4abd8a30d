package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
)

// File is one that came with a request.
type File struct {
	Name string
	Type string
	Data []byte
}

// Attachment is a file of a message.
type Attachment struct {
	ID          string
	Name        string
	Description string // the alternative text
	File        File
}

// maxBody bounds a request with its files (Discord, "Uploading Files": 10 MiB for a
// file), and maxFiles their number.
const (
	maxBody  = 10<<20 + 1<<16
	maxFiles = 10
)

// split takes a body of several parts apart: the JSON and the files.
func (r *request) split() *apiError {
	if len(r.body) > maxBody {
		r.body = nil
		return errTooLarge
	}
	kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return nil
	}
	parts := multipart.NewReader(bytes.NewReader(r.body), parameters["boundary"])
	r.body = nil
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return invalidForm("a body of several parts: %v", err)
		}
		data, err := io.ReadAll(p)
		switch {
		case err != nil:
			return invalidForm("a part of the body: %v", err)
		case p.FormName() == "payload_json":
			r.body = data
		case p.FormName() == fmt.Sprintf("files[%d]", len(r.files)) && len(r.files) < maxFiles && p.FileName() != "" && len(data) > 0:
			r.files = append(r.files, File{Name: p.FileName(), Type: p.Header.Get("Content-Type"), Data: data})
		default:
			return invalidForm("a part is named %q", p.FormName())
		}
	}
}

// attach makes attachments of a request's files, as its body describes them.
func (s *Server) attach(r *request, described []attachmentDraft) ([]Attachment, *apiError) {
	if len(described) != len(r.files) {
		return nil, invalidForm("attachments: %d are described and %d are there", len(described), len(r.files))
	}
	var all []Attachment
	for i, f := range r.files {
		d := described[i]
		if d.ID != fmt.Sprint(i) || d.Name != "" && d.Name != f.Name || len([]rune(d.Description)) > maxAlt {
			return nil, invalidForm("attachments.%d: not that of %s", i, f.Name)
		}
		all = append(all, Attachment{ID: s.newID(), Name: f.Name, Description: d.Description, File: f})
	}
	return all, nil
}

// maxAlt is how long the description of an attachment may be, in characters.
const maxAlt = 1024

type attachmentDraft struct {
	ID          string `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description"`
}

// url is where an attachment of a message is.
func (a Attachment) url(m *Message) string {
	return "https://cdn.discord.test/attachments/" + m.Channel + "/" + a.ID + "/" + a.Name
}

func (m *Message) attachmentShapes() []any {
	all := []any{}
	for _, a := range m.Attachments {
		v := map[string]any{
			"id": a.ID, "filename": a.Name, "size": len(a.File.Data), "url": a.url(m), "proxy_url": a.url(m), "content_type": a.File.Type,
		}
		set(v, "description", a.Description)
		all = append(all, v)
	}
	return all
}
