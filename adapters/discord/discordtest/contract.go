package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// contract checks bodies against Discord's OpenAPI description. A nil one
// checks nothing.
type contract struct {
	paths map[string]map[string]operation

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by pointer into the description
}

// operation is the part of the description that says where its schemas are.
type operation struct {
	Request *struct {
		Required bool                       `json:"required"`
		Content  map[string]json.RawMessage `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]json.RawMessage `json:"content"`
	} `json:"responses"`
}

// description is read once and shared by all servers of a test program: its
// schemas are compiled when they are first used.
var description = sync.OnceValues(func() (*contract, error) {
	path, err := beside("shared/contracts/discord-openapi.json")
	if err != nil {
		return nil, err
	}
	return loadContract(path)
})

// beside returns the path of a file beside the module that the test is in.
func beside(name string) (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "..", filepath.FromSlash(name)), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("there is no module around the test")
		}
		dir = parent
	}
}

const documentURL = "discord.json"

func loadContract(path string) (*contract, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s is not at hand: %w", filepath.Base(path), os.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	var shape struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(raw, &shape); err != nil {
		return nil, err
	}
	c := &contract{
		paths: make(map[string]map[string]operation), schemas: make(map[string]*jsonschema.Schema),
		compiler: jsonschema.NewCompiler(),
	}
	for path, methods := range shape.Paths {
		c.paths[path] = make(map[string]operation)
		for method, raw := range methods {
			var o operation
			if method != "parameters" && json.Unmarshal(raw, &o) == nil {
				c.paths[path][strings.ToUpper(method)] = o
			}
		}
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	tighten(document)
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.AssertFormat()
	if err := c.compiler.AddResource(documentURL, document); err != nil {
		return nil, err
	}
	return c, nil
}

// tighten lets schemas refuse keys that they do not describe: Discord ignores
// such, and a misspelt key would go unnoticed. Parts of an allOf are left, for
// none of them knows the keys of the others. Where the description is wrong it is
// mended.
func tighten(document any) {
	schemas := document.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any)
	parts := make(map[string]bool) // of an allOf
	var find func(v any)
	find = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if all, ok := v["allOf"].([]any); ok {
				for _, part := range all {
					if ref, ok := part.(map[string]any)["$ref"].(string); ok {
						parts[strings.TrimPrefix(ref, "#/components/schemas/")] = true
					}
				}
			}
			for _, v := range v {
				find(v)
			}
		case []any:
			for _, v := range v {
				find(v)
			}
		}
	}
	find(schemas)
	for name, v := range schemas {
		schema := v.(map[string]any)
		_, open := schema["additionalProperties"]
		_, described := schema["properties"]
		_, combined := schema["allOf"]
		if described && !open && !combined && !parts[name] {
			schema["additionalProperties"] = false
		}
	}
	// Permissions are texts of digits in requests as well (Discord, "Application
	// Commands": default_member_permissions).
	for _, name := range []string{"ApplicationCommandUpdateRequest", "ApplicationCommandCreateRequest"} {
		properties := schemas[name].(map[string]any)["properties"].(map[string]any)
		properties["default_member_permissions"] = map[string]any{"type": []any{"string", "null"}, "pattern": "^[0-9]+$"}
	}
}

// request returns what is wrong with a request's body, "" for nothing.
func (c *contract) request(route string, body []byte) string {
	if c == nil {
		return ""
	}
	o, pointer := c.operation(route)
	if o.Request == nil {
		if len(body) > 0 {
			return "the call takes no body"
		}
		return ""
	}
	if len(body) == 0 {
		if o.Request.Required {
			return "the body is missing"
		}
		return ""
	}
	return c.check(pointer+"/requestBody/content/application~1json/schema", body)
}

// answer returns what is wrong with an answer, "" for nothing.
func (c *contract) answer(route string, status int, v any) string {
	if c == nil {
		return ""
	}
	o, pointer := c.operation(route)
	body, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	switch response, known := o.Responses[fmt.Sprint(status)]; {
	case status == 429:
		return c.check("#/components/schemas/RatelimitedResponse", body)
	case status >= 400:
		return c.check("#/components/schemas/ErrorResponse", body)
	case !known:
		return "there is no such answer"
	case len(response.Content) == 0:
		if v != nil {
			return "the answer has no body"
		}
		return ""
	}
	return c.check(fmt.Sprintf("%s/responses/%d/content/application~1json/schema", pointer, status), body)
}

// operation of a route, and where it is in the description.
func (c *contract) operation(route string) (operation, string) {
	method, path, _ := strings.Cut(route, " ")
	escaped := strings.NewReplacer("/", "~1", "{", "%7B", "}", "%7D").Replace(path)
	return c.paths[path][method], "#/paths/" + escaped + "/" + strings.ToLower(method)
}

func (c *contract) check(pointer string, body []byte) string {
	schema, err := c.schema(pointer)
	if err != nil {
		return err.Error()
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return "no JSON: " + err.Error()
	}
	if err := schema.Validate(v); err != nil {
		return deepest(err)
	}
	return ""
}

// schema compiles what a pointer leads to, once.
func (c *contract) schema(pointer string) (*jsonschema.Schema, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if schema, ok := c.schemas[pointer]; ok {
		return schema, nil
	}
	schema, err := c.compiler.Compile(documentURL + pointer)
	if err == nil {
		c.schemas[pointer] = schema
	}
	return schema, err
}

// deepest is the most telling line of a validation's error: of the alternatives
// that a value could be, that which it came furthest with.
func deepest(err error) string {
	v, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return err.Error()
	}
	var leaf *jsonschema.ValidationError
	var walk func(v *jsonschema.ValidationError)
	walk = func(v *jsonschema.ValidationError) {
		if len(v.Causes) == 0 && (leaf == nil || len(v.InstanceLocation) > len(leaf.InstanceLocation)) {
			leaf = v
		}
		for _, cause := range v.Causes {
			walk(cause)
		}
	}
	walk(v)
	text := leaf.Error()
	if i := strings.LastIndex(text, "\n- "); i >= 0 {
		text = text[i+3:]
	}
	return text
}
