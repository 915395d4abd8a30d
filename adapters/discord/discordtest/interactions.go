package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Interaction is what somebody did with the bot's commands and buttons, and what
// the bot made of it.
type Interaction struct {
	ID, Token string
	Kind      int // Discord's type of interaction
	Guild     string
	Channel   string
	User      string
	Sent      time.Time

	Response  int       // the first one's type, 0 while there is none
	Responded time.Time // when it came
	Data      json.RawMessage
	Ephemeral bool
	Deferred  bool      // "thinking" came first
	Choices   []Choice  // of an autocompletion
	Modal     *Modal    // that was shown
	Message   *Message  // the response as it is now; nil while it is thinking, when there is none, or it was deleted
	Answered  time.Time // when that message was first there
	Followups []Message

	on       string   // the message with the component
	original *Message // the response, or the message with the component
	more     []*Message
}

// Choice is a suggestion of an autocompletion.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Modal is a form that the bot showed.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Types of interactions and of first responses.
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5

	RespondMessage     = 4
	RespondDeferred    = 5
	RespondDeferUpdate = 6
	RespondUpdate      = 7
	RespondChoices     = 8
	RespondModal       = 9
)

const (
	firstResponse = 3 * time.Second  // after the event (Discord, "Interaction Callback")
	tokenLife     = 15 * time.Minute // for edits and followups
	keptWhenQuiet = 10_000
)

// Interaction returns one by its id.
func (s *Server) Interaction(id string) (Interaction, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.interactions[id]
	if !ok {
		return Interaction{}, false
	}
	return i.copy(), true
}

func (i *Interaction) copy() Interaction {
	c := *i
	c.original, c.more = nil, nil
	if i.original != nil && !i.original.Loading {
		m := *i.original
		c.Message = &m
	}
	for _, m := range i.more {
		c.Followups = append(c.Followups, *m)
	}
	return c
}

// AwaitResponse waits for the first response to an interaction.
func (s *Server) AwaitResponse(t TB, id string) Interaction {
	t.Helper()
	return s.await(t, "a response to "+id, id, func(i *Interaction) bool { return i.Response != 0 })
}

// AwaitAnswer waits until an interaction has its answer: choices, a form, or a
// message that is there, not only thinking.
func (s *Server) AwaitAnswer(t TB, id string) Interaction {
	t.Helper()
	return s.await(t, "an answer to "+id, id, func(i *Interaction) bool {
		return i.Response == RespondChoices || i.Response == RespondModal || !i.Answered.IsZero()
	})
}

// AwaitFollowups waits for n messages after the first response.
func (s *Server) AwaitFollowups(t TB, id string, n int) Interaction {
	t.Helper()
	return s.await(t, fmt.Sprint(n, " followups to ", id), id, func(i *Interaction) bool { return len(i.more) >= n })
}

func (s *Server) await(t TB, what, id string, is func(*Interaction) bool) Interaction {
	t.Helper()
	var found Interaction
	s.Until(t, what, func() bool {
		i, ok := s.interactions[id]
		if ok = ok && is(i); ok {
			found = i.copy()
		}
		return ok
	})
	return found
}

// respond takes the first response.
func (s *Server) respond(r *request) (int, any, *apiError) {
	i, ok := s.interactions[r.PathValue("interaction_id")]
	switch {
	case !ok || i.Token != r.PathValue("interaction_token"):
		return 0, nil, errUnknownInteraction
	case i.Response != 0:
		return 0, nil, errAcknowledged
	case time.Since(i.Sent) > firstResponse:
		return 0, nil, errUnknownInteraction
	}
	var body struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if e := r.into(&body); e != nil {
		return 0, nil, e
	}
	if !slices.Contains(allowedResponses(i), body.Type) {
		s.problem("%s: type %d is no response to an interaction of type %d", r.route, body.Type, i.Kind)
		return 0, nil, invalidForm("type: Interaction response type is not valid for this interaction.")
	}
	if e := s.take(r, i, body.Type, body.Data); e != nil {
		return 0, nil, e
	}
	i.Response, i.Responded, i.Data = body.Type, time.Now(), body.Data
	if r.URL.Query().Get("with_response") != "true" {
		return 204, nil, nil
	}
	about := map[string]any{"id": i.ID, "type": i.Kind}
	answer := map[string]any{"interaction": about}
	if i.original != nil && (body.Type == RespondMessage || body.Type == RespondDeferred || body.Type == RespondUpdate) {
		about["response_message_id"] = i.original.ID
		about["response_message_loading"] = i.original.Loading
		about["response_message_ephemeral"] = i.original.Ephemeral()
		if body.Type != RespondDeferred {
			answer["resource"] = map[string]any{"type": body.Type, "message": s.shown(i.original)}
		}
	}
	return 200, answer, nil
}

// allowedResponses are the types that an interaction may have.
func allowedResponses(i *Interaction) []int {
	switch {
	case i.Kind == kindAutocomplete:
		return []int{RespondChoices}
	case i.Kind == kindModal && i.on == "":
		return []int{RespondMessage, RespondDeferred}
	case i.Kind == kindModal:
		return []int{RespondMessage, RespondDeferred, RespondDeferUpdate, RespondUpdate}
	case i.Kind == kindComponent:
		return []int{RespondMessage, RespondDeferred, RespondDeferUpdate, RespondUpdate, RespondModal}
	}
	return []int{RespondMessage, RespondDeferred, RespondModal}
}

