package knowledge

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed stories/*.yaml
var stories embed.FS

// Embedded returns the base of a story that is part of the program; name is one
// of [EmbeddedNames]. It parses the story anew on each call. For another name
// the error matches fs.ErrNotExist.
func Embedded(name string) (*Base, error) {
	file := name + ".yaml"
	src, err := stories.ReadFile("stories/" + file)
	if err != nil {
		return nil, Problems{{
			File:    file,
			Message: fmt.Sprintf("there is no embedded story %q", name),
			Advice:  "choose " + oneOf(EmbeddedNames()),
			Err:     fs.ErrNotExist,
		}}
	}
	return Parse(file, src)
}

// EmbeddedNames returns the names of the stories that are part of the program,
// sorted.
func EmbeddedNames() []string {
	// The directory is embedded, so that it is always there.
	entries, _ := stories.ReadDir("stories")
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}
