package telegramtest

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Contract is a machine-readable description of the Bot API, as
// github.com/PaulSonOfLars/telegram-bot-api-spec publishes it.
type Contract struct {
	Methods map[string]description `json:"methods"`
	Types   map[string]description `json:"types"`
}

type description struct {
	Fields   []field  `json:"fields"`
	Subtypes []string `json:"subtypes"`
}

type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
	Text     string   `json:"description"`
}

// LoadContract reads a description.
func LoadContract(path string) (*Contract, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c := new(Contract)
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, err
	}
	if len(c.Methods) == 0 {
		return nil, fmt.Errorf("%s describes no methods", path)
	}
	return c, nil
}

// Obey lets the server check each call from now on; see Problems.
func (s *Server) Obey(c *Contract) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.contract = c
}

// check returns what is wrong with a call.
func (c *Contract) check(name string, params map[string]string) (problems []string) {
	m, ok := c.Methods[name]
	if !ok {
		return []string{"there is no such method"}
	}
	known := make(map[string]field)
	for _, f := range m.Fields {
		known[f.Name] = f
		if _, given := params[f.Name]; f.Required && !given {
			problems = append(problems, "parameter "+f.Name+" is missing")
		}
	}
	for key, value := range params {
		f, ok := known[key]
		if !ok {
			problems = append(problems, "there is no parameter "+key)
			continue
		}
		if !utf8.ValidString(value) {
			problems = append(problems, key+" is not UTF-8")
		}
		if why := c.parameter(f, value); why != "" {
			problems = append(problems, key+": "+why)
		}
	}
	return problems
}

// parameter checks a value as it stands in a form: texts bare, the rest as
// JSON. It returns why the value fits none of the types.
func (c *Contract) parameter(f field, value string) string {
	why := ""
	for _, t := range f.Types {
		if t == "String" {
			return c.length(f, value)
		}
		if t == "InputFile" {
			return ""
		}
		dec := json.NewDecoder(strings.NewReader(value))
		dec.UseNumber()
		var v any
		if err := dec.Decode(&v); err != nil {
			why = "not " + t + ": " + err.Error()
			continue
		}
		if why = c.value(t, v); why == "" {
			return ""
		}
	}
	return why
}

// value checks a JSON value.
func (c *Contract) value(t string, v any) string {
	if element, ok := strings.CutPrefix(t, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return "not an array"
		}
		for i, v := range list {
			if why := c.value(element, v); why != "" {
				return fmt.Sprintf("[%d]: %s", i, why)
			}
		}
		return ""
	}
	switch t {
	case "Integer":
		n, ok := v.(json.Number)
		if _, err := strconv.ParseInt(string(n), 10, 64); !ok || err != nil {
			return "not an integer"
		}
		return ""
	case "Float":
		if _, ok := v.(json.Number); !ok {
			return "not a number"
		}
		return ""
	case "Boolean", "True":
		if _, ok := v.(bool); !ok {
			return "not a boolean"
		}
		return ""
	case "String":
		if _, ok := v.(string); !ok {
			return "not a string"
		}
		return ""
	}
	d, ok := c.Types[t]
	if !ok {
		return "of the unknown type " + t
	}
	if len(d.Subtypes) > 0 {
		why := ""
		for _, sub := range d.Subtypes {
			if why = c.value(sub, v); why == "" {
				return ""
			}
		}
		return "no " + t + ": " + why
	}
	object, ok := v.(map[string]any)
	if !ok {
		return "not an object " + t
	}
	return c.object(t, d, object)
}

func (c *Contract) object(t string, d description, object map[string]any) string {
	known := make(map[string]bool)
	for _, f := range d.Fields {
		known[f.Name] = true
		v, given := object[f.Name]
		if !given {
			if f.Required {
				return t + "." + f.Name + " is missing"
			}
			continue
		}
		if must := mustBe.FindStringSubmatch(f.Text); must != nil && v != must[1] {
			return fmt.Sprintf("%s.%s is not %s", t, f.Name, must[1])
		}
		why := ""
		for _, kind := range f.Types {
			if why = c.value(kind, v); why == "" {
				break
			}
		}
		if text, ok := v.(string); ok && why == "" {
			why = c.length(f, text)
		}
		if why != "" {
			return t + "." + f.Name + ": " + why
		}
	}
	for key := range object {
		if !known[key] {
			return t + " has no field " + key
		}
	}
	return ""
}

var (
	mustBe = regexp.MustCompile(`(?:must be|, always) [“"]?([a-z_]+)[”"]?$`)
	// "1-64 bytes", "0-200 characters", "1-4096 characters after entities parsing"
	limits = regexp.MustCompile(`(\d+)-(\d+) (bytes|characters)( after entities parsing)?`)
)

// length checks a text against the limits that the description tells.
func (c *Contract) length(f field, text string) string {
	found := limits.FindStringSubmatch(f.Text)
	if found == nil {
		return ""
	}
	least, _ := strconv.Atoi(found[1])
	most, _ := strconv.Atoi(found[2])
	n := utf8.RuneCountInString(text)
	if found[3] == "bytes" {
		n = len(text)
	}
	if found[4] != "" {
		plain, err := ParseHTML(text)
		if err != nil {
			plain = text
		}
		n = units(plain)
	}
	if n < least || n > most {
		return fmt.Sprintf("%d %s, not %s-%s", n, found[3], found[1], found[2])
	}
	return ""
}