// take does what a first response says.
func (s *Server) take(r *request, i *Interaction, kind int, data json.RawMessage) *apiError {
	var d draft
	if len(data) > 0 && kind != RespondChoices && kind != RespondModal {
		if json.Unmarshal(data, &d) != nil {
			return invalidForm("data")
		}
	}
	switch kind {
	case RespondMessage:
		m, e := s.compose(r, &d, i.Channel, d.Flags.value&FlagEphemeral)
		if e != nil {
			return e
		}
		s.answerWith(i, m)
		i.Answered = m.Time
	case RespondDeferred:
		m := &Message{ID: s.newID(), Channel: i.Channel, Author: s.app, Flags: d.Flags.value & FlagEphemeral, Loading: true, Time: time.Now()}
		s.answerWith(i, m)
		i.Deferred = true
	case RespondDeferUpdate, RespondUpdate:
		m, ok := s.messages[i.on]
		switch {
		case !ok && s.quiet: // messages are not kept
			m = &Message{ID: i.on, Channel: i.Channel, Author: s.app, Time: time.Now()}
		case !ok:
			return errUnknownMessage
		}
		if kind == RespondUpdate {
			if e := s.apply(r, &d, m); e != nil {
				return e
			}
			m.Edits++
			m.Edited = time.Now()
			i.Answered = m.Edited
		} else {
			i.Deferred = true
		}
		i.original, i.Ephemeral = m, m.Ephemeral()
	case RespondChoices:
		return s.takeChoices(r, i, data)
	case RespondModal:
		i.Modal = new(Modal)
		return formIf(json.Unmarshal(data, i.Modal))
	}
	return nil
}

func (s *Server) answerWith(i *Interaction, m *Message) {
	m.Interaction = i.ID
	i.original, i.Ephemeral = m, m.Ephemeral()
	s.keep(m)
}

// maxChoices of an autocompletion, each of maxChoice characters (Discord,
// "Application Commands: Autocomplete").
const (
	maxChoices = 25
	maxChoice  = 100
)

func (s *Server) takeChoices(r *request, i *Interaction, data json.RawMessage) *apiError {
	var body struct {
		Choices []Choice `json:"choices"`
	}
	if e := formIf(json.Unmarshal(data, &body)); e != nil {
		return e
	}
	refuse := func(text string) *apiError {
		s.problem("%s: %s", r.route, text)
		return invalidForm("%s", text)
	}
	if len(body.Choices) > maxChoices {
		return refuse("data.choices: Must be 25 or fewer in length.")
	}
	for _, c := range body.Choices {
		value, isText := c.Value.(string)
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > maxChoice {
			return refuse("data.choices.name: Must be between 1 and 100 in length.")
		}
		if isText && (value == "" || utf8.RuneCountInString(value) > maxChoice) {
			return refuse("data.choices.value: Must be between 1 and 100 in length.")
		}
	}
	i.Choices = body.Choices
	return nil
}

func formIf(err error) *apiError {
	if err != nil {
		return invalidForm("data")
	}
	return nil
}

// byToken returns the interaction whose token a call has, once it is answered.
func (s *Server) byToken(r *request) (*Interaction, *apiError) {
	id, ok := interactionOf(r.PathValue("webhook_token"))
	i, known := s.interactions[id]
	switch {
	case r.PathValue("webhook_id") != s.app || !ok || !known || i.Token != r.PathValue("webhook_token"):
		return nil, errInvalidToken
	case time.Since(i.Sent) > tokenLife:
		return nil, errInvalidToken
	case i.Response == 0:
		return nil, errUnknownWebhook
	}
	return i, nil
}

// response returns the message that a call with an interaction's token names.
func (s *Server) response(r *request) (*Interaction, *Message, *apiError) {
	i, e := s.byToken(r)
	if e != nil {
		return nil, nil, e
	}
	id := r.PathValue("message_id")
	if id == "" && i.original != nil {
		return i, i.original, nil
	}
	for _, m := range append([]*Message{i.original}, i.more...) {
		if m != nil && m.ID == id {
			return i, m, nil
		}
	}
	return nil, nil, errUnknownMessage
}

func (s *Server) getResponse(r *request) (int, any, *apiError) {
	_, m, e := s.response(r)
	if e != nil {
		return 0, nil, e
	}
	return 200, s.shown(m), nil
}

func (s *Server) editResponse(r *request) (int, any, *apiError) {
	i, m, e := s.response(r)
	if e != nil {
		return 0, nil, e
	}
	if e := s.edit(r, m); e != nil {
		return 0, nil, e
	}
	if m == i.original && i.Answered.IsZero() {
		i.Answered = m.Edited
	}
	return 200, s.shown(m), nil
}

func (s *Server) deleteResponse(r *request) (int, any, *apiError) {
	i, m, e := s.response(r)
	if e != nil {
		return 0, nil, e
	}
	s.remove(m)
	if i.original == m {
		i.original = nil
	}
	i.more = slices.DeleteFunc(i.more, func(o *Message) bool { return o == m })
	return 204, nil, nil
}

func (s *Server) followUp(r *request) (int, any, *apiError) {
	i, e := s.byToken(r)
	if e != nil {
		return 0, nil, e
	}
	var d draft
	if e := r.into(&d); e != nil {
		return 0, nil, e
	}
	// The first after a deferred response takes its place.
	if i.original != nil && i.original.Loading {
		if e := s.edit(r, i.original); e != nil {
			return 0, nil, e
		}
		i.Answered = i.original.Edited
		return 200, s.shown(i.original), nil
	}
	m, e := s.compose(r, &d, i.Channel, d.Flags.value&FlagEphemeral)
	if e != nil {
		return 0, nil, e
	}
	m.Interaction = i.ID
	i.more = append(i.more, m)
	s.keep(m)
	return 200, s.shown(m), nil
}
