package knowledge

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed stories/*.yaml stories/*.prepared
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
	base, err := Parse(file, src)
	if err != nil {
		return nil, err
	}
	// A story without one is prepared when it is used.
	base.prepared, _ = stories.ReadFile("stories/" + name + ".prepared")
	return base, nil
}

// EmbeddedNames returns the names of the stories that are part of the program,
// sorted.
func EmbeddedNames() []string {
	// The directory is embedded, so that it is always there.
	entries, _ := stories.ReadDir("stories")
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, name)
		}
	}
	return names
}
