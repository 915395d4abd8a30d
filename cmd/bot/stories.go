package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"dragoman/knowledge"
)

// loadStory loads the built-in story called name, or the story file there.
func loadStory(name string) (*knowledge.Base, error) {
	if slices.Contains(knowledge.EmbeddedNames(), name) {
		return knowledge.Embedded(name)
	}
	base, err := knowledge.Load(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no story %q, neither built in nor as a file; built in: %s",
			name, strings.Join(knowledge.EmbeddedNames(), ", "))
	}
	return base, err
}
