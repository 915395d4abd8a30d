package console

import "io"

// LoadHistory and SaveHistory give the tests the file of the editor, which
// itself needs a terminal.
func LoadHistory(path string) ([]string, error) { return history{path: path}.load() }

func SaveHistory(path string, write func(io.Writer) (int, error)) error {
	return history{path: path}.save(write)
}

func RemoveHistory(path string) error { return history{path: path}.remove() }
