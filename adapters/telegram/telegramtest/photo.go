package telegramtest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png"
	"net/http"
	"slices"
)

// sendPhoto takes a PNG file or the file_id of one that was sent before, within the
// limits of the Bot API: 10 MB, width and height 10,000 together, a ratio of 20.
func (s *Server) sendPhoto(r *http.Request, p map[string]string) (any, *apiError) {
	caption, e := plain(p, "caption")
	if e == nil && units(caption) > maxCaption {
		e = badRequest("message caption is too long")
	}
	data, why := uploaded(r, "photo")
	if data != nil && why == "" {
		why = notPhoto(data)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if e == nil && data != nil && why != "" {
		e = badRequest("%s", why)
	}
	if e != nil {
		s.problems = append(s.problems, "sendPhoto: "+e.description)
		return nil, e
	}
	id := p["photo"]
	if data != nil {
		s.photos++
		id = fmt.Sprintf("photo%d", s.photos)
		s.files = append(s.files, id)
	} else if !slices.Contains(s.files, id) {
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	}
	return s.keep(p, &Message{HTML: p["caption"], Text: caption, Photo: id})
}

func notPhoto(data []byte) (why string) {
	if len(data) > 10<<20 {
		return "file is too big"
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return "IMAGE_PROCESS_FAILED"
	case c.Width+c.Height > 10_000, c.Width > 20*c.Height, c.Height > 20*c.Width:
		return "PHOTO_INVALID_DIMENSIONS"
	}
	return ""
}

// Uploads is how many photos were uploaded.
func (s *Server) Uploads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.photos
}

// LosePhotos lets the server know no file_id of a photo any more.
func (s *Server) LosePhotos() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = nil
}
