package discordtest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits in characters (Discord, "Message Resource: Embed Limits"; "Create
// Message": content).
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxAuthor      = 256
	maxEmbeds      = 6000 // over all of a message
	maxRows        = 5
	maxButtons     = 5 // of a row
	maxCustomID    = 100
)

// check returns the rule that a message breaks, nil for none.
func (m *Message) check() *apiError {
	if n := utf8.RuneCountInString(m.Content); n > maxContent {
		return invalidForm("content: Must be %d or fewer in length, has %d.", maxContent, n)
	}
	total := 0
	for i, e := range m.Embeds {
		if why := e.check(); why != nil {
			return invalidForm("embeds.%d: %s", i, why.message)
		}
		if why := m.checkImage(e); why != nil {
			return invalidForm("embeds.%d: %s", i, why.message)
		}
		for _, text := range e.texts() {
			total += utf8.RuneCountInString(text)
		}
	}
	if total > maxEmbeds {
		return invalidForm("embeds: Embed size exceeds maximum size of %d, is %d.", maxEmbeds, total)
	}
	if e := checkComponents(m.Components, m.Flags&flagComponentsV2 != 0); e != nil {
		return e
	}
	if m.Content == "" && len(m.Embeds)+len(m.Attachments) == 0 && (m.Flags&flagComponentsV2 == 0 || len(m.Components) == 0) {
		return errEmpty
	}
	return nil
}

// checkImage returns what is wrong with the picture of an embed.
func (m *Message) checkImage(e Embed) *apiError {
	if e.Image == nil {
		return nil
	}
	name, attached := strings.CutPrefix(e.Image.URL, "attachment://")
	if attached && !slices.ContainsFunc(m.Attachments, func(a Attachment) bool { return a.Name == name }) {
		return invalidForm("image: no file %s comes with the message", name)
	}
	return nil
}

func (e Embed) check() *apiError {
	if len(e.texts()) == 0 || !slices.ContainsFunc(e.texts(), func(s string) bool { return s != "" }) {
		return invalidForm("an embed must not be empty")
	}
	type part struct {
		name, text string
		most       int
	}
	parts := []part{{"title", e.Title, maxTitle}, {"description", e.Description, maxDescription}}
	if e.Author != nil {
		parts = append(parts, part{"author.name", e.Author.Name, maxAuthor})
	}
	if e.Footer != nil {
		parts = append(parts, part{"footer.text", e.Footer.Text, maxFooter})
	}
	if len(e.Fields) > maxFields {
		return invalidForm("fields: Must be %d or fewer in length.", maxFields)
	}
	for _, f := range e.Fields {
		if f.Name == "" || f.Value == "" {
			return invalidForm("fields: This field is required")
		}
		parts = append(parts, part{"fields.name", f.Name, maxFieldName}, part{"fields.value", f.Value, maxFieldValue})
	}
	for _, p := range parts {
		if n := utf8.RuneCountInString(p.text); n > p.most {
			return invalidForm("%s: Must be %d or fewer in length, has %d.", p.name, p.most, n)
		}
	}
	return nil
}

// checkComponents returns the rule that rows of components break.
func checkComponents(list []Component, v2 bool) *apiError {
	if !v2 && len(list) > maxRows {
		return invalidForm("components: Must be %d or fewer in length.", maxRows)
	}
	for _, c := range list {
		if !v2 && c.Type != componentRow {
			return invalidForm("components: only rows are allowed here")
		}
		if c.Type == componentRow && (len(c.Components) == 0 || len(c.Components) > maxButtons) {
			return invalidForm("components: Must be between 1 and %d in length.", maxButtons)
		}
	}
	seen := make(map[string]bool)
	for _, c := range leaves(list, 0) {
		if c.Type == componentButton {
			link := c.Style == styleLink
			switch {
			case link && (c.URL == "" || c.CustomID != ""):
				return invalidForm("components: a link button has a url and no custom_id")
			case !link && (c.CustomID == "" || c.URL != ""):
				return invalidForm("components: a button has a custom_id and no url")
			case c.Label == "" && c.Emoji == nil:
				return invalidForm("components: a button has a label or an emoji")
			}
		}
		if c.CustomID == "" {
			continue
		}
		if utf8.RuneCountInString(c.CustomID) > maxCustomID {
			return invalidForm("custom_id: Must be %d or fewer in length.", maxCustomID)
		}
		if seen[c.CustomID] {
			return invalidForm("custom_id: Component custom id cannot be duplicated")
		}
		seen[c.CustomID] = true
	}
	return nil
}

var (
	mentionUser = regexp.MustCompile(`<@!?([0-9]+)>`)
	mentionRole = regexp.MustCompile(`<@&([0-9]+)>`)
	mentionAll  = regexp.MustCompile(`@(everyone|here)\b`)
)

// pings returns whom a message pings, and which users it names. allowed is nil
// when the request says nothing: then all are pinged. s.mu is held.
func (s *Server) pings(m *Message, allowed *allowedMentions) (pings, named []string) {
	may := func(kind, id string, ids []string) bool {
		return allowed == nil || slices.Contains(allowed.Parse, kind) || slices.Contains(ids, id)
	}
	var users, roles []string
	if allowed != nil {
		users, roles = allowed.Users, allowed.Roles
	}
	add := func(id string) {
		if !slices.Contains(pings, id) {
			pings = append(pings, id)
		}
	}
	for _, found := range mentionUser.FindAllStringSubmatch(m.Content, -1) {
		named = append(named, found[1])
		if may("users", found[1], users) {
			add(found[1])
		}
	}
	for _, found := range mentionRole.FindAllStringSubmatch(m.Content, -1) {
		if may("roles", found[1], roles) {
			add(found[1])
		}
	}
	for _, found := range mentionAll.FindAllStringSubmatch(m.Content, -1) {
		if may("everyone", "", nil) {
			add(found[1])
		}
	}
	if to, ok := s.messages[m.ReplyTo]; ok && (allowed == nil || allowed.Replied) {
		add(to.Author)
	}
	slices.Sort(named)
	return pings, slices.Compact(named)
}
